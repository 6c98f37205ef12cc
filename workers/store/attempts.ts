/** A disk that may refuse (a private window, blocked storage, a full quota): what it is asked never fails, at worst it is not done. */
export class Attempts<Disk> {
  private disk: Disk | undefined;
  private refused = false;

  /** @param open called at first use: merely naming IndexedDB throws where storage is blocked. */
  constructor(private readonly open: () => Disk) {}

  /** `memory` once the disk has refused something: what is kept is then kept there. */
  get place(): "disk" | "memory" {
    return this.refused ? "memory" : "disk";
  }

  /** What the disk answers, undefined where it refuses. */
  async attempt<T>(use: (disk: Disk) => Promise<T>): Promise<T | undefined> {
    try {
      this.disk ??= this.open();
      return await use(this.disk);
    } catch {
      this.refused = true;
      return undefined;
    }
  }
}
