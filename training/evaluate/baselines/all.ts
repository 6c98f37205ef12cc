import { formatCount, note } from "../../console/progress";
import type { PostTable } from "../../data/posts";
import { allRows } from "../rows";
import type { Baseline } from "./baseline";
import { fitLinearBaseline, makeDesign, REGRESSIONS } from "./linear";
import { fitCommunityMean, fitPrior } from "./prior";
import { countWords } from "./tfidf";

/** A baseline fitted to training posts. */
export interface FittedBaseline {
  readonly name: string;
  /** As people call it. */
  readonly label: string;
  /** What it was told of each post: everything, or its title and community. */
  readonly given: "everything" | "title";
  readonly model: Baseline;
  /** Of the fit, reading aside. */
  readonly seconds: number;
}

/**
 * Fits every baseline, one at a time, so that a fit's memory is free before the next: `prior`; `community_mean`, where there
 * are communities; `tfidf_ridge` and `tfidf_logistic` with everything that the posts give; `tfidf_ridge_title` and
 * `tfidf_logistic_title`.
 */
export function* fitBaselines(table: PostTable, edges: readonly number[]): Generator<FittedBaseline> {
  const rows = allRows(table);
  yield time("prior", "Always the same", "everything", () => fitPrior(table, rows, edges));
  if (table.community.some((community) => community !== null)) {
    yield time("community_mean", "The community's own", "everything", () => fitCommunityMean(table, rows, edges));
  }
  const counted = countWords(table, rows);
  for (const given of ["everything", "title"] as const) {
    note(`fitting the linear baselines on ${given} of ${formatCount(table.length)} posts`);
    const design = makeDesign(table, rows, counted, given === "everything");
    for (const regression of REGRESSIONS) {
      const name = `tfidf_${regression}${given === "title" ? "_title" : ""}`;
      const label = `TF-IDF, ${regression}${given === "title" ? ", title alone" : ""}`;
      yield time(name, label, given, () => fitLinearBaseline(design, edges, regression));
    }
  }
}

function time(name: string, label: string, given: FittedBaseline["given"], make: () => Baseline): FittedBaseline {
  const started = performance.now();
  return { name, label, given, model: make(), seconds: (performance.now() - started) / 1000 };
}
