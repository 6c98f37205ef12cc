import { createStore, delMany, get, keys, set } from "idb-keyval";
import { Attempts } from "./attempts";

/** Files by key, kept between visits where the browser allows it. Never fails: at worst it forgets. */
export interface FileCache {
  /** `memory` once the disk has refused: a private window, blocked storage or a full quota. */
  readonly place: "disk" | "memory";
  has(key: string): Promise<boolean>;
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
  private readonly disk: Attempts<Disk>;

  /** @param open called at first use. */
  constructor(open: () => Disk) {
    this.disk = new Attempts(open);
  }

  get place(): "disk" | "memory" {
    return this.disk.place;
  }

  async has(key: string): Promise<boolean> {
    return this.memory.has(key) || Boolean((await this.disk.attempt((disk) => disk.keys()))?.includes(key));
  }

  async get(key: string): Promise<Uint8Array<ArrayBuffer> | undefined> {
    const bytes = this.memory.get(key) ?? (await this.disk.attempt((disk) => disk.get(key)));
    return isBytes(bytes) ? bytes : undefined;
  }

  async put(key: string, bytes: Uint8Array<ArrayBuffer>): Promise<void> {
    const written = await this.disk.attempt(async (disk) => {
      await disk.set(key, bytes);
      return true;
    });
    if (!written) this.memory.set(key, bytes);
  }

  async keepOnly(wanted: ReadonlySet<string>): Promise<void> {
    for (const key of this.memory.keys()) if (!wanted.has(key)) this.memory.delete(key);
    await this.disk.attempt(async (disk) => {
      const doomed = (await disk.keys()).filter((key) => !wanted.has(key));
      if (doomed.length > 0) await disk.delete(doomed);
    });
  }
}

function isBytes(value: unknown): value is Uint8Array<ArrayBuffer> {
  return value instanceof Uint8Array && value.buffer instanceof ArrayBuffer;
}
