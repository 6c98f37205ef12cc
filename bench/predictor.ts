import { writeFile } from "node:fs/promises";
import { basename, join } from "node:path";
import * as v from "valibot";
import { spearman } from "../lib/metrics/correlation";
import { topLift } from "../lib/metrics/lift";
import { rocAuc } from "../lib/metrics/roc";
import { words } from "../lib/text/tokenize";
import { note } from "../training/console/progress";
import { type PostTable, readPosts } from "../training/data/posts";
import { runTitlecast } from "./command";
import { describeMiddle, type Measure, type Options, type Part } from "./measure";
import { findPeers, type PeerForecast, type PeerPost } from "./predictor-peers";
import { withScratch } from "./scratch";

const MARK = 100;
const TOP_SHARE = 0.1;

/** How good one model is, and how long its fit took; the metrics by their names in a release. */
interface Result {
  readonly roc_auc_at_100: number;
  readonly spearman: number;
  readonly lift_top_10_at_100: number;
  readonly seconds: number;
}

const UNITS: Readonly<Record<keyof Result, string>> = {
  roc_auc_at_100: "ROC AUC at 100",
  spearman: "Spearman",
  lift_top_10_at_100: "lift of the top 10 % at 100",
  seconds: "s to fit",
};

const value = v.pipe(
  v.object({ value: v.number() }),
  v.transform((metric) => metric.value),
);
const metrics = v.object({ roc_auc_at_100: value, spearman: value, lift_top_10_at_100: value });
const evaluation = v.object({ full: metrics, titleOnly: metrics });
const baselines = v.object({
  baselines: v.array(v.object({ name: v.string(), label: v.string(), seconds: v.number(), metrics: v.unknown() })),
});

/** Predictors of scores: the same posts to train on and to judge by for all. */
export const predictor: Part = {
  about: "how well `predictor train` forecasts, beside fastText, scikit-learn and XGBoost where they are installed",
  async measure(options): Promise<Measure[]> {
    const { train, test } = options;
    if (train === undefined || test === undefined) {
      note("predictor: give posts to train on and to judge by, as --train and --test");
      return [];
    }
    return withScratch(async (folder) => describeResults(test, await compare(train, test, options, folder)));
  },
};

async function compare(train: string, test: string, options: Options, folder: string): Promise<Map<string, Result>> {
  const results = new Map<string, Result>();
  note("predictor: Titlecast");
  const run = join(folder, "run");
  const vectors = (options.vectors ?? []).flatMap((path) => ["--vectors", path]);
  const trained = await runTitlecast("predictor", "train", train, ...vectors, "--out", run);
  const judged = v.parse(evaluation, (await runTitlecast("predictor", "evaluate", run, test, "--brief")).value);
  results.set("Titlecast", { ...judged.full, seconds: trained.seconds });
  results.set("Titlecast, title alone", { ...judged.titleOnly, seconds: trained.seconds });
  note("predictor: Titlecast's baselines");
  const simple = v.parse(baselines, (await runTitlecast("predictor", "baselines", train, test)).value);
  for (const { label, seconds, metrics: measured } of simple.baselines) {
    const known = v.safeParse(metrics, measured);
    if (known.success) results.set(`Titlecast's ${label}`, { ...known.output, seconds });
  }

  const peers = findPeers((advice) => note(`predictor: ${advice}`));
  const [trainPosts, testPosts] = [toPeerPosts(await readPosts(train)), toPeerPosts(await readPosts(test))];
  const data = {
    folder,
    train: join(folder, "train.ndjson"),
    test: join(folder, "test.ndjson"),
    trainPosts,
    testPosts,
  };
  await writeFile(data.train, toLines(trainPosts));
  await writeFile(data.test, toLines(testPosts));
  for (const { name, forecast } of peers) {
    note(`predictor: ${name}`);
    results.set(name, judge(await forecast(data), testPosts));
  }
  return results;
}

function judge({ chances, expected, seconds }: PeerForecast, posts: readonly PeerPost[]): Result {
  const scores = posts.map(({ score }) => score);
  const reached = scores.map((score) => (score >= MARK ? 1 : 0));
  return {
    roc_auc_at_100: rocAuc(chances, reached),
    spearman: spearman(expected, scores),
    lift_top_10_at_100: topLift(chances, reached, TOP_SHARE),
    seconds,
  };
}

function describeResults(test: string, results: ReadonlyMap<string, Result>): Measure[] {
  return (Object.keys(UNITS) as (keyof Result)[]).flatMap((metric) =>
    Array.from(results, ([name, result]) =>
      describeMiddle(
        name,
        UNITS[metric],
        [result[metric]],
        metric === "seconds" && name.startsWith("Titlecast") && !name.startsWith("Titlecast's")
          ? "its start, the choice of epochs and the fit on all posts that follows included"
          : basename(test),
      ),
    ),
  );
}

function toPeerPosts(table: PostTable): PeerPost[] {
  return table.title.map((title, row) => {
    const time = new Date(table.postedAt[row]);
    return {
      title: words(title)
        .map((word) => word.replaceAll(/\s/g, "_"))
        .join(" "),
      site: table.site[row],
      community: table.community[row],
      author: table.author[row],
      hour: time.getUTCHours(),
      weekday: time.getUTCDay(),
      score: table.score[row],
    };
  });
}

function toLines(posts: readonly PeerPost[]): string {
  return posts.map((post) => `${JSON.stringify(post)}\n`).join("");
}
