import { clear, createStore, del, get, keys, update } from "idb-keyval";
import { Attempts } from "./attempts";

/** Where what a reader makes is kept. Every method may reject. */
export interface KeptDisk {
  get(key: string): Promise<unknown>;
  keys(): Promise<string[]>;
  /** Reads and writes as one step, whatever other tabs do meanwhile. `change` has no effects. */
  update(key: string, change: (old: unknown) => unknown): Promise<void>;
  delete(key: string): Promise<void>;
  clear(): Promise<void>;
}

/** The browser's IndexedDB: a database of its own for each purpose, which no clearing of another touches. */
export function openKeptDisk(database: "titlecast-feed" | "titlecast-score"): KeptDisk {
  const store = createStore(database, "kept");
  return {
    get: (key) => get(key, store),
    keys: () => keys<string>(store),
    update: (key, change) => update(key, change, store),
    delete: (key) => del(key, store),
    clear: () => clear(store),
  };
}

/**
 * Values by key, changed only by what is made of their present value, so that tabs never overwrite each other. Never
 * fails: what the disk refuses (a private window, a full quota) stays in memory for as long as the worker lives.
 */
export class Kept {
  private readonly memory = new Map<string, unknown>();
  private readonly disk: Attempts<KeptDisk>;

  /** @param open called at first use. */
  constructor(open: () => KeptDisk) {
    this.disk = new Attempts(open);
  }

  /** `memory` once the disk has refused something. */
  get place(): "disk" | "memory" {
    return this.disk.place;
  }

  async get(key: string): Promise<unknown> {
    return this.memory.has(key) ? this.memory.get(key) : this.disk.attempt((disk) => disk.get(key));
  }

  async keys(): Promise<string[]> {
    const kept = (await this.disk.attempt((disk) => disk.keys())) ?? [];
    return [...new Set([...kept, ...this.memory.keys()])];
  }

  async update(key: string, change: (old: unknown) => unknown): Promise<void> {
    const kept =
      !this.memory.has(key) &&
      (await this.disk.attempt(async (disk) => {
        await disk.update(key, change);
        return true;
      }));
    if (!kept) this.memory.set(key, change(await this.get(key)));
  }

  async delete(key: string): Promise<void> {
    this.memory.delete(key);
    await this.disk.attempt((disk) => disk.delete(key));
  }

  async clear(): Promise<void> {
    this.memory.clear();
    await this.disk.attempt((disk) => disk.clear());
  }
}
