import { createStore, delMany, get, keys, set } from "idb-keyval";

/** Files by key, kept between visits where the browser allows it. Never fails: at worst it forgets. */
export interface FileCache {
  /** `memory` once the disk has refused: a private window, blocked storage or a full quota. */
  readonly place: "disk" | "memory";
  get(key: string): Promise<Uint8Array<ArrayBuffer> | undefined>;
  put(key: string, bytes: Uint8Array<ArrayBuffer>): Promise<void>;
  /** Deletes every entry whose key is not among these. */
  keepOnly(keys: ReadonlySet<string>): Promise<void>;
}

/** What a cache writes to. Every method may reject. */
export interface Disk {
  get(key: string): Promise<unknown>;
  set(key: string, bytes: Uint8Array): Promise<void>;
  keys(): Promise<string[]>;
  delete(keys: string[]): Promise<void>;
}

/** The browser's IndexedDB. */
export function openDisk(): Disk {
  const store = createStore("titlecast", "files");
  return {
    get: (key) => get(key, store),
    set: (key, bytes) => set(key, bytes, store),
    keys: () => keys<string>(store),
    delete: (doomed) => delMany(doomed, store),
  };
}

/** A cache on a disk; what the disk refuses stays in memory for as long as the worker lives. */
export class DiskCache implements FileCache {
  private readonly memory = new Map<string, Uint8Array<ArrayBuffer>>();
  private refused = false;

  /** @param open called at first use: merely naming IndexedDB throws where storage is blocked. */
  constructor(private readonly open: () => Disk) {}

  get place(): "disk" | "memory" {
    return this.refused ? "memory" : "disk";
  }

  async get(key: string): Promise<Uint8Array<ArrayBuffer> | undefined> {
    const bytes = this.memory.get(key) ?? (await this.attempt((disk) => disk.get(key)));
    return isBytes(bytes) ? bytes : undefined;
  }

  async put(key: string, bytes: Uint8Array<ArrayBuffer>): Promise<void> {
    const written = await this.attempt(async (disk) => {
      await disk.set(key, bytes);
      return true;
    });
    if (!written) this.memory.set(key, bytes);
  }

  async keepOnly(wanted: ReadonlySet<string>): Promise<void> {
    for (const key of this.memory.keys()) if (!wanted.has(key)) this.memory.delete(key);
    await this.attempt(async (disk) => {
      const doomed = (await disk.keys()).filter((key) => !wanted.has(key));
      if (doomed.length > 0) await disk.delete(doomed);
    });
  }

  private disk: Disk | undefined;

  private async attempt<T>(use: (disk: Disk) => Promise<T>): Promise<T | undefined> {
    try {
      this.disk ??= this.open();
      return await use(this.disk);
    } catch {
      this.refused = true;
      return undefined;
    }
  }
}

function isBytes(value: unknown): value is Uint8Array<ArrayBuffer> {
  return value instanceof Uint8Array && value.buffer instanceof ArrayBuffer;
}
