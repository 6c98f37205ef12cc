import fc from "fast-check";
import { expect, it } from "vitest";
import { Ramps } from "../../../lib/predictor/ramps";

const KNOTS = [-2, -0.5, 0, 1, 3];
const ramps = new Ramps("x", KNOTS);

function write(value: number): number[] {
  const out = new Float32Array(ramps.names.length + 1);
  expect(ramps.write(out, 1, value)).toBe(out.length);
  expect(out[0]).toBe(0);
  return [...out.subarray(1)];
}

it("says how much of each stretch lies between zero and the number", () => {
  expect(ramps.names).toEqual(["x_-2_to_-0.5", "x_-0.5_to_0", "x_0_to_1", "x_1_to_3"]);
  expect(write(0)).toEqual([0, 0, 0, 0]);
  expect(write(0.25)).toEqual([0, 0, 0.25, 0]);
  expect(write(2)).toEqual([0, 0, 1, 0.5]);
  expect(write(-0.125)).toEqual([0, -0.25, 0, 0]);
  expect(write(-2)).toEqual([-1, -1, 0, 0]);
});

it("adds up to the number again, as far as the knots reach", () => {
  fc.assert(
    fc.property(fc.double({ noNaN: true }), (value) => {
      const sum = write(value).reduce((total, share, i) => total + share * (KNOTS[i + 1] - KNOTS[i]), 0);
      expect(sum).toBeCloseTo(Math.max(-2, Math.min(3, value)), 5);
    }),
  );
});
