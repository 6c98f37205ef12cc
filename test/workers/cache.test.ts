import { expect, test } from "vitest";
import { DiskCache } from "../../workers/store/cache";
import { openSmallDisk } from "../support/fileDisk";

test("what one visit puts, the next gets", async () => {
  const entries = new Map();
  await new DiskCache(() => openSmallDisk(entries)).put("a", Uint8Array.of(1, 2));
  const next = new DiskCache(() => openSmallDisk(entries));
  expect(await next.get("a")).toEqual(Uint8Array.of(1, 2));
  expect(await next.get("b")).toBeUndefined();
  expect(next.place).toBe("disk");
});

test("a full disk degrades to memory, says so and loses nothing in this visit", async () => {
  const cache = new DiskCache(() => openSmallDisk(new Map(), 1));
  await cache.put("a", Uint8Array.of(1));
  expect(cache.place).toBe("disk");
  await cache.put("b", Uint8Array.of(2));
  expect(cache.place).toBe("memory");
  expect(await cache.get("a")).toEqual(Uint8Array.of(1));
  expect(await cache.get("b")).toEqual(Uint8Array.of(2));
});

test("a private window, where opening a disk throws, has its files in memory", async () => {
  const cache = new DiskCache(() => {
    throw new DOMException("denied", "SecurityError");
  });
  await cache.put("a", Uint8Array.of(1));
  expect(cache.place).toBe("memory");
  expect(await cache.get("a")).toEqual(Uint8Array.of(1));
});

test("only what is wanted is kept, on disk and in memory", async () => {
  const entries = new Map();
  const cache = new DiskCache(() => openSmallDisk(entries, 2));
  for (const key of ["a", "b", "c", "d"]) await cache.put(key, Uint8Array.of(1));
  await cache.keepOnly(new Set(["b", "d"]));
  const left = await Promise.all(["a", "b", "c", "d"].map((key) => cache.get(key)));
  expect(left.map((bytes) => bytes !== undefined)).toEqual([false, true, false, true]);
  expect([...entries.keys()]).toEqual(["b"]);
});

test("an entry of another make is as good as none", async () => {
  const cache = new DiskCache(() => openSmallDisk(new Map([["a", "text"]])));
  expect(await cache.get("a")).toBeUndefined();
});
