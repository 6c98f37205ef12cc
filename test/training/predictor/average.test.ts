import fc from "fast-check";
import { expect, it } from "vitest";
import { averageNetworks } from "../../../training/predictor/average";
import { makePost } from "../../support/posts";
import { computeLogits } from "../../support/reference";
import { makeTinyNetwork, signedNumbers } from "../../support/tinyModel";

const members = [1, 2, 3].map((seed) =>
  makeTinyNetwork({ random: signedNumbers(seed), communities: ["pics", "rust"] }),
);
const shared = members.map((member) => ({ ...member, featureMean: members[0].featureMean }));

it.each([1, 2, 3])("the average of %d networks computes the mean of their logits", (count) => {
  const some = shared.slice(0, count);
  const average = averageNetworks(some);
  expect(average.shape).toEqual({ embedding: 8 * count, hidden: 8 * count, buckets: 6 });
  const words = fc.array(fc.constantFrom("the", "king", "florb", "c++", "why"), { maxLength: 6 });
  fc.assert(
    fc.property(
      words,
      fc.constantFrom(null, "pics", "rust"),
      fc.constantFrom(null, "self", "github.com"),
      (title, community, site) => {
        const post = makePost(title.join(" "), { community, site });
        const each = some.map((member) => computeLogits(member, post));
        computeLogits(average, post).forEach((logit, k) => {
          const mean = each.reduce((sum, logits) => sum + logits[k], 0) / count;
          expect(Math.abs(logit - mean)).toBeLessThan(1e-4 * (1 + Math.abs(mean)));
        });
      },
    ),
  );
  expect(computeLogits(shared[0], makePost("the king"))).not.toEqual(computeLogits(shared[1], makePost("the king")));
});
