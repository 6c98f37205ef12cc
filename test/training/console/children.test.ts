import { describe, expect, it } from "vitest";
import { inParallel } from "../../../training/console/children";

const later = (milliseconds: number) => new Promise((done) => setTimeout(done, milliseconds));

describe("inParallel", () => {
  it("keeps the order of results, and never does more at a time than it may", async () => {
    let running = 0;
    let most = 0;
    const results = await inParallel([30, 5, 20, 1, 10], 2, async (wait) => {
      most = Math.max(most, ++running);
      await later(wait);
      running--;
      return wait * 2;
    });
    expect(results).toEqual([60, 10, 40, 2, 20]);
    expect(most).toBe(2);
  });

  it("begins nothing after a failure, waits for what runs, and passes the failure on", async () => {
    const begun: number[] = [];
    const ended: number[] = [];
    const work = inParallel([1, 2, 3, 4], 2, async (task) => {
      begun.push(task);
      await later(task === 1 ? 1 : 30);
      if (task === 1) throw new Error("broken");
      ended.push(task);
    });
    await expect(work).rejects.toThrow("broken");
    expect(begun).toEqual([1, 2]);
    expect(ended).toEqual([2]);
  });

  it("has nothing to do for nothing", async () => {
    expect(await inParallel([], 3, async () => 1)).toEqual([]);
  });
});
