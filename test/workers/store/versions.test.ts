import fc from "fast-check";
import { beforeEach, expect, test } from "vitest";
import { VERSIONS_MAX } from "../../../lib/permalink";
import { Kept } from "../../../workers/store/kept";
import { VersionStore } from "../../../workers/store/versions";
import { TestDisk } from "../../support/keptDisk";

let disk: TestDisk;

beforeEach(() => {
  disk = new TestDisk();
});

/** The store as a tab of its own has it. */
function openTab(): VersionStore {
  return new VersionStore(new Kept(() => disk));
}

test("a list is there in the next visit, in its order", async () => {
  await openTab().change([], ["Second", "First"]);
  await openTab().change(["Second", "First"], ["First", "Second"]);
  expect(await openTab().read()).toEqual({ titles: ["First", "Second"], place: "disk" });
});

test("what another tab has added stays, and what this one deletes goes", async () => {
  const [mine, other] = [openTab(), openTab()];
  await mine.change([], ["A", "B"]);
  await other.change(["A", "B"], ["A", "B", "C"]);
  expect(await mine.change(["A", "B"], ["B", "D"])).toEqual({ titles: ["B", "D", "C"], place: "disk" });
});

test("the same change twice is one", async () => {
  const titles = fc.uniqueArray(fc.constantFrom("A", "B", "C", "D", "E"));
  await fc.assert(
    fc.asyncProperty(titles, titles, titles, async (kept, before, after) => {
      disk = new TestDisk();
      const store = openTab();
      await store.change([], kept);
      const once = await store.change(before, after);
      expect(await store.change(before, after)).toEqual(once);
      expect(once.titles.slice(0, after.length)).toEqual(after);
      expect(new Set(once.titles)).toEqual(new Set([...after, ...kept.filter((title) => !before.includes(title))]));
    }),
  );
});

test("where the browser refuses, the list lasts as long as the page, and says so", async () => {
  disk.full = true;
  const store = openTab();
  expect(await store.change([], ["A"])).toEqual({ titles: ["A"], place: "memory" });
  expect(await store.change(["A"], ["A", "B"])).toEqual({ titles: ["A", "B"], place: "memory" });
  const blocked = new VersionStore(
    new Kept(() => {
      throw new DOMException("no storage", "SecurityError");
    }),
  );
  expect(await blocked.read()).toEqual({ titles: [], place: "memory" });
});

test("whatever lies on the disk, the page gets a list that it can show", async () => {
  for (const value of [
    null,
    "A",
    { titles: ["A"] },
    [1, null, "  A\u202e ", "A", {}],
    Array(99).fill("x".repeat(9e3)),
  ]) {
    disk.values.set("versions", value);
    const { titles } = await openTab().read();
    expect(titles.length).toBeLessThanOrEqual(VERSIONS_MAX);
    for (const title of titles) expect(["A", "x".repeat(500)]).toContain(title);
  }
  disk.values.set("versions", [1, null, "  A\u202e ", "A", {}]);
  expect((await openTab().read()).titles).toEqual(["A"]);
});
