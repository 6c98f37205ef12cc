import { readFile } from "node:fs/promises";
import type { BrowserContext, Locator, Page } from "@playwright/test";
import { expect, test } from "./fixtures";
import type { Outside } from "./hosts";

const LOADING = { timeout: 30_000 };
const CODE = [
  "A compiler in a weekend",
  "Compiler errors that help",
  "Compiler backends compared",
  "What a compiler knows",
  "The compiler that I deleted",
];
const MARKET = [
  "Market prices fall again",
  "Market makers in trouble",
  "A market for used lemons",
  "How the market closed",
  "The market reacts to rates",
];
const FRONT_PAGE = "https://hacker-news.firebaseio.com/v0";

function waiting(page: Page): Locator {
  return page.getByRole("list", { name: "Posts that wait" }).getByRole("listitem");
}

function titles(page: Page): Promise<string[]> {
  return waiting(page).getByRole("heading").allInnerTexts();
}

function row(page: Page, title: string): Locator {
  return waiting(page).filter({ hasText: title });
}

/** A row's own button: what it says to a screen reader goes on with the title. */
async function decide(page: Page, title: string, accepted: boolean): Promise<void> {
  const post = row(page, title);
  await post.getByRole("button", { name: accepted ? "Accept" : "Reject" }).click();
  await expect(post).toHaveCount(0);
}

async function openFeed(page: Page, fragment = ""): Promise<void> {
  await page.goto(`./feed/${fragment}`);
  await expect(page.getByText(/^Fetching|^Reading/)).toHaveCount(0, LOADING);
}

async function paste(page: Page, posts: readonly string[]): Promise<void> {
  await page.getByLabel("Titles, one on each line").fill(posts.join("\n"));
  await page.getByRole("button", { name: "Add", exact: true }).click();
}

/** A feed with a topic of these posts. */
async function openTopic(page: Page, posts: readonly string[] = [...MARKET, ...CODE]): Promise<void> {
  await openFeed(page);
  await page.getByLabel("Name of a new topic").fill("Morning");
  await paste(page, posts);
  await expect(waiting(page)).toHaveCount(posts.length, LOADING);
}

/** What was asked of other computers, without what Chromium itself asks as it starts. */
function asked({ requests }: Outside): string[] {
  return requests.filter((request) => request !== "www.google.com:443");
}

/** Lets Hacker News answer, in this browser alone, with these titles. */
async function answerForHackerNews(context: BrowserContext, posts: readonly string[]): Promise<void> {
  await context.route(`${FRONT_PAGE}/**`, (route) => {
    const id = Number(/item\/(\d+)/.exec(route.request().url())?.[1] ?? Number.NaN);
    const item = { id, type: "story", title: posts[id - 1], by: "someone", time: 1_700_000_000, score: 5 };
    const json = Number.isNaN(id) ? posts.map((_, i) => i + 1) : item;
    return route.fulfill({ json, headers: { "Access-Control-Allow-Origin": "*" } });
  });
}

test("clicks re-rank what is like them, and say why", async ({ page }) => {
  await openTopic(page);
  expect(await titles(page)).toEqual([...MARKET, ...CODE]);
  for (const i of [0, 1]) {
    await decide(page, CODE[i], true);
    await decide(page, MARKET[i], false);
  }
  await expect.poll(async () => (await titles(page)).slice(0, 3).sort()).toEqual(CODE.slice(2).sort());
  await expect(page.locator("[data-record]")).toContainText("After 4 clicks");
  await expect(waiting(page).first()).toContainText(/For it: [^.]*compiler/i);
  await expect(waiting(page).first()).toContainText(/\d in 10 reach 100 points|1 in \d+ reaches 100 points/, LOADING);
  await expect(waiting(page).last()).toContainText(/Against: [^.]*market/i);
});

test("undo brings a post back, by button and by key, and a decision can be changed", async ({ page }) => {
  await openTopic(page);
  await decide(page, CODE[0], true);
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(row(page, CODE[0])).toHaveCount(1);
  expect(await titles(page)).toEqual([...MARKET, ...CODE]);

  await decide(page, MARKET[0], true);
  const decided = page.getByRole("list", { name: "Decided posts" }).getByRole("listitem");
  await expect(decided).toHaveText(/accepted/);
  await decided.getByRole("button", { name: "reject instead" }).click();
  await expect(decided).toHaveText(/rejected/);
  await page.keyboard.press("u");
  await expect(decided).toHaveText(/accepted/);
  await page.keyboard.press("u");
  await expect(decided).toHaveCount(0);
  await expect(waiting(page)).toHaveCount(10);
});

test("by keys alone: walk, accept, reject; the focus goes on to the next post", async ({ page }) => {
  await openTopic(page);
  await page.keyboard.press("j");
  await page.keyboard.press("j");
  await page.keyboard.press("k");
  await page.keyboard.press("j");
  await expect(waiting(page).nth(1).getByRole("button", { name: "Accept" })).toBeFocused();
  await page.keyboard.press("r");
  await expect(row(page, MARKET[1])).toHaveCount(0);
  await expect(waiting(page).nth(1).getByRole("button", { name: "Reject" })).toBeFocused();
  const next = (await titles(page))[1];
  await page.keyboard.press("a");
  await expect(row(page, next)).toHaveCount(0);
  await expect(waiting(page)).toHaveCount(8);
  // Letters are letters where one types.
  await page.getByLabel("Topic", { exact: true }).pressSequentially("ar");
  await expect(waiting(page)).toHaveCount(8);
});

test("each topic has posts and a taste of its own", async ({ page }) => {
  await openTopic(page);
  await decide(page, CODE[0], true);
  await page.getByRole("button", { name: "new topic" }).click();
  await expect(page.getByLabel("Name of a new topic")).toBeFocused();
  await page.keyboard.type("Evening");
  await paste(page, CODE.slice(0, 2));
  await expect(waiting(page)).toHaveCount(2);
  await expect(page.locator("[data-record]")).toHaveCount(0);
  await page.getByRole("navigation", { name: "Topics" }).getByRole("button", { name: "Morning" }).click();
  await expect(waiting(page)).toHaveCount(9);
  await expect(page.locator("[data-record]")).toContainText("After 1 click");
  await page.getByRole("button", { name: /^Topic/ }).click();
  await page.getByRole("button", { name: "Delete it" }).click();
  await page.getByRole("button", { name: "Delete it" }).click();
  await expect(page.getByLabel("Topic", { exact: true })).toHaveValue("Evening");
  await expect(waiting(page)).toHaveCount(2);
});

test("the slider goes from taste to forecast, and the order with it", async ({ page }) => {
  await openTopic(page);
  await decide(page, CODE[0], true);
  await decide(page, MARKET[0], false);
  await expect(waiting(page).getByText(/reach(es)? 100 points/)).toHaveCount(8, LOADING);
  const byTaste = await titles(page);
  await page.getByRole("button", { name: /^Order/ }).click();
  const slider = page.getByRole("slider");
  await slider.press("End");
  await expect(slider).toHaveAttribute("aria-valuetext", "by score forecast");
  await expect.poll(() => titles(page)).not.toEqual(byTaste);
  await slider.press("Home");
  await expect.poll(() => titles(page)).toEqual(byTaste);
});

test("topics, posts, clicks and settings are there again after a reload", async ({ page }) => {
  await openTopic(page);
  await decide(page, CODE[0], true);
  await decide(page, MARKET[0], false);
  await page.getByRole("button", { name: /^Order/ }).click();
  await page.getByLabel("Show me some surprises").check();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("button", { name: /^Order/ })).toContainText("with surprises");
  const before = await titles(page);
  await page.reload();
  await expect(waiting(page)).toHaveCount(8, LOADING);
  expect(await titles(page)).toEqual(before);
  await expect(page.locator("[data-record]")).toContainText("After 2 clicks");
  await expect(page.getByRole("button", { name: /^Order/ })).toContainText("with surprises");
});

test("two tabs: each hears of the other's clicks, and none is lost", async ({ page, context }) => {
  await openTopic(page);
  const other = await context.newPage();
  await openFeed(other);
  await expect(waiting(other)).toHaveCount(10, LOADING);
  await Promise.all([decide(page, CODE[0], true), decide(other, MARKET[0], false)]);
  for (const tab of [page, other]) {
    await expect(waiting(tab)).toHaveCount(8);
    await expect(tab.locator("[data-record]")).toContainText("After 2 clicks");
  }
  expect(await titles(other)).toEqual(await titles(page));
  await page.getByRole("button", { name: "Erase everything" }).click();
  await page.getByRole("button", { name: "Erase everything" }).click();
  await expect(page.getByLabel("Name of a new topic")).toBeVisible();
  await expect(other.getByLabel("Name of a new topic")).toBeVisible();
  await other.reload();
  await expect(other.getByLabel("Name of a new topic")).toHaveValue("");
  await expect(waiting(other)).toHaveCount(0);
});

test("a worker that dies takes nothing with it, and the feed goes on", async ({ page }) => {
  await openTopic(page);
  await decide(page, CODE[0], true);
  for (const worker of page.workers()) await worker.evaluate(() => self.close());
  await decide(page, MARKET[0], false);
  await expect(page.locator("[data-record]")).toContainText("After 2 clicks");
  await expect(waiting(page)).toHaveCount(8);
  await page.keyboard.press("u");
  await expect(waiting(page)).toHaveCount(9);
});

test("a saved topic opens in another browser; a broken one is refused in words and loses nothing", async ({
  page,
  browser,
  site,
}) => {
  await openTopic(page);
  await decide(page, CODE[0], true);
  await decide(page, MARKET[0], false);
  const before = await titles(page);
  await page.getByRole("button", { name: /^Topic/ }).click();
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name: "Save it as a file" }).click(),
  ]);
  expect(download.suggestedFilename()).toBe("Morning.titlecast.json");
  const text = await readFile(await download.path(), "utf8");

  const bring = (tab: Page, content: string): Promise<void> =>
    tab
      .getByLabel("Bring in a saved topic")
      .setInputFiles({ name: "topic.json", mimeType: "application/json", buffer: Buffer.from(content) });
  await bring(page, text.slice(0, text.length / 2));
  await expect(page.getByRole("main").getByRole("alert")).toContainText(
    "cannot be read as a topic, so nothing was changed",
  );
  expect(await titles(page)).toEqual(before);

  const context = await browser.newContext({ baseURL: site.url });
  const elsewhere = await context.newPage();
  await openFeed(elsewhere);
  await bring(elsewhere, text);
  await expect(waiting(elsewhere)).toHaveCount(8, LOADING);
  expect(await titles(elsewhere)).toEqual(before);
  await context.close();
});

test("a file that is dropped on the page is read, labels and all, and its faults are told by line", async ({
  page,
}) => {
  await openTopic(page, CODE.slice(0, 2));
  const file = '[{"text": "A labelled post", "label": "accepted"}, {"text": "Another one"}, {"label": "rejected"}]';
  const dropped = await page.evaluateHandle((content) => {
    const transfer = new DataTransfer();
    transfer.items.add(new File([content], "posts.json"));
    return transfer;
  }, file);
  await page.getByRole("main").dispatchEvent("drop", { dataTransfer: dropped });
  await expect(waiting(page)).toHaveCount(3);
  await expect(page.locator("[data-record]")).toContainText("After 1 click");
  await expect(page.getByRole("status").filter({ hasText: "added" })).toContainText("1 label learnt");
  await expect(page.getByText(/^Line 1:/)).toBeVisible();
});

test("nothing is asked of another computer before the reader says so, and then of one host alone", async ({
  page,
  outside,
}) => {
  await openTopic(page);
  await decide(page, CODE[0], true);
  await page.getByRole("button", { name: "add posts" }).click();
  await page.waitForLoadState("networkidle");
  expect(asked(outside)).toEqual([]);
  await page.getByRole("button", { name: "Ask Hacker News for its front page" }).click();
  await expect(page.getByRole("main").getByRole("alert")).toContainText("does not let this page read its posts");
  expect(new Set(asked(outside))).toEqual(new Set(["hacker-news.firebaseio.com:443"]));
  await expect(waiting(page)).toHaveCount(9);
});

test("a front page that was asked for comes into a topic of its own", async ({ page, context }) => {
  await answerForHackerNews(context, CODE);
  await openFeed(page);
  await page.getByRole("button", { name: "Ask Hacker News for its front page" }).click();
  await expect(waiting(page)).toHaveCount(CODE.length, LOADING);
  await expect(page.getByLabel("Topic", { exact: true })).toHaveValue("Hacker News");
  await expect(waiting(page).first()).toContainText("by someone");
});

test("a link carries a topic's posts, in the order in which they came, and none of the clicks", async ({
  page,
  browser,
  context,
  site,
}) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await openTopic(page);
  await decide(page, CODE[4], true);
  await decide(page, MARKET[0], false);
  await page.getByRole("button", { name: "Copy link" }).click();
  await expect(page.getByText("Link copied")).toBeVisible();
  const link = await page.evaluate(() => navigator.clipboard.readText());
  expect(new URL(link).search).toBe("");

  const visitor = await (await browser.newContext({ baseURL: site.url })).newPage();
  await visitor.goto(link);
  await expect(visitor.getByText("This link brings 10 posts on Morning.")).toBeVisible(LOADING);
  expect(await visitor.evaluate(async () => (await indexedDB.databases()).map(({ name }) => name))).not.toContain(
    "titlecast-feed-kept",
  );
  await visitor.getByRole("button", { name: "Make a topic of them" }).click();
  await expect(waiting(visitor)).toHaveCount(10, LOADING);
  expect(await titles(visitor)).toEqual([...MARKET, ...CODE]);
  expect(new URL(visitor.url()).hash).toBe("");
  await visitor.context().close();

  await openFeed(page, `#${new URL(link).hash.slice(1, -8)}`);
  await expect(page.getByRole("main").getByRole("alert")).toContainText(
    "This link cannot be read, so nothing was added",
  );
  await expect(waiting(page)).toHaveCount(8);
});

test.describe("with a finger", () => {
  test.use({ hasTouch: true, isMobile: true, viewport: { width: 360, height: 640 } });

  /** Draws a finger from the middle of a row. */
  async function draw(page: Page, title: string, x: number, y: number): Promise<void> {
    const heading = row(page, title).getByRole("heading");
    await heading.scrollIntoViewIfNeeded();
    const box = await heading.boundingBox();
    if (box === null) throw new Error(`${title} is not on the screen`);
    const start = { x: box.x + 100, y: box.y + 8 };
    const cdp = await page.context().newCDPSession(page);
    await cdp.send("Input.dispatchTouchEvent", { type: "touchStart", touchPoints: [start] });
    for (let step = 1; step <= 8; step++) {
      const at = { x: start.x + (x * step) / 8, y: start.y + (y * step) / 8 };
      await cdp.send("Input.dispatchTouchEvent", { type: "touchMove", touchPoints: [at] });
    }
    await cdp.send("Input.dispatchTouchEvent", { type: "touchEnd", touchPoints: [] });
  }

  test("a swipe decides, a short one does not, and up and down still scrolls", async ({ page }) => {
    await openTopic(page);
    await draw(page, MARKET[1], 40, 0);
    await expect(waiting(page)).toHaveCount(10);
    await draw(page, MARKET[1], 150, 4);
    await expect(row(page, MARKET[1])).toHaveCount(0);
    const decided = page.getByRole("list", { name: "Decided posts" }).getByRole("listitem");
    await expect(decided).toHaveText(/accepted/);
    await draw(page, CODE[1], -90, 4);
    await expect(decided).toHaveText([/rejected/, /accepted/]);

    await page.evaluate(() => scrollTo(0, 300));
    const before = await page.evaluate(() => scrollY);
    await draw(page, CODE[2], 6, -200);
    await expect.poll(() => page.evaluate(() => scrollY)).toBeGreaterThan(before + 50);
    await expect(waiting(page)).toHaveCount(8);
  });
});

test("the list moves so that the eye can follow, and not at all for who asks for stillness", async ({ page }) => {
  await openTopic(page);
  const moves = (): Promise<number> => page.evaluate(() => document.getAnimations().length);
  await page.emulateMedia({ reducedMotion: "reduce" });
  await decide(page, MARKET[0], false);
  expect(await moves()).toBe(0);
  await page.emulateMedia({ reducedMotion: "no-preference" });
  const moved = page.evaluate(
    () =>
      new Promise<number[]>((resolve) => {
        const list = document.querySelector("[aria-label='Posts that wait']");
        const animate = Element.prototype.animate;
        const durations: number[] = [];
        Element.prototype.animate = function (frames, options) {
          if (list?.contains(this) && typeof options === "object") durations.push(Number(options.duration));
          return animate.call(this, frames, options);
        };
        setTimeout(() => resolve(durations), 1500);
      }),
  );
  await decide(page, MARKET[1], false);
  const durations = await moved;
  expect(durations.length).toBeGreaterThan(0);
  expect(Math.max(...durations)).toBeLessThanOrEqual(200);
});
