import { describe, expect, it } from "vitest";
import { createRandom } from "../../../lib/random";
import { Tally } from "../../../training/predictor/tally";

function countsOf(tally: Tally): Map<string, number> {
  return new Map(Array.from(tally.entries(), ([name, at]) => [name, tally.values[at]]));
}

describe("a tally", () => {
  it("counts names and keeps numbers beside them, as it grows", () => {
    const tally = new Tally(2, 10_000);
    for (let i = 0; i < 9000; i++) {
      const at = tally.add(`name ${i % 3000}`, 2);
      tally.values[at + 1] += i;
    }
    const entries = [...tally.entries()];
    expect(entries).toHaveLength(3000);
    for (const [name, at] of entries) {
      const i = Number(name.slice(5));
      expect([tally.values[at], tally.values[at + 1]]).toEqual([6, 3 * i + 9000]);
    }
  });

  it("is exact while all names fit, and forgets the rarest when they do not", () => {
    const random = createRandom(3);
    const tally = new Tally(1, 100);
    const exact = new Map<string, number>();
    for (let i = 0; i < 50_000; i++) {
      // Twenty names make up half of all, and thousands the other half.
      const name = random() < 0.5 ? `often ${i % 20}` : `rare ${Math.floor(random() * 20_000)}`;
      exact.set(name, (exact.get(name) ?? 0) + 1);
      tally.add(name);
    }
    const counts = countsOf(tally);
    expect(counts.size).toBeLessThanOrEqual(100);
    for (let i = 0; i < 20; i++) {
      const name = `often ${i}`;
      expect(counts.get(name)).toBeLessThanOrEqual(exact.get(name) ?? 0);
      expect(counts.get(name)).toBeGreaterThan(0.98 * (exact.get(name) ?? 0));
    }
  });

  it("gives a name that comes back after it was forgotten nothing of what others left", () => {
    const tally = new Tally(2, 4);
    for (const name of ["a", "a", "b", "b", "c", "d"]) tally.values[tally.add(name) + 1] += 7;
    const at = tally.add("e");
    expect([tally.values[at], tally.values[at + 1]]).toEqual([1, 0]);
    expect([...countsOf(tally).keys()].sort()).toEqual(["a", "b", "e"]);
  });
});
