import { setTimeout as sleep } from "node:timers/promises";
import type { Browser, Page } from "@playwright/test";
import { createRandom } from "../../lib/random";
import { describeTail, type Measure } from "../measure";
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

const ECHO = '<!doctype html><meta charset="utf-8"><title>Echo</title><input autofocus><p>nothing yet</p>';

/** From a key to the frame that shows its answer, on the score page and on a page with a worker that only echoes. */
export async function measureTyping(browser: Browser, url: string): Promise<Measure[]> {
  const context = await browser.newContext({ serviceWorkers: "block" });
  await context.addInitScript({ content: await bundle("inside") });
  const random = createRandom(SEED);

  const score = await context.newPage();
  await score.goto(`${url}#title=A`);
  await score.evaluate(() => bench.awaitText("#sentence", "Most likely"));
  await score.locator("#title").focus();
  await score.evaluate(() => bench.watch("#sentence"));

  const echo = await context.newPage();
  await echo.setContent(ECHO);
  await echo.evaluate(() => {
    bench.echo();
    bench.watch("p");
  });

  const pages = [score, echo].map((page) => ({ page, keys: typeTitles(), pressed: 0 }));
  for (let goal = TURN; goal <= KEYS; goal += TURN) {
    for (const typist of pages) {
      await typist.page.bringToFront();
      while ((await readTimes(typist.page)).length < goal && typist.pressed < KEYS * PATIENCE) {
        await typist.page.keyboard.press(typist.keys.next().value);
        typist.pressed++;
        await sleep(PACE.least + random() * PACE.spread);
      }
    }
  }
  const [own, bare] = [await readTimes(score), await readTimes(echo)];
  await context.close();
  const [{ pressed }] = pages;
  return [
    describeTail(
      "key to painted forecast",
      "ms",
      own,
      `from keydown to the frame with a new sentence; ${pressed} keys pressed to change it so often`,
    ),
    describeTail(
      "key to painted echo",
      "ms",
      bare,
      "the same where a bare worker sends the text back: what any worker costs",
    ),
  ];
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

/** Milliseconds from each key to its painted answer; keys that changed nothing are left out. */
function readTimes(page: Page): Promise<number[]> {
  return page.evaluate(() =>
    bench.keys().flatMap(({ pressed, painted }) => (painted === null ? [] : [painted - pressed])),
  );
}
