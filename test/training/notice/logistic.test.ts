import { expect, test } from "vitest";
import { createRandom } from "../../../lib/random";
import { applyLogistic, fitLogistic } from "../../../training/notice/logistic";

const TRUE_WEIGHTS = [-1.5, 0.8, -0.4];

/** Rows of two standard-normal-like columns, and labels drawn from the true chances. */
function draw(rows: number, seed: number) {
  const random = createRandom(seed);
  const normal = () => Array.from({ length: 12 }, random).reduce((sum, x) => sum + x, -6);
  const x = Array.from({ length: rows }, () => [normal(), normal()]);
  const labels = Uint8Array.from(x, ([a, b]) =>
    Number(random() < 1 / (1 + Math.exp(-(TRUE_WEIGHTS[0] + TRUE_WEIGHTS[1] * a + TRUE_WEIGHTS[2] * b)))),
  );
  return { x, labels };
}

test("a fit finds the weights that drew the labels", () => {
  const { x, labels } = draw(20_000, 1);
  const { weights } = fitLogistic(x, labels, 1);
  TRUE_WEIGHTS.forEach((truth, i) => {
    expect(weights[i]).toBeCloseTo(truth, 1);
  });
});

test("the covariance tells how far fits to other samples lie from one another", () => {
  const fits = Array.from({ length: 200 }, (_, seed) => {
    const { x, labels } = draw(500, seed + 1);
    return fitLogistic(x, labels, 1e-6);
  });
  for (let w = 0; w < 3; w++) {
    const mean = fits.reduce((sum, { weights }) => sum + weights[w], 0) / fits.length;
    const variance = fits.reduce((sum, { weights }) => sum + (weights[w] - mean) ** 2, 0) / (fits.length - 1);
    const told = fits.reduce((sum, { covariance }) => sum + covariance[w * 4], 0) / fits.length;
    expect(told / variance).toBeGreaterThan(0.75);
    expect(told / variance).toBeLessThan(1.35);
  }
});

test("the mean chance is the share of positives, and a strong penalty leaves nothing but that", () => {
  const { x, labels } = draw(2000, 3);
  const share = labels.reduce((sum, label) => sum + label, 0) / labels.length;
  for (const penalty of [0.1, 1e9]) {
    const model = fitLogistic(x, labels, penalty);
    expect(x.reduce((sum, row) => sum + applyLogistic(model, row), 0) / x.length).toBeCloseTo(share, 6);
    if (penalty > 1) expect(applyLogistic(model, [3, -3])).toBeCloseTo(share, 3);
  }
});

test("one label alone is refused", () => {
  expect(() => fitLogistic([[1], [2]], Uint8Array.of(1, 1), 1)).toThrow(/both labels/);
});
