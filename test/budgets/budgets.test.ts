import { expect, test } from "vitest";
import { SITE } from "../../scripts/sites";
import { measureSite } from "./measure";

test("the built site keeps its budgets", () => {
  const budgets = measureSite(SITE);
  for (const { name, bytes, limit } of budgets) console.log(`${name}: ${bytes} of ${limit} bytes`);
  const broken = budgets.filter(({ bytes, limit }) => bytes > limit);
  expect(broken.map(({ name, bytes, limit, why }) => `${name}: ${bytes} bytes, budget ${limit} (${why})`)).toEqual([]);
  // A measurement that finds nothing keeps every budget.
  expect(budgets.filter(({ bytes }) => bytes < 1000)).toEqual([]);
});
