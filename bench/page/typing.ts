import { setTimeout as sleep } from "node:timers/promises";
import type { Browser, BrowserContext, Page } from "@playwright/test";
import { createRandom } from "../../lib/random";
import { describeMiddle, describeTail, type Measure } from "../measure";
import { measureHeap } from "./heap";
import { bundle } from "./open";
import { TITLES } from "./titles";

/** Keys whose answer is seen, on each page. */
const KEYS = 200;
/** Keys of a turn, after which the other page gets as many. */
const TURN = 50;
/** Milliseconds between keys: unlike a frame's, so that keys fall anywhere within one. */
const PACE = { least: 130, spread: 60 };
/** Keys to press at most for each that must change the text. */
const PATIENCE = 10;
const SEED = 1;
/** Keystrokes after which the heap is weighed. */
const WEIGHED = [1000, 5000];
/** Milliseconds after which nothing is left to do for a key. */
const SETTLED = 1500;

/** Parts of the score page, in the order in which they may follow a key. */
const SENTENCE = "#sentence";
const EFFECTS = 'section[aria-labelledby="why"]';
const HOURS = ".week";
const REWRITES = 'section[aria-labelledby="change"]';

const ECHO = '<!doctype html><meta charset="utf-8"><title>Echo</title><input autofocus><p>nothing yet</p>';

/** From a key to the frame that shows its answer, on the score page and on a page with a worker that only echoes. */
export async function measureTyping(browser: Browser, url: string): Promise<Measure[]> {
  const context = await browser.newContext({ serviceWorkers: "block" });
  await context.addInitScript({ content: await bundle("inside") });
  const random = createRandom(SEED);

  const score = await openScore(context, url);
  await score.waitForSelector(REWRITES);
  await score.evaluate((parts) => bench.watch(...parts), [SENTENCE, EFFECTS, HOURS, REWRITES]);

  const echo = await context.newPage();
  await echo.setContent(ECHO);
  await echo.evaluate(() => {
    bench.echo();
    bench.watch("p");
  });

  const pages = [
    { page: score, part: SENTENCE, keys: typeTitles(), pressed: 0 },
    { page: echo, part: "p", keys: typeTitles(), pressed: 0 },
  ];
  for (let goal = TURN; goal <= KEYS; goal += TURN) {
    for (const typist of pages) {
      await typist.page.bringToFront();
      while ((await readTimes(typist.page, typist.part)).length < goal && typist.pressed < KEYS * PATIENCE) {
        await typist.page.keyboard.press(typist.keys.next().value);
        typist.pressed++;
        await sleep(PACE.least + random() * PACE.spread);
      }
    }
  }
  const [sentence, effects, hours, rewrites] = await Promise.all(
    [SENTENCE, EFFECTS, HOURS, REWRITES].map((part) => readTimes(score, part)),
  );
  const bare = await readTimes(echo, "p");
  const together = await shareTogether(score);
  const tasks = await score.evaluate(() => bench.longTasks());
  await context.close();
  const [{ pressed }] = pages;
  return [
    describeTail(
      "key to painted forecast",
      "ms",
      sentence,
      `from keydown to the frame with a new sentence; ${pressed} keys pressed to change it so often`,
    ),
    describeTail(
      "key to painted echo",
      "ms",
      bare,
      "the same where a bare worker sends the text back: what any worker costs",
    ),
    describeTail("key to painted word effects", "ms", effects, "from keydown to the frame with their new tints"),
    describeMiddle(
      "effects with the sentence",
      "%",
      [100 * together],
      "keys whose new sentence and effects share a frame",
    ),
    describeTail("key to painted hours", "ms", hours, "from keydown to the frame with the week of hours tinted anew"),
    describeTail("key to painted rewrites", "ms", rewrites, "from keydown to the frame with other changes offered"),
    describeMiddle(
      "long tasks while typing",
      "",
      [tasks.length],
      `tasks over 50 ms in ${pressed} keys; the longest took ${Math.round(Math.max(0, ...tasks))} ms`,
    ),
    ...(await measureHeaps(browser, url)),
  ];
}

/** What the page and its worker hold after many keys, as fast as they can be pressed. */
async function measureHeaps(browser: Browser, url: string): Promise<Measure[]> {
  const context = await browser.newContext({ serviceWorkers: "block" });
  await context.addInitScript({ content: await bundle("inside") });
  const page = await openScore(context, url);
  const keys = typeTitles();
  const measures: Measure[] = [];
  for (let pressed = 1; pressed <= WEIGHED[WEIGHED.length - 1]; pressed++) {
    await page.keyboard.press(keys.next().value);
    if (!WEIGHED.includes(pressed)) continue;
    // What the last keys still do would be weighed too.
    await page.waitForTimeout(SETTLED);
    const kilobytes = (await measureHeap(page)) / 1000;
    const name = `heap after ${pressed.toLocaleString("en-US")} keys`;
    measures.push(describeMiddle(name, "KB", [kilobytes], "page and worker, their garbage collected"));
  }
  await context.close();
  return measures;
}

async function openScore(context: BrowserContext, url: string): Promise<Page> {
  const page = await context.newPage();
  await page.goto(`${url}#title=A`);
  await page.evaluate(() => bench.awaitText("#sentence", "Most likely"));
  await page.locator("#title").focus();
  return page;
}

/** Keys to press, one title after the other, each in the place of the last. */
function* typeTitles(): Generator<string, never> {
  for (;;) {
    for (const title of TITLES) {
      yield "Control+A";
      yield* title;
    }
  }
}

/** Milliseconds from each key to the paint that shows its answer in a part; keys that changed nothing there are left out. */
function readTimes(page: Page, part: string): Promise<number[]> {
  return page.evaluate(
    (selector) =>
      bench.keys().flatMap(({ pressed, changes }) => {
        const change = changes[selector];
        return change === undefined ? [] : [change.painted - pressed];
      }),
    part,
  );
}

/** Of the keys that changed the sentence and the effects, the share that changed both in one frame. */
function shareTogether(page: Page): Promise<number> {
  return page.evaluate(
    ([sentence, effects]) => {
      const both = bench.keys().filter(({ changes }) => changes[sentence] && changes[effects]);
      return both.filter(({ changes }) => changes[sentence].frame === changes[effects].frame).length / both.length;
    },
    [SENTENCE, EFFECTS],
  );
}
