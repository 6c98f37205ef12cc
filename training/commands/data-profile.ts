import { writeFile } from "node:fs/promises";
import type { Command } from "commander";
import { type Profile, QUANTILES, REACHED, type Spread } from "../../lib/release/profile";
import { writeAtomically } from "../console/files";
import { addExamples, formatTable, printResult } from "../console/output";
import { formatCount } from "../console/progress";
import { profilePosts } from "../profile/profile";

const WEEKDAYS = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];

/** `data profile`. */
export function registerProfile(data: Command): void {
  const command = data
    .command("profile")
    .description("what posts are like: scores, and the words, sites, hours and habits of title that go with them")
    .argument("<file>", "table that `data import` wrote")
    .option("--out <file>", "JSON file to write too, as `release export --profile` takes it")
    .option("--timezone <zone>", "zone of hours, weekdays and years, such as America/New_York", "UTC")
    .action(async (file: string, { out, timezone }: { out?: string; timezone: string }) => {
      const profile = await profilePosts(file, timezone);
      if (out !== undefined) await writeAtomically(out, (path) => writeFile(path, `${JSON.stringify(profile)}\n`));
      printResult(command, profile, describeProfile(profile));
    });
  addExamples(
    command,
    "data profile posts.parquet",
    "data profile posts.parquet --timezone America/New_York --out posts.profile.json",
  );
}

function describeProfile(profile: Profile): string {
  const { missing, duplicates, scores, byHour, byWeekday, byYear } = profile;
  const section = (title: string, rows: readonly (readonly string[])[]) => `${title}\n${formatTable(rows)}`;
  const spreads = (name: string, rows: readonly (readonly [string, Spread])[]) =>
    section(name, [
      ["", "posts", "quartiles", "mean", ...REACHED.map((mark) => `>= ${mark}`)],
      ...rows.map(([label, spread]) => [label, ...describeSpread(spread)]),
    ]);
  const ranges = (name: keyof Pick<Profile, "characters" | "words" | "sentiment" | "readability">) => {
    const { ranges: each, spearman } = profile[name];
    return spreads(
      `by ${name} of the title (rank correlation with the score, within a community: ${spearman?.toFixed(3) ?? "-"})`,
      each.map((range) => [`${range.from ?? ""} to ${range.to ?? ""}`, range]),
    );
  };
  const effects = (name: string, rows: Profile["wordEffects"]["lift"]) =>
    section(name, [
      ["", "posts", "times the score", "95 %", ">= 100"],
      ...rows.map((effect) => [
        effect.name,
        formatCount(effect.posts),
        effect.factor.toFixed(2),
        `${effect.low.toFixed(2)}-${effect.high.toFixed(2)}`,
        sayShare(effect.reached100),
      ]),
    ]);
  return [
    `${formatCount(profile.posts)} posts, ${profile.from ?? "-"} to ${profile.to ?? "-"}; hours are of ${profile.timeZone}`,
    `${formatCount(profile.communities)} communities, ${formatCount(profile.sites)} sites, ${formatCount(profile.authors)} authors; ` +
      `${formatCount(duplicates.inCommunity)} titles posted before in their community, ${formatCount(duplicates.anywhere)} anywhere`,
    section("missing", [["column", "posts"], ...missing.map(({ column, posts }) => [column, formatCount(posts)])]),
    section("scores", [
      ["least", ...QUANTILES.map((share) => `${share * 100} %`), "most"],
      [scores.least, ...(scores.quantiles ?? []), scores.most].map((score) =>
        score === null ? "-" : formatCount(score),
      ),
    ]),
    spreads(
      "by year",
      byYear.map((year) => [String(year.year), year]),
    ),
    spreads(
      "by weekday",
      byWeekday.map((spread, i) => [WEEKDAYS[i], spread]),
    ),
    spreads(
      "by hour",
      byHour.map((spread, hour) => [String(hour), spread]),
    ),
    ranges("characters"),
    ranges("words"),
    ranges("sentiment"),
    ranges("readability"),
    effects("words that lift", profile.wordEffects.lift),
    effects("words that sink", profile.wordEffects.sink),
    effects("sites that lift", profile.siteEffects.lift),
    effects("sites that sink", profile.siteEffects.sink),
  ].join("\n\n");
}

function describeSpread({ posts, quartiles, mean, reached }: Spread): string[] {
  return [
    formatCount(posts),
    quartiles?.join(" / ") ?? "-",
    mean === null ? "-" : `${formatCount(mean.value)} (${formatCount(mean.low)}-${formatCount(mean.high)})`,
    ...REACHED.map((_, i) => (reached === null ? "-" : sayShare(reached[i]))),
  ];
}

function sayShare(share: number): string {
  return `${(share * 100).toFixed(1)} %`;
}
