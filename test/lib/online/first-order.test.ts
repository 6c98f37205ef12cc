import { describe, expect, test } from "vitest";
import { Arow } from "../../../lib/online/arow";
import type { Click } from "../../../lib/online/create";
import type { Linear } from "../../../lib/online/linear";
import { AdaGrad, Ftrl } from "../../../lib/online/logistic";
import { PassiveAggressive } from "../../../lib/online/passive-aggressive";
import { drawClicks } from "./clicks";

const DIMENSIONS = 6;
const clicks = drawClicks(40, DIMENSIONS);

/** Changes `weights` by a paper's update of one centred click. */
type Update = (weights: number[], x: number[], target: number, click: number) => void;

/** Walks the clicks by the plain formula, vectors less the running mean, which counts one vector at the origin. */
function walk(update: Update): (x: Float32Array) => number {
  const weights = new Array<number>(DIMENSIONS).fill(0);
  const seen: Click[] = [];
  const centred = (x: Float32Array) =>
    Array.from(x, (value, i) => value - seen.reduce((sum, click) => sum + click.x[i], 0) / (seen.length + 1));
  for (const [i, click] of clicks.entries()) {
    update(weights, centred(click.x), click.accepted ? 1 : -1, i);
    seen.push(click);
  }
  return (x) => inner(weights, centred(x));
}

const inner = (a: readonly number[], b: readonly number[]) => a.reduce((sum, value, i) => sum + value * b[i], 0);
const sigmoid = (value: number) => 1 / (1 + Math.exp(-value));

function expectSame(model: Linear, update: Update): void {
  for (const { x, accepted } of clicks) model.learn(x, accepted ? 1 : -1, 1, model.margin(x));
  const reference = walk(update);
  for (const { x } of drawClicks(10, DIMENSIONS, 2)) expect(model.margin(x)).toBeCloseTo(reference(x), 4);
}

describe("each learner makes its paper's update", () => {
  test("PA-I: τ = min(C, ℓ / ‖x‖²)", () => {
    expectSame(new PassiveAggressive(DIMENSIONS, 1), (weights, x, target) => {
      const loss = Math.max(0, 1 - target * inner(weights, x));
      const step = target * Math.min(1, loss / inner(x, x));
      x.forEach((value, i) => {
        weights[i] += step * value;
      });
    });
  });

  test("PA-II: τ = ℓ / (‖x‖² + 1 / 2C)", () => {
    expectSame(new PassiveAggressive(DIMENSIONS, 2), (weights, x, target) => {
      const loss = Math.max(0, 1 - target * inner(weights, x));
      const step = (target * loss) / (inner(x, x) + 0.5);
      x.forEach((value, i) => {
        weights[i] += step * value;
      });
    });
  });

  test("AROW: β = 1 / (xᵀΣx + r), α = ℓ β, μ += α y Σx, Σ −= β Σx xᵀΣ, of which the diagonal stays", () => {
    const variances = new Array<number>(DIMENSIONS).fill(1);
    expectSame(new Arow(DIMENSIONS), (weights, x, target) => {
      const loss = 1 - target * inner(weights, x);
      if (loss <= 0) return;
      const spread = x.map((value, i) => variances[i] * value);
      const beta = 1 / (inner(spread, x) + 1);
      spread.forEach((value, i) => {
        weights[i] += loss * beta * target * value;
        variances[i] -= beta * value * value;
      });
    });
  });

  test("AdaGrad: w −= η g / √Σg²", () => {
    const squares = new Array<number>(DIMENSIONS).fill(0);
    expectSame(new AdaGrad(DIMENSIONS), (weights, x, target) => {
      const slope = sigmoid(inner(weights, x)) - (target + 1) / 2;
      x.forEach((value, i) => {
        squares[i] += (slope * value) ** 2;
        weights[i] -= (0.1 * slope * value) / Math.sqrt(squares[i] + 1e-8);
      });
    });
  });

  test("FTRL-proximal: w minimises Σ g·w + ½ Σ σ (w − wₛ)² + ½ λ₂ ‖w‖²", () => {
    const [alpha, beta, ridge] = [1, 0.1, 0.01];
    // What the closed form minimises, kept term by term: gradients, and the pull to each earlier iterate.
    const gradients = new Array<number>(DIMENSIONS).fill(0);
    const pulls = new Array<number>(DIMENSIONS).fill(0);
    const squares = new Array<number>(DIMENSIONS).fill(0);
    expectSame(new Ftrl(DIMENSIONS), (weights, x, target) => {
      const slope = sigmoid(inner(weights, x)) - (target + 1) / 2;
      x.forEach((value, i) => {
        const gradient = slope * value;
        const sigma = (Math.sqrt(squares[i] + gradient ** 2) - Math.sqrt(squares[i])) / alpha;
        squares[i] += gradient ** 2;
        gradients[i] += gradient;
        pulls[i] += sigma * weights[i];
        weights[i] = (pulls[i] - gradients[i]) / (Math.sqrt(squares[i]) / alpha + beta / alpha + ridge);
      });
    });
  });
});

test("PA-I gives the click at hand a margin of 1 when it may", () => {
  const model = new PassiveAggressive(2, 1);
  const x = Float32Array.of(2, 0);
  model.learn(x, 1, 1, 0);
  // The mean moved half way to the click, so its weights see half of it.
  expect(model.margin(Float32Array.of(3, 0)) - model.margin(Float32Array.of(1, 0))).toBeCloseTo(1, 6);
});
