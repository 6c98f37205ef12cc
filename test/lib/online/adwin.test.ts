import { describe, expect, test } from "vitest";
import { Adwin } from "../../../lib/online/adwin";
import { createRandom } from "../../../lib/random";

/** Values that are 1 with a chance of `rate`, else 0. */
function* draw(rate: number, count: number, seed: number): Generator<number> {
  const random = createRandom(seed);
  for (let i = 0; i < count; i++) yield random() < rate ? 1 : 0;
}

describe("ADWIN", () => {
  test("while nothing changes it alarms at no more than δ of the steps, whatever the rate", () => {
    for (const [delta, rate] of [
      [0.3, 0.5],
      [0.3, 0.1],
      [0.05, 0.2],
    ]) {
      let alarms = 0;
      let steps = 0;
      for (let seed = 0; seed < 40; seed++) {
        const detector = new Adwin(delta);
        for (const value of draw(rate, 500, seed)) {
          steps++;
          if (detector.add(value) !== null) alarms++;
        }
      }
      expect(alarms / steps).toBeLessThanOrEqual(delta);
      // The bound is loose in practice; a window that kept shrinking would be useless though within it.
      expect(alarms / steps).toBeLessThan(0.01);
    }
  });

  test("finds an abrupt change soon, and forgets what was before it", () => {
    for (let seed = 0; seed < 20; seed++) {
      const detector = new Adwin();
      for (const value of draw(0.1, 500, seed)) detector.add(value);
      let steps = 0;
      let change = 0;
      for (const value of draw(0.8, 300, seed + 100)) {
        const shift = detector.add(value);
        if (change === 0) steps++;
        if (shift !== null) change = shift.change;
      }
      expect(steps).toBeLessThan(40);
      expect(change).toBeGreaterThan(0.3);
      expect(detector.mean).toBeGreaterThan(0.65);
      expect(detector.length).toBeLessThan(340);
    }
  });

  test("says which way the mean went", () => {
    const detector = new Adwin();
    for (let i = 0; i < 100; i++) detector.add(1);
    const shifts = Array.from({ length: 100 }, () => detector.add(0)).filter((shift) => shift !== null);
    expect(shifts[0].change).toBeLessThan(0);
    expect(shifts[0].after).toBeLessThan(shifts[0].before);
  });

  test("cuts where the paper's bound says, and not a value sooner", () => {
    // 64 zeros, then ones: n₀ = 64 is a border of buckets. Cut once 1 − 0 exceeds ε of the split.
    const delta = 0.05;
    const epsilon = (ones: number) => {
      const width = 64 + ones;
      const inverse = 1 / 64 + 1 / ones;
      const variance = (ones / width) * (1 - ones / width);
      const logarithm = Math.log((2 * width) / delta);
      return Math.sqrt(2 * inverse * variance * logarithm) + (2 / 3) * inverse * logarithm;
    };
    let expected = 1;
    while (epsilon(expected) >= 1) expected++;
    const detector = new Adwin(delta);
    for (let i = 0; i < 64; i++) expect(detector.add(0)).toBeNull();
    let ones = 1;
    while (detector.add(1) === null) ones++;
    expect(ones).toBe(expected);
  });

  test("the mean is that of its window, for as long a window as it holds", () => {
    const detector = new Adwin();
    const values = [...draw(0.5, 1000, 7)].map((value, i) => (value + (i % 10) / 10) / 2);
    for (const value of values) detector.add(value);
    const kept = values.slice(-detector.length);
    expect(detector.length).toBe(1000);
    expect(detector.mean).toBeCloseTo(kept.reduce((sum, value) => sum + value, 0) / kept.length, 4);
  });

  test("goes on from a kept state as if it had not stopped", () => {
    const [whole, resumed] = [new Adwin(), new Adwin()];
    for (const value of draw(0.2, 200, 3)) whole.add(value);
    resumed.restore(whole.state);
    expect([resumed.length, resumed.mean]).toEqual([whole.length, whole.mean]);
    expect(() => resumed.restore(whole.state.with(3, 1e9))).toThrow(RangeError);
    for (const value of draw(0.9, 100, 4)) expect(resumed.add(value)).toEqual(whole.add(value));
  });
});
