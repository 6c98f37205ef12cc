import { expect, test } from "vitest";
import { expectedCalibrationError } from "../../../lib/metrics/calibration";
import { Calibration } from "../../../lib/online/calibration";
import { drawNormal } from "../../../lib/online/normal";
import { createRandom } from "../../../lib/random";

/** Margins whose labels follow `σ(slope · margin + intercept)`. */
function drawMargins(count: number, slope: number, intercept: number, seed: number) {
  const random = createRandom(seed);
  return Array.from({ length: count }, () => {
    const margin = 0.7 * drawNormal(random);
    return { margin, accepted: random() < 1 / (1 + Math.exp(-(slope * margin + intercept))) };
  });
}

test("margins that say too much, or of a one-sided reader, become probabilities that hold", () => {
  const calibration = new Calibration(3);
  for (const { margin, accepted } of drawMargins(1500, 1.2, -1, 1)) calibration.learn(margin, accepted, 1);
  expect(calibration.state[0]).toBeGreaterThan(0.9);
  expect(calibration.state[0]).toBeLessThan(1.5);
  expect(calibration.state[1]).toBeGreaterThan(-1.25);
  expect(calibration.state[1]).toBeLessThan(-0.75);
  const fresh = drawMargins(4000, 1.2, -1, 2);
  const labels = fresh.map(({ accepted }) => (accepted ? 1 : 0));
  const errorOf = (by: Calibration) =>
    expectedCalibrationError(
      fresh.map(({ margin }) => by.probability(margin)),
      labels,
    );
  expect(errorOf(calibration)).toBeLessThan(0.04);
  expect(errorOf(new Calibration(3))).toBeGreaterThan(0.15);
});

test("merging keeps what both learnt: the estimate lies between theirs, by what each saw", () => {
  const [first, second] = [new Calibration(2), new Calibration(2)];
  for (const { margin, accepted } of drawMargins(300, 2, 1, 1)) first.learn(margin, accepted, 1);
  for (const { margin, accepted } of drawMargins(300, 2, -1, 2)) second.learn(margin, accepted, 1);
  const [before, after] = [first.state[1], second.state[1]];
  first.merge(second);
  expect(first.state[1]).toBeLessThan(before - 0.3);
  expect(first.state[1]).toBeGreaterThan(after + 0.3);
});

test("merging with one that learnt nothing changes nothing", () => {
  const calibration = new Calibration(2);
  for (const { margin, accepted } of drawMargins(50, 2, 1, 1)) calibration.learn(margin, accepted, 1);
  const before = [...calibration.state];
  calibration.merge(new Calibration(2));
  calibration.state.forEach((value, i) => {
    expect(value).toBeCloseTo(before[i], 4);
  });
});

test("more margin is more probability, even after labels that say the contrary", () => {
  const calibration = new Calibration(3);
  for (let i = 0; i < 200; i++) calibration.learn(i % 2 === 0 ? 1 : -1, i % 2 === 1, 1);
  expect(calibration.probability(1)).toBeGreaterThan(calibration.probability(-1));
});
