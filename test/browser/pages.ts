import { type Browser, expect, type Locator, type Page } from "@playwright/test";

/** Loading a model on a busy machine. */
const LOADING = 30_000;
/** Longer than typing takes to settle into the address. */
export const SETTLED = 700;

export const TITLE = "Show HN: A spreadsheet in 10 KB of JavaScript";
/** Words that no model has seen. */
export const GIBBERISH = "Zxqvwol blorptangle fnordwickery qwxzjk";

/** Opens the score page and waits for its model. `fragment` is without `#`. */
export async function openScore(page: Page, fragment = "", query = ""): Promise<void> {
  await page.goto(`./${query}${fragment === "" ? "" : `#${fragment}`}`);
  await expect(runLine(page)).toBeVisible({ timeout: LOADING });
}

/** Opens the words page and waits for the vectors. */
export async function openWords(page: Page, fragment = ""): Promise<void> {
  await page.goto(`./words/${fragment === "" ? "" : `#${fragment}`}`);
  await expect(page.getByText(/^Cosine/)).toBeVisible({ timeout: LOADING });
}

/** The line that says what ran where; there as soon as the model is. */
export function runLine(page: Page): Locator {
  return page.locator("summary");
}

export function titleField(page: Page): Locator {
  return page.getByLabel("Your title");
}

export function sentence(page: Page): Locator {
  return page.locator("#sentence");
}

/** Waits for a forecast of what is typed. */
export async function forecasted(page: Page): Promise<string> {
  await expect(sentence(page)).toContainText("Most likely");
  return (await page.locator("#forecast").allInnerTexts()).join(" ").replace(/\s+/g, " ");
}

/** Percentages that the bars tell, in order; "under 1%" is 0. */
export async function barShares(page: Page): Promise<number[]> {
  const labels = await page
    .locator("[data-bar]")
    .evaluateAll((bars) => bars.map((bar) => bar.getAttribute("aria-label") ?? ""));
  return labels.map((label) => (label.includes("under 1%") ? 0 : Number(/: (\d+)%/.exec(label)?.[1])));
}

/** Where the page's parts stand, in pixels from its top. */
export async function places(page: Page, selectors: readonly string[]): Promise<number[]> {
  const tops = await page.evaluate(
    (list) =>
      list.map((selector) => (document.querySelector(selector)?.getBoundingClientRect().top ?? Number.NaN) + scrollY),
    selectors,
  );
  return tops.map(Math.round);
}

/** A page of another visitor: no history, no storage. */
export async function visitAnew(browser: Browser, url: string): Promise<Page> {
  const page = await (await browser.newContext()).newPage();
  await page.goto(url);
  return page;
}
