import { join } from "node:path";
import { createRandom } from "../lib/random";
import { UserError } from "../training/console/errors";
import { note } from "../training/console/progress";
import { describeTail, type Measure, type Part } from "./measure";
import { findEngine } from "./page/engine";
import { bundle, launch } from "./page/open";
import { openSite } from "./page/site";
import { readVectors } from "./release";

const POSTS = 10_000;
const WORDS = 9;
const CLICKS = 220;
/** Clicks at first that are not counted: V8 compiles. */
const WARM_UP = 20;
const SEED = 1;

/** The feed with as many posts as a topic takes, in a real Chromium. */
export const feed: Part = {
  about: "the feed in a real Chromium: 10,000 posts ranked anew after each click",
  async measure({ site: folder }): Promise<Measure[]> {
    const vectors = await readVectors(join(folder, "models"));
    if (vectors === null) throw new UserError(`the release in ${folder} has no word vectors, which the feed needs`);
    const site = await openSite(folder);
    const browser = await launch();
    try {
      const context = await browser.newContext({ serviceWorkers: "block" });
      await context.addInitScript({ content: await bundle("client") });
      const page = await context.newPage();
      const url = `http://localhost:${site.port}/`;
      // The one page that starts no engine.
      await page.goto(`${url}404.html`);
      const probe = await page.evaluateHandle((code) => openProbe(code), `${url}${await findEngine(folder)}`);
      note(`feed: ${POSTS.toLocaleString("en-US")} posts`);
      const titles = makeTitles(vectors.table.words);
      const task = { titles, clicks: CLICKS };
      const { taste, blended, read } = await probe.evaluate((engine, asked) => engine.rankPosts(asked), task);
      const meaning = `from the click to the new order of ${POSTS.toLocaleString("en-US")} posts, as the page has it`;
      return [
        describeTail("rank after a click", "ms", taste.slice(WARM_UP), meaning),
        describeTail(
          "the same, by forecast too",
          "ms",
          blended.slice(WARM_UP),
          "every post with a forecast made before",
        ),
        describeTail("read a new post", "ms", read, "from its title to its vector, once for each post"),
      ];
    } finally {
      await browser.close();
      site.close();
    }
  },
};

/** Titles of common words, each its own. */
function makeTitles(words: readonly string[]): string[] {
  const random = createRandom(SEED);
  const draw = (): string => words[Math.floor(random() ** 2 * words.length)];
  return Array.from({ length: POSTS }, (_, i) => `${Array.from({ length: WORDS }, draw).join(" ")} ${i}`);
}
