import type { KeptDisk } from "../../workers/store/kept";

/** A disk that tabs may share, and that can be full. Values are copied on their way in and out, as IndexedDB copies them. */
export class TestDisk implements KeptDisk {
  readonly values = new Map<string, unknown>();
  full = false;

  async get(key: string): Promise<unknown> {
    return structuredClone(this.values.get(key));
  }

  async keys(): Promise<string[]> {
    return [...this.values.keys()];
  }

  async update(key: string, change: (old: unknown) => unknown): Promise<void> {
    const value = structuredClone(change(structuredClone(this.values.get(key))));
    if (this.full) throw new DOMException("no room", "QuotaExceededError");
    this.values.set(key, value);
  }

  async delete(key: string): Promise<void> {
    this.values.delete(key);
  }

  async clear(): Promise<void> {
    this.values.clear();
  }
}
