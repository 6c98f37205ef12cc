import type { Disk } from "../../workers/store/cache";

/** A disk in a Map, that holds `room` entries and refuses the next with a browser's error. */
export function openSmallDisk(entries: Map<string, unknown>, room = Number.POSITIVE_INFINITY): Disk {
  return {
    get: async (key) => entries.get(key),
    set: async (key, bytes) => {
      if (entries.size >= room) throw new DOMException("full", "QuotaExceededError");
      entries.set(key, bytes);
    },
    keys: async () => [...entries.keys()],
    delete: async (keys) => {
      for (const key of keys) entries.delete(key);
    },
  };
}
