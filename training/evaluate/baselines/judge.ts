import { UserError } from "../../console/errors";
import { readPosts } from "../../data/posts";
import { stampInput } from "../../stamp";
import { evaluate, type Metrics } from "../evaluate";
import { allRows } from "../rows";
import { fitBaselines } from "./all";

/** How well one baseline does on posts that it was not fitted to. */
export interface JudgedBaseline {
  readonly name: string;
  readonly label: string;
  readonly given: "everything" | "title";
  readonly seconds: number;
  readonly metrics: Metrics;
}

/** Fits every baseline to one table of posts and judges it on another. @throws UserError */
export async function judgeBaselines(
  train: string,
  test: string,
  edges: readonly number[],
  seed: number,
): Promise<JudgedBaseline[]> {
  const [trained, held] = await Promise.all([stampInput(train), stampInput(test)]);
  if (trained.sha256 === held.sha256)
    throw new UserError(`${test}: these are the posts that the baselines are fitted to`);
  const table = await readPosts(test);
  if (table.length === 0) throw new UserError(`${test}: no posts`);
  const seen = await readPosts(train);
  if (seen.length === 0) throw new UserError(`${train}: no posts`);
  return Array.from(fitBaselines(seen, edges), ({ model, ...fitted }) => {
    const probabilities = model.predict(table, allRows(table));
    const forecasts = { probabilities, edges, scores: table.score, communities: table.community };
    return { ...fitted, metrics: evaluate(forecasts, { seed }) };
  });
}
