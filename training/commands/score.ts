import { type Command, Option } from "commander";
import { SELF, siteOf } from "../../lib/post";
import { parseTime } from "../../lib/time";
import { UserError } from "../console/errors";
import { addExamples, printResult } from "../console/output";
import { formatCount, note } from "../console/progress";
import { loadPredictor } from "../release/load";
import { describeForecast } from "../score/describe";
import { readSubreddit } from "../score/posts";
import { type ScoreResult, scoreTable } from "../score/score";

interface ScoreFlags {
  readonly community: "hacker-news" | "reddit";
  readonly input?: string;
  readonly output?: string;
  readonly release: string;
  readonly url?: string;
  readonly author?: string;
  readonly postedAt?: string;
  readonly subreddit?: string;
}

/** `score`: a table of titles, or one title. */
export function registerScore(program: Command): void {
  const command = program
    .command("score")
    .description("forecast the score of every title of a table, or of one title")
    .argument("[title]", "one title, to print its forecast")
    .addOption(
      new Option("--community <name>", "where the titles are for")
        .choices(["hacker-news", "reddit"])
        .makeOptionMandatory(),
    )
    .option("--input <file>", ".csv, .tsv or .parquet with title, and url, site, author, posted_at, subreddit as known")
    .option("--output <file>", ".csv, .tsv or .parquet to write: the input's columns and rows, and the forecast")
    .option("--release <folder>", "a release, or a folder with current.json", "public/models")
    .option("--url <url>", "one title's link or site; `self` for a text post")
    .option("--author <name>", "one title's author")
    .option("--posted-at <time>", "when one title is posted, such as 2026-11-21T15:00Z")
    .option("--subreddit <name>", "one title's subreddit")
    .action(async (title: string | undefined, flags: ScoreFlags) => {
      if (title !== undefined && flags.input === undefined) return scoreTitle(command, title, flags);
      if (title !== undefined || flags.input === undefined || flags.output === undefined) {
        throw new UserError("expected one title, or --input FILE with --output FILE; see titlecast score --help");
      }
      const { predictor } = await loadPredictor(flags.release, flags.community);
      const result = await scoreTable(predictor, flags.community, flags.input, flags.output);
      warn(result);
      const speed = `${formatCount(result.titlesPerSecond)} titles/s`;
      printResult(command, result, `scored ${formatCount(result.scored)} titles into ${result.out} (${speed})`);
    });
  addExamples(
    command,
    'score --community hacker-news "Show HN: A spreadsheet that fits in a tweet"',
    "score --community hacker-news --input posts.csv --output scored.csv",
    "score --community reddit --input posts.parquet --output scored.parquet --json",
  );
}

async function scoreTitle(command: Command, title: string, flags: ScoreFlags): Promise<void> {
  const site = flags.url === undefined ? null : siteOf(flags.url);
  if (flags.url !== undefined && site === null) {
    throw new UserError(`--url ${flags.url}: expected a link, a host such as github.com, or ${SELF}`);
  }
  const postedAt = flags.postedAt === undefined ? null : parseTime(flags.postedAt);
  if (flags.postedAt !== undefined && postedAt === null) {
    throw new UserError(`--posted-at ${flags.postedAt}: expected a time such as 2026-11-21T15:00Z`);
  }
  if (title.trim() === "") throw new UserError("expected a title, got an empty one");
  const { predictor, release, description } = await loadPredictor(flags.release, flags.community);
  const community = flags.community === "reddit" ? readSubreddit(flags.subreddit ?? "") : null;
  const post = { title: title.trim(), site, community, author: flags.author ?? null, postedAt };
  const source = { release, predictor: flags.community };
  const forecast = await predictor.forecast(post, source, "wasm", () => performance.now());
  printResult(command, forecast, describeForecast(forecast, description.caveats));
}

function warn({ rows, unscored }: ScoreResult): void {
  for (const [problem, { count, rows: named }] of Object.entries(unscored)) {
    const more = count > named.length ? ", …" : "";
    const which = `row${count === 1 ? "" : "s"} ${named.join(", ")}${more}`;
    note(`warning: ${formatCount(count)} of ${formatCount(rows)} rows have no forecast: ${problem} (${which})`);
  }
}
