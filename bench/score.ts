import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import * as v from "valibot";
import { createRandom } from "../lib/random";
import { note } from "../training/console/progress";
import { runTitlecast } from "./command";
import { describeMiddle, type Measure, type Part } from "./measure";
import { readVectors } from "./release";
import { withScratch } from "./scratch";
import { createZipf, makeWords } from "./text";

const ROWS = 100_000;
const RUNS = 3;
const SEED = 1;
const VOCABULARY = 30_000;
const SITES = 5_000;
const AUTHORS = 20_000;
const HOUR = 3_600_000;

const scored = v.object({ scored: v.literal(ROWS), titlesPerSecond: v.number() });

/** The batch scorer, from file to file. */
export const score: Part = {
  about: "titles/s of the command `score`, from CSV to CSV",
  measure: ({ release }) =>
    withScratch(async (folder): Promise<Measure[]> => {
      const input = join(folder, "posts.csv");
      await writeFile(input, await makePosts(release));
      const inside: number[] = [];
      const whole: number[] = [];
      for (let run = 1; run <= RUNS; run++) {
        note(`score: run ${run} of ${RUNS}`);
        const files = ["--input", input, "--output", join(folder, "scored.csv")];
        const { value, seconds } = await runTitlecast(
          "score",
          "--community",
          "hacker-news",
          "--release",
          release,
          ...files,
        );
        inside.push(v.parse(scored, value).titlesPerSecond);
        whole.push(ROWS / seconds);
      }
      const what = `${ROWS.toLocaleString("en-US")} titles with link, author and time`;
      return [
        describeMiddle("score", "titles/s", inside, `${what}, reading and writing the files included`),
        describeMiddle(
          "score, with its start",
          "titles/s",
          whole,
          "the same, starting Node and loading the model included",
        ),
      ];
    }),
};

/** A table of posts whose words, sites and authors are as frequent as in life. */
export async function makePosts(release: string): Promise<string> {
  const random = createRandom(SEED);
  const words = (await readVectors(release))?.table.words.slice(0, VOCABULARY) ?? makeWords(VOCABULARY);
  const [drawWord, drawSite, drawAuthor] = [words.length, SITES, AUTHORS].map((size) => createZipf(size, random));
  const rows = ["title,url,author,posted_at"];
  for (let i = 0; i < ROWS; i++) {
    const title = Array.from({ length: 4 + Math.floor(random() * 9) }, () => words[drawWord()]).join(" ");
    const time = new Date(Date.UTC(2019, 0, 1) + i * HOUR).toISOString();
    rows.push(`"${title.replaceAll('"', '""')}",https://site${drawSite()}.com/${i},user${drawAuthor()},${time}`);
  }
  return `${rows.join("\n")}\n`;
}
