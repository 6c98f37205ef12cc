import fc from "fast-check";
import { expect, it } from "vitest";
import { decodeModel, encodeModel } from "../../../lib/predictor/model";
import { averageModels } from "../../../training/predictor/average";
import { makePost } from "../../support/posts";
import { computeLogits } from "../../support/reference";
import { makeTinyModel, signedNumbers } from "../../support/tinyModel";

const shared = makeTinyModel({ random: signedNumbers(1), communities: ["pics", "rust"] });
const members = [1, 2, 3].map((seed) => {
  const { weights, embedding } = makeTinyModel({ random: signedNumbers(seed), communities: ["pics", "rust"] });
  return {
    ...shared,
    featureMean: shared.featureMean.map((mean, f) => mean + (seed * (f % 3)) / 10),
    featureScale: shared.featureScale.map((scale, f) => scale * (1 + (seed * (f % 2)) / 5)),
    weights,
    embedding: { ...embedding, scales: embedding.scales.map((scale, c) => scale * (seed + c)) },
  };
});

it.each([1, 2, 3])("the average of %d networks computes the mean of their logits", (count) => {
  const some = members.slice(0, count);
  const average = averageModels(some);
  expect(average.shape).toEqual({ embedding: 8 * count, hidden: 8 * count, buckets: 6 });
  const stored = decodeModel(encodeModel(average));
  const words = fc.array(fc.constantFrom("the", "king", "florb", "c++", "why"), { maxLength: 6 });
  fc.assert(
    fc.property(
      words,
      fc.constantFrom(null, "pics", "rust"),
      fc.constantFrom(null, "self", "github.com"),
      (title, community, site) => {
        const post = makePost(title.join(" "), { community, site });
        const each = some.map((member) => computeLogits(member, post));
        computeLogits(stored, post).forEach((logit, k) => {
          const mean = each.reduce((sum, logits) => sum + logits[k], 0) / count;
          expect(Math.abs(logit - mean)).toBeLessThan(1e-4 * (1 + Math.abs(mean)));
        });
      },
    ),
  );
  expect(computeLogits(members[0], makePost("the king"))).not.toEqual(computeLogits(members[1], makePost("the king")));
});
