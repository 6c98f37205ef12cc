import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Browser, Page } from "@playwright/test";
import { note } from "../training/console/progress";
import { describeMiddle, describeTail, type Measure, type Part } from "./measure";
import { findEngine } from "./page/engine";
import { bundle, launch } from "./page/open";
import { openSite } from "./page/site";
import { makePosts } from "./score";
import { withScratch } from "./scratch";

const ROWS = "100,000";
const RUNS = 3;
const LOADING = { timeout: 120_000 };

/** As many titles as a list may hold, in a real Chromium. */
export const many: Part = {
  about: `${ROWS} titles on their page, in a real Chromium: titles/s, first rows, orders, long tasks`,
  async measure({ site: folder }): Promise<Measure[]> {
    const site = await openSite(folder);
    const url = `http://localhost:${site.port}/`;
    const browser = await launch();
    try {
      const posts = await makePosts(join(folder, "models"));
      note("many: the engine alone");
      const engine = await measureEngine(browser, url, `${url}${await findEngine(folder)}`, posts);
      note("many: the page");
      return await withScratch(async (scratch) => {
        const path = join(scratch, "posts.csv");
        await writeFile(path, posts);
        return [...engine, await measurePage(browser, url, path)];
      });
    } finally {
      await browser.close();
      site.close();
    }
  },
};

async function measureEngine(browser: Browser, url: string, code: string, posts: string): Promise<Measure[]> {
  const page = await openPage(browser, "client");
  // The one page that starts no engine.
  await page.goto(`${url}404.html`);
  const probe = await page.evaluateHandle((engine) => openProbe(engine), code);
  const runs: Awaited<ReturnType<ReturnType<typeof openProbe>["scoreList"]>>[] = [];
  for (let run = 1; run <= RUNS; run++) {
    note(`many: run ${run} of ${RUNS}`);
    runs.push(await probe.evaluate((engine, text) => engine.scoreList(text), posts));
  }
  await page.context().close();
  const what = `${ROWS} posts with link, author and time`;
  return [
    describeMiddle(
      "score a list",
      "titles/s",
      runs.map(({ count, scored }) => (1000 * count) / scored),
      `${what}, from rows of text to columns of forecasts`,
    ),
    describeMiddle(
      "read a list",
      "rows/s",
      runs.map(({ count, read }) => (1000 * count) / read),
      "from a file to rows of text",
    ),
    describeTail(
      "first rows",
      "ms",
      runs.map(({ firstRows }) => firstRows),
      "from the start of scoring to rows in order, as the page has them",
    ),
    describeTail(
      "another order",
      "ms",
      runs.flatMap(({ orders }) => orders),
      `${ROWS} rows by each column, the first by a text among them`,
    ),
    describeTail(
      "another filter",
      "ms",
      runs.map(({ filter }) => filter),
      "the rows that hold some letters, in order",
    ),
    describeTail(
      "write the file",
      "ms",
      runs.map(({ save }) => save),
      "all rows with their own columns and their forecasts",
    ),
  ];
}

/** How long the page itself was held up while it read, scored, ordered, filtered and scrolled. */
async function measurePage(browser: Browser, url: string, path: string): Promise<Measure> {
  const page = await openPage(browser, "inside");
  await page.goto(`${url}many/`);
  await page.locator("summary").waitFor(LOADING);
  await page.evaluate(() => bench.watch());
  await page.getByLabel("Choose a file").setInputFiles(path);
  await page.getByRole("button", { name: /^Score/ }).click(LOADING);
  await page.getByText("titles scored.").waitFor(LOADING);
  const grid = page.getByRole("grid");
  for (const name of ["Title", "Place", "Low"]) {
    const head = page.getByRole("columnheader", { name });
    await head.getByRole("button").click();
    await page.locator("[role=row][aria-rowindex='2'] a").waitFor(LOADING);
  }
  await page.getByLabel("Holding these letters").pressSequentially("the");
  await grid.focus();
  for (const key of ["End", "Home", ...Array<string>(20).fill("PageDown")]) await page.keyboard.press(key);
  await page.locator("[role=row] a").first().waitFor(LOADING);
  const tasks = await page.evaluate(() => bench.longTasks());
  await page.context().close();
  return describeTail(
    "longest task of the page",
    "ms",
    [Math.max(0, ...tasks)],
    `of ${tasks.length} above 50 ms; reading, scoring, ordering, filtering and scrolling`,
  );
}

async function openPage(browser: Browser, script: "client" | "inside"): Promise<Page> {
  const context = await browser.newContext({ serviceWorkers: "block" });
  await context.addInitScript({ content: await bundle(script) });
  return await context.newPage();
}
