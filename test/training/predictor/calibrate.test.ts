import { describe, expect, it } from "vitest";
import { createRandom } from "../../../lib/random";
import { calibrate, fitCalibration } from "../../../training/predictor/calibrate";
import { makePost } from "../../support/posts";
import { computeLogits } from "../../support/reference";
import { makeTinyModel, signedNumbers } from "../../support/tinyModel";

const BUCKETS = 7;
const POSTS = 3000;

/** Scores of a network that is right, and outcomes as it forecasts them; then told `factor` times as strongly, and off by `shift`. */
function makeForecasts(factor: number, shift: number) {
  const random = createRandom(8);
  const scores = new Float32Array(POSTS * BUCKETS);
  const logPriors = new Float32Array(POSTS * BUCKETS);
  const outcomes = Int32Array.from({ length: POSTS }, (_, post) => {
    const lift = 2 * (random() + random() - 1);
    const weights = Array.from({ length: BUCKETS }, (_, k) => {
      const [own, prior] = [lift * (k - 3), -0.3 * k];
      scores[post * BUCKETS + k] = factor * own + (k === 2 ? shift : 0);
      logPriors[post * BUCKETS + k] = prior;
      return Math.exp(own + prior);
    });
    let left = random() * weights.reduce((sum, weight) => sum + weight, 0);
    return weights.findIndex((weight) => (left -= weight) < 0);
  });
  return { scores, logPriors, outcomes };
}

function lossOf(
  { scores, logPriors, outcomes }: ReturnType<typeof makeForecasts>,
  temperature: number,
  biases: readonly number[],
): number {
  let loss = 0;
  outcomes.forEach((outcome, post) => {
    const logits = biases.map(
      (bias, k) => temperature * scores[post * BUCKETS + k] + bias + logPriors[post * BUCKETS + k],
    );
    const largest = Math.max(...logits);
    loss += largest + Math.log(logits.reduce((sum, logit) => sum + Math.exp(logit - largest), 0)) - logits[outcome];
  });
  return loss / outcomes.length;
}

describe("a calibration", () => {
  const untouched = new Array<number>(BUCKETS).fill(0);
  const right = makeForecasts(1, 0);

  it("leaves what is right as it is", () => {
    const { temperature, biases } = fitCalibration(right.scores, right.logPriors, right.outcomes);
    expect(Math.abs(temperature - 1)).toBeLessThan(0.1);
    expect(lossOf(right, temperature, biases)).toBeLessThanOrEqual(lossOf(right, 1, untouched));
    expect(lossOf(right, 1, untouched) - lossOf(right, temperature, biases)).toBeLessThan(0.01);
  });

  it.each([
    [0.3, 0],
    [1, 1.5],
    [3, 0],
    [8, -1],
  ])(
    "brings forecasts told %d times too strongly, and one bucket off by %d, back to what is right",
    (factor, shift) => {
      const wrong = makeForecasts(factor, shift);
      const { temperature, biases } = fitCalibration(wrong.scores, wrong.logPriors, wrong.outcomes);
      expect(lossOf(wrong, temperature, biases)).toBeLessThan(lossOf(wrong, 1, untouched));
      expect(lossOf(wrong, temperature, biases)).toBeLessThan(lossOf(right, 1, untouched) + 0.01);
      expect(Math.abs(temperature * factor - 1)).toBeLessThan(0.1);
    },
  );

  it("folded into a model scales its own logits and shifts them, and leaves the prior alone", () => {
    const shares = [
      [0.5, 0.1, 0.1, 0.1, 0.1, 0.1],
      [0.1, 0.1, 0.1, 0.1, 0.1, 0.5],
    ];
    const model = makeTinyModel({ random: signedNumbers(5), communities: ["pics"], shares });
    const calibration = { temperature: 0.7, biases: [0.1, -0.2, 0.3, 0, 1, -1] };
    const folded = calibrate(model, calibration);
    const { communities } = model.tables;
    for (const community of ["pics", null]) {
      const post = makePost("Show HN: the king of Rust", { community, site: "self", postedAt: 1e12 });
      const prior = communities.priorOf(community).map(Math.log);
      const expected = computeLogits(model, post).map(
        (logit, k) => 0.7 * (logit - prior[k]) + calibration.biases[k] + prior[k],
      );
      computeLogits(folded, post).forEach((logit, k) => {
        expect(logit).toBeCloseTo(expected[k], 5);
      });
    }
  });
});
