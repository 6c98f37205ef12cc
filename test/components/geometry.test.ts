import fc from "fast-check";
import { expect, test } from "vitest";
import { layOut } from "../../components/score/geometry";
import { toBuckets } from "../../lib/buckets";

const EDGES = [0, 1, 3, 10, 32, 100, 316, 1000];
const shares = fc
  .array(fc.double({ min: 0.001, max: 1, noNaN: true }), { minLength: EDGES.length, maxLength: EDGES.length })
  .map((weights) => weights.map((weight) => weight / weights.reduce((sum, other) => sum + other)));

test("bars stand side by side inside the plot and are no taller than it", () => {
  fc.assert(
    fc.property(shares, fc.integer({ min: 280, max: 1200 }), (probabilities, width) => {
      const buckets = toBuckets(EDGES, probabilities);
      const { bars } = layOut(buckets, buckets, width, 200);
      bars.forEach((bar, i) => {
        expect(bar.width).toBeGreaterThan(4);
        expect(bar.height).toBeGreaterThan(0);
        expect(bar.height).toBeLessThanOrEqual(1);
        if (i > 0) expect(bar.x).toBeGreaterThanOrEqual(bars[i - 1].x + bars[i - 1].width);
      });
      const last = bars[bars.length - 1];
      expect(last.x + last.width).toBeLessThanOrEqual(width);
    }),
  );
});

test("a share of a half-decade bucket is its height, so that a bar only moves when its share does", () => {
  const buckets = toBuckets(EDGES, [0.05, 0.05, 0.1, 0.2, 0.25, 0.2, 0.1, 0.05]);
  const other = toBuckets(EDGES, [0.05, 0.05, 0.1, 0.2, 0.2, 0.25, 0.1, 0.05]);
  const [a, b] = [buckets, other].map((shown) => layOut(shown, buckets, 600, 200).bars.map(({ height }) => height));
  expect(a.slice(0, 4)).toEqual(b.slice(0, 4));
  expect(b[5]).toBeGreaterThan(a[5]);
});

test("the axis runs with the logarithm of the score and ends at its ends", () => {
  const buckets = toBuckets(EDGES, Array(EDGES.length).fill(1 / EDGES.length));
  const { xOf } = layOut(buckets, buckets, 600, 200);
  expect(xOf(100) - xOf(10)).toBeCloseTo(xOf(1000) - xOf(100), 6);
  expect(xOf(1e9)).toBeCloseTo(600, 6);
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 1e6 }), fc.integer({ min: 0, max: 1e6 }), (a, b) => {
      expect(xOf(Math.min(a, b))).toBeLessThanOrEqual(xOf(Math.max(a, b)));
    }),
  );
});

test("tick labels never touch", () => {
  const buckets = toBuckets(EDGES, Array(EDGES.length).fill(1 / EDGES.length));
  const { ticks } = layOut(buckets, buckets, 300, 200);
  expect(ticks.length).toBeGreaterThan(3);
  ticks.slice(1).forEach(({ x }, i) => {
    expect(x - ticks[i].x).toBeGreaterThanOrEqual(40);
  });
});
