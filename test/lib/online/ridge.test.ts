import { expect, test } from "vitest";
import type { Click } from "../../../lib/online/create";
import { Ridge } from "../../../lib/online/ridge";
import { createRandom } from "../../../lib/random";
import { drawClicks, drawVector, solve } from "./clicks";

const DIMENSIONS = 12;
const PENALTY = 0.5;

function learn(clicks: readonly Click[], rows = 30): Ridge {
  const model = new Ridge(clicks[0].x.length, PENALTY, rows);
  for (const { x, accepted, weight = 1 } of clicks) model.learn(x, accepted ? 1 : -1, weight);
  return model;
}

/**
 * Ridge regression in closed form: `w = (Σ (x − c)(x − c)ᵀ + c cᵀ + λ I)⁻¹ Σ t (x − c)`, where the centre `c` counts one
 * vector at the origin, without a label, among those judged.
 */
function closedForm(clicks: readonly Click[]) {
  const dimensions = clicks[0].x.length;
  const range = Array.from({ length: dimensions }, (_, i) => i);
  const centre = range.map((i) => clicks.reduce((sum, { x }) => sum + x[i], 0) / (clicks.length + 1));
  const scatter = range.map((i) =>
    range.map(
      (j) =>
        clicks.reduce((sum, { x }) => sum + (x[i] - centre[i]) * (x[j] - centre[j]), centre[i] * centre[j]) +
        (i === j ? PENALTY : 0),
    ),
  );
  const moment = range.map((i) =>
    clicks.reduce((sum, { x, accepted }) => sum + (accepted ? 1 : -1) * (x[i] - centre[i]), 0),
  );
  return { centre, scatter, weights: solve(scatter, moment) };
}

const inner = (a: ArrayLike<number>, b: ArrayLike<number>) =>
  Array.from(a).reduce((sum: number, value, i) => sum + value * b[i], 0);

test("learns what ridge regression gives in closed form, while clicks fit the sketch", () => {
  const clicks = drawClicks(25, DIMENSIONS);
  const model = learn(clicks);
  const { centre, weights } = closedForm(clicks);
  for (const { x } of drawClicks(10, DIMENSIONS, 2)) {
    expect(model.margin(x)).toBeCloseTo(
      inner(
        weights,
        x.map((value, i) => value - centre[i]),
      ),
      4,
    );
  }
});

test("knows the variance that ridge regression gives in closed form", () => {
  const clicks = drawClicks(25, DIMENSIONS);
  const { centre, scatter } = closedForm(clicks);
  const model = learn(clicks);
  for (const { x } of drawClicks(10, DIMENSIONS, 2)) {
    const centred = Array.from(x, (value, i) => value - centre[i]);
    expect(model.posterior.variance(x)).toBeCloseTo(inner(centred, solve(scatter, centred)), 4);
  }
});

test("draws models about its mean, spread as its variance says", () => {
  const model = learn(drawClicks(25, DIMENSIONS));
  const random = createRandom(5);
  const x = drawVector(DIMENSIONS, random);
  const draws = Array.from({ length: 4000 }, () => {
    const out = new Float32Array(1);
    model.posterior.draw(random, x, out);
    return out[0];
  });
  const mean = draws.reduce((sum, value) => sum + value, 0) / draws.length;
  const variance = draws.reduce((sum, value) => sum + (value - mean) ** 2, 0) / draws.length;
  // Four standard errors.
  expect(Math.abs(mean - model.margin(x))).toBeLessThan(4 * Math.sqrt(variance / draws.length));
  expect(variance / model.posterior.variance(x)).toBeGreaterThan(1 - 4 * Math.sqrt(2 / draws.length));
  expect(variance / model.posterior.variance(x)).toBeLessThan(1 + 4 * Math.sqrt(2 / draws.length));
});

test("does not care in which order clicks come, nor in which of two models", () => {
  const clicks = drawClicks(28, DIMENSIONS);
  const [forward, backward] = [learn(clicks), learn(clicks.toReversed())];
  const merged = learn(clicks.slice(0, 9));
  merged.merge(learn(clicks.slice(9)));
  for (const { x } of drawClicks(10, DIMENSIONS, 2)) {
    expect(backward.margin(x)).toBeCloseTo(forward.margin(x), 4);
    expect(merged.margin(x)).toBeCloseTo(forward.margin(x), 4);
  }
});

test("a click of weight 2 is two clicks", () => {
  const clicks = drawClicks(10, DIMENSIONS);
  const twice = learn(clicks.flatMap((click) => [click, click]));
  const heavy = learn(clicks.map((click) => ({ ...click, weight: 2 })));
  for (const { x } of drawClicks(10, DIMENSIONS, 2)) expect(heavy.margin(x)).toBeCloseTo(twice.margin(x), 4);
});

test("a one-sided reader's order is that of linear discriminant analysis: repeating a label moves none", () => {
  const clicks = drawClicks(25, DIMENSIONS, 1, 0.4);
  const { centre, scatter } = closedForm(clicks);
  const means = [true, false].map((label) => {
    const chosen = clicks.filter(({ accepted }) => accepted === label);
    return centre.map((_, i) => chosen.reduce((sum, { x }) => sum + x[i], 0) / chosen.length);
  });
  expect(clicks.filter(({ accepted }) => accepted).length).toBeLessThan(6);
  // Without the pull of the origin, which vanishes with the clicks, both are the same direction.
  const direction = solve(
    scatter,
    means[0].map((value, i) => value - means[1][i]),
  );
  const model = learn(clicks);
  const tests = drawClicks(40, DIMENSIONS, 2).map(({ x }) => x);
  const correlate = (a: number[], b: number[]) => {
    const [meanA, meanB] = [a, b].map((values) => values.reduce((sum, value) => sum + value, 0) / values.length);
    const [left, right] = [a.map((value) => value - meanA), b.map((value) => value - meanB)];
    return inner(left, right) / Math.sqrt(inner(left, left) * inner(right, right));
  };
  const agreement = correlate(
    tests.map((x) => model.margin(x)),
    tests.map((x) => inner(direction, x)),
  );
  expect(agreement).toBeGreaterThan(0.97);
});

test("beyond its sketch it still ranks almost as the closed form does", () => {
  const clicks = drawClicks(400, 60);
  const model = learn(clicks, 24);
  const { weights } = closedForm(clicks);
  const fresh = drawClicks(400, 60, 1).slice(200);
  const agree = fresh.filter(({ x }, i) => {
    const other = fresh[(i + 1) % fresh.length].x;
    return model.margin(x) > model.margin(other) === inner(weights, x) > inner(weights, other);
  });
  expect(agree.length / fresh.length).toBeGreaterThan(0.9);
});

test("forgetting half is to have clicked half as much", () => {
  const clicks = drawClicks(10, DIMENSIONS);
  const forgetful = learn(clicks);
  forgetful.forget(0.5);
  const halves = learn(clicks.map((click) => ({ ...click, weight: 0.5 })));
  for (const { x } of drawClicks(10, DIMENSIONS, 2)) {
    expect(forgetful.margin(x)).toBeCloseTo(halves.margin(x), 4);
    expect(forgetful.posterior.variance(x)).toBeCloseTo(halves.posterior.variance(x), 4);
  }
});
