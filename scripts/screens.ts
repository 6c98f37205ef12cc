import type { Page } from "@playwright/test";

/** A state of a page that someone can meet. */
export interface Screen {
  /** Fit for a file's name. */
  readonly name: string;
  /** Brings a fresh page there. `base` ends in `/`; a reader's clock and network may be changed. */
  readonly show: (page: Page, base: string) => Promise<void>;
}

const LOADING = { timeout: 30_000 };
const TITLE = "Show HN: A spreadsheet in 10 KB of JavaScript";
const LONG_TITLE =
  "My grandfather kept this map of the night sky in his workshop for forty years, and nobody ever asked him about it until last week, when we found the second one behind the wall";

/** Three wordings of one title. */
const VERSIONS = [
  "Show HN: A spreadsheet in 10 KB of JavaScript",
  "I wrote a spreadsheet in 10 KB of JavaScript, with formulas and no dependencies",
  "A tiny spreadsheet",
];

/** Posts of one who reads of databases and compilers, and not of money; those with a mark have been decided. */
const POSTS: readonly (readonly [title: string, mark?: "accept" | "reject"])[] = [
  ["How a query planner estimates the cost of a join"],
  ["Crypto exchange files for bankruptcy, customers wait", "reject"],
  ["A visual guide to B-trees and why databases love them", "accept"],
  ["Stablecoin loses its peg after audit questions"],
  ["Show HN: A borrow checker explainer", "accept"],
  ["Query optimisation in DuckDB: pushing down filters", "accept"],
  ["Bitcoin miners move to hydropower as prices slide", "reject"],
  ["The memoir of a lighthouse keeper in the Faroe Islands"],
  ["Compiler explorer now supports Zig and Odin", "accept"],
  ["Ethereum wallet drained through a browser extension", "reject"],
  ["Writing a database from scratch in Go", "accept"],
  ["Token launch raises 40 million in nine minutes", "reject"],
  ["Understanding garbage collection in OCaml 5", "accept"],
  ["Twelve walks along the Norwegian coast", "reject"],
  ["Postgres 19 adds columnar storage to the planner"],
  ["Bitcoin treasury companies face margin calls"],
  ["Ask HN: What database do you run on your own hardware?", "accept"],
  ["Fermented hot sauce, four ways", "reject"],
];

/** Every state that is designed, for the screenshots and for the accessibility tests. */
export const SCREENS: readonly Screen[] = [
  { name: "score-empty", show: score({}) },
  { name: "score-forecast", show: score({ title: TITLE, site: "github.com" }) },
  { name: "score-any-submission", show: score({ title: TITLE, site: "github.com", odds: "any" }) },
  { name: "score-reddit-long", show: score({ title: LONG_TITLE, for: "reddit", community: "pics" }) },
  { name: "score-unknown-words", show: score({ title: "Zxqvwol blorptangle fnordwickery qwxzjk" }) },
  { name: "score-old-link", show: score({ title: "SQLite is all you need", release: "older-1" }) },
  { name: "score-word", show: showWord },
  { name: "score-hour", show: showHour },
  { name: "score-subreddits", show: showSubreddits },
  {
    name: "score-time",
    show: after(score({ title: TITLE }), (page) => page.getByRole("button", { name: /^Time/ }).click()),
  },
  {
    name: "score-link",
    show: after(score({ title: TITLE }), (page) => page.getByRole("button", { name: /^Link/ }).click()),
  },
  { name: "score-rewrites", show: showRewrites },
  { name: "score-rewritten", show: after(showRewrites, takeRewrite) },
  { name: "score-versions", show: showVersions },
  { name: "score-versions-brought", show: after(showVersions, bringVersions) },
  { name: "score-share", show: after(score({ title: TITLE, site: "github.com" }), openShare) },
  { name: "score-share-versions", show: after(showVersions, openShare) },
  { name: "score-details", show: showDetails },
  { name: "score-offline", show: after(score({ title: TITLE }), (page) => page.context().setOffline(true)) },
  { name: "score-loading", show: showLoading },
  { name: "score-failed", show: showFailure },
  {
    name: "keys",
    show: after(score({}), (page) => page.getByRole("button", { name: "Keyboard shortcuts" }).click()),
  },
  { name: "embed", show: showEmbed({ title: LONG_TITLE, for: "reddit", community: "pics", reach: "1000" }) },
  { name: "embed-empty", show: showEmbed({}) },
  { name: "words-empty", show: words({}) },
  { name: "words-neighbours", show: words({ word: "coffee" }) },
  { name: "words-unknown", show: words({ word: "cofffee" }) },
  { name: "many-empty", show: showMany },
  { name: "many-drop", show: after(showMany, hoverFile) },
  { name: "many-columns", show: after(showMany, takeSample) },
  { name: "many-scored", show: after(after(showMany, takeSample), scoreSample) },
  { name: "many-loading", show: showManyLoading },
  { name: "many-failed", show: after(showMany, refuseFile) },
  { name: "models", show: models({}) },
  { name: "models-reddit", show: models({ for: "reddit" }) },
  { name: "feed-empty", show: showFeed },
  { name: "feed-new", show: after(showFeed, addPosts) },
  { name: "feed-learnt", show: after(after(showFeed, addPosts), decidePosts) },
  { name: "feed-failed", show: after(showFeed, failToImport) },
  { name: "not-found", show: async (page, base) => void (await page.goto(`${base}nowhere/`)) },
];

function score(fields: Readonly<Record<string, string>>): Screen["show"] {
  return async (page, base) => {
    await page.goto(`${base}#${new URLSearchParams(fields)}`);
    await page.locator("summary").waitFor(LOADING);
    if (!fields.title) return;
    await page.getByText("Most likely").first().waitFor(LOADING);
    // Rewrites come last.
    await page.getByRole("heading", { name: "What to change" }).waitFor(LOADING);
    await page.getByText("Trying it in other words.").waitFor({ state: "hidden", ...LOADING });
  };
}

function words(fields: Readonly<Record<string, string>>): Screen["show"] {
  return async (page, base) => {
    await page.goto(`${base}words/#${new URLSearchParams(fields)}`);
    await page.getByText(/^Cosine/).waitFor(LOADING);
    if (fields.word) await page.getByText(/^Nearest to|^The vectors have no word/).waitFor(LOADING);
  };
}

function models(fields: Readonly<Record<string, string>>): Screen["show"] {
  return async (page, base) => {
    await page.goto(`${base}models/#${new URLSearchParams(fields)}`);
    await page.getByRole("img").first().waitFor(LOADING);
    // Curves are drawn when one comes near them.
    for (const figure of await page.getByRole("img").all()) await figure.scrollIntoViewIfNeeded();
    await page.locator("path.recharts-line-curve").first().waitFor(LOADING);
    await page.getByRole("heading", { level: 1 }).scrollIntoViewIfNeeded();
  };
}

function after(show: Screen["show"], act: (page: Page) => Promise<void>): Screen["show"] {
  return async (page, base) => {
    await show(page, base);
    await act(page);
  };
}

async function showWord(page: Page, base: string): Promise<void> {
  await score({ title: TITLE, site: "github.com", author: "pg" })(page, base);
  await page.getByRole("button", { name: /^spreadsheet/ }).focus();
  await page.getByText(/^Nearest words: ./).waitFor(LOADING);
}

async function showHour(page: Page, base: string): Promise<void> {
  await score({ title: TITLE, time: "2026-11-08T14:00Z" })(page, base);
  await page.getByText(/^Best/).waitFor(LOADING);
  await page.getByRole("gridcell", { selected: true }).focus();
  await page.keyboard.press("ArrowUp");
}

async function showRewrites(page: Page, base: string): Promise<void> {
  await score({ title: "Show HN: I built an amazing tool that finds bugs in your code" })(page, base);
  // The word vectors may be on the device already.
  const offer = page.getByRole("button", { name: /^Try other words too/ });
  const near = page.getByText(/similarity 0/).first();
  await offer.or(near).first().waitFor(LOADING);
  if (await offer.isVisible()) await offer.click();
  await near.waitFor(LOADING);
}

async function takeRewrite(page: Page): Promise<void> {
  await page.getByRole("list", { name: "Changes" }).getByRole("button").first().click();
  await page.getByRole("button", { name: "Undo" }).waitFor();
}

async function showSubreddits(page: Page, base: string): Promise<void> {
  await score({ for: "reddit" })(page, base);
  await page.getByRole("combobox", { name: "Subreddit" }).pressSequentially("p");
  await page.getByRole("option").first().waitFor();
  await page.keyboard.press("ArrowDown");
}

/** Keeps each version, deletes one, and goes on from another. */
async function showVersions(page: Page, base: string): Promise<void> {
  await score({ title: TITLE })(page, base);
  const title = page.getByLabel("Your title");
  for (const version of [...VERSIONS, "Spreadsheets"]) {
    await title.fill(version);
    await title.press("Control+Enter");
    await page.getByRole("button", { name: version, exact: true }).waitFor(LOADING);
  }
  await page.getByRole("button", { name: /^Delete ?: Spreadsheets$/ }).click();
  await title.fill("A spreadsheet in 10 KB");
  await page.getByText("The title above, not kept").waitFor(LOADING);
}

async function bringVersions(page: Page): Promise<void> {
  // The address follows typing when it settles; then a link takes its place.
  await page.waitForTimeout(700);
  const fields = [TITLE, "A spreadsheet for people in a hurry"].map((version) => ["version", version]);
  await page.evaluate(`location.assign("#${new URLSearchParams(fields)}")`);
  await page.getByText("This link brought 2 versions").waitFor(LOADING);
}

async function openShare(page: Page): Promise<void> {
  await page.getByRole("button", { name: /Share$/ }).click();
  await page.getByRole("button", { name: "Save the card" }).and(page.locator(":enabled")).waitFor(LOADING);
}

function showEmbed(fields: Readonly<Record<string, string>>): Screen["show"] {
  return async (page, base) => {
    await page.goto(`${base}embed/#${new URLSearchParams(fields)}`);
    await page.getByText(fields.title ? "Expect about" : "8 in 10 land between").waitFor(LOADING);
  };
}

async function showDetails(page: Page, base: string): Promise<void> {
  await score({ title: TITLE })(page, base);
  await page.locator("summary").click();
  await page.locator("path.recharts-area-area").waitFor(LOADING);
}

async function showLoading(page: Page, base: string): Promise<void> {
  // The files never come; closing the page ends the wait.
  await page.context().route("**/models/**/*.bin", () => {});
  await page.goto(`${base}#${new URLSearchParams({ title: TITLE })}`);
  await page.getByText(/^Fetching the model/).waitFor(LOADING);
  await page.locator("#sentence").waitFor(LOADING);
}

async function showFailure(page: Page, base: string): Promise<void> {
  await page.context().route("**/models/**", (route) => route.abort());
  await page.goto(`${base}#${new URLSearchParams({ title: TITLE })}`);
  await page.getByRole("button", { name: "Try again" }).waitFor(LOADING);
}

async function showMany(page: Page, base: string): Promise<void> {
  await page.goto(`${base}many/`);
  await page.locator("summary").waitFor(LOADING);
}

async function hoverFile(page: Page): Promise<void> {
  // As text: this folder knows no page's globals.
  const dataTransfer = await page.evaluateHandle(`(() => {
    const transfer = new DataTransfer();
    transfer.items.add(new File(["A title"], "titles.txt"));
    return transfer;
  })()`);
  await page.getByRole("main").dispatchEvent("dragover", { dataTransfer });
  await page.getByText("Drop it to read it").waitFor(LOADING);
}

async function takeSample(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Try a sample" }).click();
  await page.getByText("Which column is what?").waitFor(LOADING);
}

async function scoreSample(page: Page): Promise<void> {
  await page.getByRole("button", { name: /^Score/ }).click();
  await page.getByRole("gridcell").first().waitFor(LOADING);
  await page.getByRole("grid").focus();
  await page.keyboard.press("ArrowDown");
}

async function showManyLoading(page: Page, base: string): Promise<void> {
  await page.context().route("**/models/**/*.bin", () => {});
  await page.goto(`${base}many/`);
  await page.getByLabel("Titles, one on each line, or a table").fill("A title\nAnother title\n");
  await page.getByRole("button", { name: "Score the list" }).click();
  await page.getByText(/^Fetching the model/).waitFor(LOADING);
}

async function refuseFile(page: Page): Promise<void> {
  const file = { name: "posts.csv", mimeType: "text/csv", buffer: Buffer.from("title,link\n") };
  await page.getByLabel("Choose a file").setInputFiles(file);
  await page.getByText("there is no row in it").waitFor(LOADING);
}

async function showFeed(page: Page, base: string): Promise<void> {
  await page.goto(`${base}feed/`);
  await page.getByRole("button", { name: "Add", exact: true }).waitFor(LOADING);
  // The line under the masthead goes when the vectors have come.
  await page.locator("main > [aria-hidden] > *").waitFor({ state: "detached", ...LOADING });
}

async function addPosts(page: Page): Promise<void> {
  await page.getByLabel("Name of a new topic").fill("Databases");
  await page.getByLabel("Titles, one on each line").fill(POSTS.map(([title]) => title).join("\n"));
  await page.getByRole("button", { name: "Add", exact: true }).click();
  await page
    .getByText(/reach(es)? 100 points/)
    .first()
    .waitFor(LOADING);
}

async function decidePosts(page: Page): Promise<void> {
  for (const [title, mark] of POSTS) {
    if (mark === undefined) continue;
    const post = page.getByRole("list", { name: "Posts that wait" }).getByRole("listitem").filter({ hasText: title });
    await post.locator(`[data-decide=${mark}]`).click();
    await post.waitFor({ state: "detached" });
  }
  // As in the next visit, without the line on what was done last.
  await page.reload();
  await page
    .getByText(/^For it|^Against/)
    .first()
    .waitFor(LOADING);
  await page
    .getByText(/reach(es)? 100 points/)
    .first()
    .waitFor(LOADING);
}

async function failToImport(page: Page): Promise<void> {
  const file = { name: "topic.json", mimeType: "application/json", buffer: Buffer.from('{"format": "titlecast-t') };
  await page.getByLabel("Bring in a saved topic").setInputFiles(file);
  await page.getByText("so nothing was changed").waitFor(LOADING);
}
