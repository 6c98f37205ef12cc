import { readFile } from "node:fs/promises";
import type { Locator, Page } from "@playwright/test";
import { CsvParser } from "../../lib/csv";
import { expect, test } from "./fixtures";
import { forecasted, runLine, titleField } from "./pages";

const LOADING = { timeout: 60_000 };
const TITLES = [
  "Show HN: A spreadsheet in 10 KB of JavaScript",
  "Why SQLite is all you need",
  "A quarterly update from our growth team",
  "The unreasonable effectiveness of plain text",
];
/** A table with every kind of row that is not as expected. */
const TABLE = [
  "id,Headline,Link,Time",
  '1,"Red, white, and SQLite",https://www.sqlite.org/,2020-01-03 14:30',
  "2,=HYPERLINK(1),,2020-01-03T15:00:00Z",
  "3,,https://example.com,",
  "4,A title, with a comma,https://example.com,2020-01-03",
  "5,-5 degrees outside,no link,yesterday",
  '6,"A title that never ends,,',
  "7,Swallowed,,",
].join("\n");

async function openMany(page: Page, fragment = ""): Promise<void> {
  await page.goto(`./many/${fragment}`);
  await expect(runLine(page)).toBeVisible(LOADING);
}

async function paste(page: Page, text: string): Promise<void> {
  await page.getByLabel("Titles, one on each line, or a table").fill(text);
  await page.getByRole("button", { name: "Score the list" }).click();
}

async function choose(page: Page, text: string, name = "posts.csv"): Promise<void> {
  const file = { name, mimeType: "text/csv", buffer: Buffer.from(text) };
  await page.getByLabel("Choose a file").setInputFiles(file);
}

/** Lets a file fall on the page, which is made there: so large ones need not travel. */
async function drop(page: Page, rows: number, name: string): Promise<void> {
  const dropped = await page.evaluateHandle(
    ([count, called]) => {
      const lines = Array.from({ length: count }, (_, i) => `Why the engine number ${i} is all you need`);
      const transfer = new DataTransfer();
      transfer.items.add(new File([lines.join("\n")], called));
      return transfer;
    },
    [rows, name] as const,
  );
  await page.getByRole("main").dispatchEvent("dragover", { dataTransfer: dropped });
  await expect(page.getByText("Drop it to read it")).toBeVisible();
  await page.getByRole("main").dispatchEvent("drop", { dataTransfer: dropped });
  await expect(page.getByText("Drop it to read it")).toHaveCount(0);
}

function grid(page: Page): Locator {
  return page.getByRole("grid", { name: "Titles" });
}

/** The row at a position of the table, from 0. */
function row(page: Page, position: number): Locator {
  return grid(page).locator(`[aria-rowindex="${position + 2}"]`);
}

/** What a column holds in the rows in sight, from the top. */
function column(page: Page, name: string): Promise<string[]> {
  return grid(page).evaluate((table, wanted) => {
    const heads = [...table.querySelectorAll("[role=columnheader]")];
    const at = heads.findIndex((head) => head.textContent?.startsWith(wanted));
    return [...table.querySelectorAll("[role=row][aria-rowindex]:not([aria-rowindex='1'])")]
      .sort((a, b) => Number(a.getAttribute("aria-rowindex")) - Number(b.getAttribute("aria-rowindex")))
      .map((line) => line.querySelectorAll("[role=gridcell]")[at]?.textContent ?? "");
  }, name);
}

const numbers = (texts: readonly string[]): number[] => texts.map((text) => Number(text.replace(/[,%<>]/g, "")));
const down = (values: readonly number[]): number[] => [...values].sort((a, b) => b - a);

async function scored(page: Page, count: string, patience = LOADING): Promise<void> {
  await expect(page.getByText(`${count} scored.`)).toBeVisible(patience);
  await expect(row(page, 0)).toBeVisible();
}

test("pasted titles are scored at once, best first, and Enter opens one on the score page, with the same forecast", async ({
  page,
  context,
}) => {
  await openMany(page);
  await paste(page, TITLES.join("\n"));
  await scored(page, "4 titles");
  const expected = numbers(await column(page, "Expected"));
  expect(expected).toHaveLength(4);
  expect(expected).toEqual(down(expected));
  expect((await column(page, "Title")).sort()).toEqual([...TITLES].sort());

  await grid(page).focus();
  await page.keyboard.press("ArrowDown");
  await expect(row(page, 1)).toHaveAttribute("aria-selected", "true");
  const title = (await column(page, "Title"))[1];
  const range = (await column(page, "Likeliest"))[1];
  const [tab] = await Promise.all([context.waitForEvent("page"), page.keyboard.press("Enter")]);
  await expect(titleField(tab)).toHaveValue(title, LOADING);
  await expect(runLine(tab)).toBeVisible(LOADING);
  expect(await forecasted(tab)).toContain(`${range} points`);
  await expect(grid(page)).toBeVisible();
});

test("a table's columns are guessed, and chosen otherwise by keyboard and by pointer", async ({ page }) => {
  await openMany(page);
  await choose(page, "a,Headline,b\nnot this,Why SQLite,that one\n");
  const title = page.getByRole("combobox", { name: "Title", exact: true });
  await expect(title).toHaveValue("1");
  await expect(page.getByRole("columnheader", { name: "Title Headline" })).toBeVisible();
  await title.focus();
  await page.keyboard.press("ArrowDown");
  await expect(title).toHaveValue("2");
  await expect(page.getByRole("columnheader", { name: "Title b" })).toBeVisible();
  await title.selectOption("a");
  await page.getByRole("button", { name: "Score 1 row" }).focus();
  await page.keyboard.press("Enter");
  await scored(page, "1 title");
  expect(await column(page, "Title")).toEqual(["not this"]);

  await page.getByRole("button", { name: "Change the columns" }).click();
  await expect(title).toHaveValue("0");
  await page.getByLabel("The first row names the columns").click();
  await expect(page.getByLabel("The first row names the columns")).not.toBeChecked();
  await expect(page.getByText("2 rows. Which column is what?")).toBeVisible();
  await page.getByLabel("Columns are parted by").selectOption("None: a title on each line");
  await expect(page.getByRole("columnheader")).toHaveCount(1);
  await page.getByRole("button", { name: "Score 2 rows" }).click();
  await scored(page, "2 titles");
  expect((await column(page, "Title")).sort()).toEqual(["a,Headline,b", "not this,Why SQLite,that one"]);
});

test("rows that are not as expected are listed by line, and the download holds the others, defused", async ({
  page,
}) => {
  await openMany(page);
  await choose(page, TABLE);
  await page.getByRole("button", { name: "Score 5 rows" }).click();
  await scored(page, "3 titles");
  const problems = page.getByRole("region", { name: "Not as expected" });
  await expect(problems).toContainText("5 not as expected, 2 rows left out");
  await expect(problems.getByRole("listitem")).toHaveText([
    /^Line 4: expected a title, found none; left out$/,
    /^Line 5: expected 4 cells, found 5/,
    /^Line 6: expected a link or a site, found “no link”; scored without it$/,
    /^Line 6: expected a time such as .*, found “yesterday”; scored without it$/,
    /^Line 7: a quotation mark opens here and never closes; nothing after it was read$/,
  ]);

  await page.getByRole("button", { name: "Line" }).click();
  await expect(page.getByRole("columnheader", { name: "Line" })).toHaveAttribute("aria-sort", "ascending");
  await expect.poll(() => column(page, "Line")).toEqual(["2", "3", "6"]);
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name: "Download all 3 titles" }).click(),
  ]);
  expect(download.suggestedFilename()).toBe("posts-scored.csv");
  const bytes = await readFile(await download.path());
  expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
  const parser = new CsvParser(",");
  const [names, ...rows] = [...parser.push(bytes.toString("utf8").slice(1)), ...parser.finish()];
  expect(names.slice(0, 8)).toEqual([
    "id",
    "Headline",
    "Link",
    "Time",
    "expected_score",
    "p10_score",
    "p90_score",
    "p_at_least_100",
  ]);
  expect(rows.map(([, title]) => title)).toEqual(["Red, white, and SQLite", "'=HYPERLINK(1)", "'-5 degrees outside"]);
  const shown = numbers(await column(page, "Expected"));
  for (const [i, cells] of rows.entries()) {
    const [expected, low, high, chance] = cells.slice(4, 8).map(Number);
    expect(Math.abs(expected - shown[i])).toBeLessThanOrEqual(Math.max(0.5, expected * 0.05));
    expect(low).toBeLessThan(expected);
    expect(high).toBeGreaterThan(expected);
    expect(chance).toBeGreaterThan(0);
    expect(cells[9]).toMatch(/^[\w.-]+$/);
  }
});

test("rows are ordered by any column and filtered by text and by what they promise, and what is shown is what is saved", async ({
  page,
}) => {
  await openMany(page);
  await paste(page, TITLES.join("\n"));
  await scored(page, "4 titles");
  for (const name of ["Low", "High", "100+"]) {
    await page.getByRole("columnheader", { name }).getByRole("button").click();
    await expect(page.getByRole("columnheader", { name })).toHaveAttribute("aria-sort", "descending");
    await expect.poll(async () => numbers(await column(page, name))).toEqual(down(numbers(await column(page, name))));
  }
  await page.getByRole("columnheader", { name: "Title" }).getByRole("button").press("Enter");
  await expect.poll(() => column(page, "Title")).toEqual([...TITLES].sort());

  await page.getByLabel("Holding these letters").fill("sqlite");
  await expect.poll(() => column(page, "Title")).toEqual([TITLES[1]]);
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name: "Download this title" }).click(),
  ]);
  const saved = (await readFile(await download.path(), "utf8")).trimEnd().split("\n");
  expect(saved).toHaveLength(2);
  expect(saved[1]).toContain(TITLES[1]);

  await page.getByLabel("Holding these letters").fill("no such words");
  await expect(page.getByText("No title is like that.")).toBeVisible();
  await page.getByLabel("Holding these letters").fill("");
  await expect.poll(() => column(page, "Title")).toHaveLength(4);
  const all = numbers(await column(page, "Expected"));
  const least = down(all)[1];
  await page.getByLabel("Expected at least").fill(String(least));
  await expect.poll(async () => (await column(page, "Title")).length).toBeLessThan(4);
  expect(Math.min(...numbers(await column(page, "Expected")))).toBeGreaterThanOrEqual(least - 1);
  await page.getByLabel("Expected at least").fill("");

  await page.getByLabel("Of reaching points").fill("10");
  await expect(page.getByRole("columnheader", { name: "10+" })).toBeVisible();
  await page.getByLabel("Chance at least, in %").fill("99");
  await expect(page.getByText("No title is like that.")).toBeVisible();
  await expect(page).toHaveURL(/#reach=10/);
});

test("a hundred thousand titles: dropped, walked by keys, cancelled with what is there, and scored to the end", async ({
  page,
}) => {
  test.setTimeout(300_000);
  await openMany(page);
  await drop(page, 100_500, "many.txt");
  await expect(row(page, 0)).toBeVisible(LOADING);
  await page.getByRole("button", { name: "Cancel" }).click();
  await expect(page.getByText(/Stopped after [\d,]+ of 100,000 rows; those are kept/)).toBeVisible(LOADING);
  const kept = Number(await grid(page).getAttribute("aria-rowcount")) - 1;
  expect(kept).toBeGreaterThan(0);
  expect(kept).toBeLessThan(100_000);

  await page.getByRole("button", { name: "Score them all" }).click();
  await scored(page, "100,000 titles", { timeout: 180_000 });
  await expect(page.getByText("It holds more than is scored at once")).toBeVisible();
  await expect(grid(page)).toHaveAttribute("aria-rowcount", "100001");
  expect(await grid(page).getByRole("row").count()).toBeLessThan(60);

  await page.getByRole("columnheader", { name: "Line" }).getByRole("button").click();
  await expect(row(page, 0)).toContainText("number 0 is");
  await grid(page).focus();
  const active = async (): Promise<string> => {
    const id = await grid(page).getAttribute("aria-activedescendant");
    return (await page.locator(`[id="${id}"]`).getByRole("gridcell").nth(1).textContent()) ?? "";
  };
  await page.keyboard.press("End");
  await expect.poll(active).toContain("number 99999 ");
  await expect(row(page, 99_999)).toBeInViewport();
  await page.keyboard.press("ArrowUp");
  await expect.poll(active).toContain("number 99998 ");
  await page.keyboard.press("PageUp");
  await expect.poll(active).toMatch(/number 9999\d |number 9998\d /);
  await page.keyboard.press("Home");
  await expect.poll(active).toContain("number 0 ");
  await page.keyboard.press("PageDown");
  await expect.poll(active).toMatch(/number [1-9]\d? /);
  await grid(page).evaluate((table) => table.scrollTo({ top: 64 * 50_000 }));
  await expect(row(page, 50_000)).toContainText("number 50000 is");

  await page.getByLabel("Holding these letters").fill("number 77777 ");
  await expect.poll(() => column(page, "Line")).toEqual(["77,778"]);
});

test("another community scores the list again, and rows that name none count as the chosen one", async ({ page }) => {
  await openMany(page);
  await choose(page, "title,subreddit\nA photo of my cat,\nA photo of my dog,aww\n");
  await page.getByRole("button", { name: "Score 2 rows" }).click();
  await scored(page, "2 titles");
  const before = await column(page, "Expected");
  await page.getByRole("radio", { name: "Reddit" }).check({ force: true });
  await expect.poll(() => column(page, "Expected"), LOADING).not.toEqual(before);
  await page.getByRole("combobox", { name: "Subreddit" }).fill("pics");
  await page.keyboard.press("Enter");
  await expect(page.getByText("Rows that name none count as r/pics.")).toBeVisible();
  await expect.poll(async () => (await column(page, "Place")).sort(), LOADING).toEqual(["r/aww", "r/pics"]);
  await expect(page).toHaveURL(/for=reddit&community=pics/);
});

test("what is no list is refused in words; a file of Excel's text export is read", async ({ page }) => {
  await openMany(page);
  const alarm = page.getByRole("main").getByRole("alert");
  const zip = Buffer.from([0x50, 0x4b, 3, 4, 20, 0, 6, 0, 8, 0, 0, 0, 33, 0]);
  await page.getByLabel("Choose a file").setInputFiles({ name: "a.xlsx", mimeType: "text/csv", buffer: zip });
  await expect(alarm).toContainText("it is a spreadsheet or an archive; save the sheet as CSV", LOADING);
  await choose(page, "title,link\n");
  await expect(alarm).toContainText("there is no row in it");
  const utf16 = Buffer.from("\uFEFFtitle\tlink\r\nNaïve émigrés\thttps://example.com\r\n", "utf16le");
  await page.getByLabel("Choose a file").setInputFiles({ name: "a.txt", mimeType: "text/plain", buffer: utf16 });
  await expect(page.getByText("It is in UTF-16, and was read as such.")).toBeVisible();
  await expect(alarm).toHaveCount(0);
  await expect(page.getByRole("cell", { name: "Naïve émigrés" })).toBeVisible();
});

test("the list stays for as long as the page does, in this browser alone", async ({ page, outside }) => {
  await openMany(page);
  await paste(page, TITLES.join("\n"));
  await scored(page, "4 titles");
  for (const worker of page.workers()) await worker.evaluate(() => self.close());
  await scored(page, "4 titles");

  await page.getByRole("link", { name: "Words" }).click();
  await expect(page.getByRole("combobox", { name: "Word" })).toBeVisible();
  await page.getByRole("link", { name: "Many" }).click();
  await scored(page, "4 titles");
  expect(outside.requests.filter((request) => request !== "www.google.com:443")).toEqual([]);
  expect(page.url()).not.toContain("SQLite");

  await page.getByRole("button", { name: "Take another list" }).click();
  await expect(page.getByRole("button", { name: "Try a sample" })).toBeVisible();
  await page.getByRole("button", { name: "Try a sample" }).click();
  await page.getByRole("button", { name: "Score 24 rows" }).click();
  await scored(page, "22 titles");
  await page.reload();
  await expect(page.getByRole("button", { name: "Try a sample" })).toBeVisible();
});

for (const width of [360, 1280]) {
  test(`nothing sticks out sideways at any stage, ${width} px wide`, async ({ page }) => {
    await page.setViewportSize({ width, height: 800 });
    const overflow = () => page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    await openMany(page, "#for=reddit");
    expect(await overflow()).toBeLessThanOrEqual(0);
    const long = "Wordwithoutanyspaces".repeat(20);
    await choose(page, `title,subreddit,link\n${long},pics,https://${"a".repeat(60)}.com\nA b c,,\n`, `${long}.csv`);
    await expect(page.getByRole("button", { name: "Score 2 rows" })).toBeVisible(LOADING);
    expect(await overflow()).toBeLessThanOrEqual(0);
    await page.getByRole("button", { name: "Score 2 rows" }).click();
    await scored(page, "2 titles");
    expect(await overflow()).toBeLessThanOrEqual(0);
    for (const cell of await row(page, 0).getByRole("gridcell").filter({ visible: true }).all()) {
      const clipped = await cell.evaluate((box) => box.scrollWidth - box.clientWidth);
      expect(clipped).toBeLessThanOrEqual(0);
    }
    // On a phone a row has two lines, its numbers under its title.
    const cells = row(page, 0).getByRole("gridcell").filter({ visible: true });
    const title = await cells.filter({ has: page.getByRole("link") }).boundingBox();
    const last = await cells.last().boundingBox();
    if (width === 360) expect(last?.y).toBeGreaterThan((title?.y ?? 0) + 10);
    else expect(last?.x).toBeGreaterThan((title?.x ?? 0) + (title?.width ?? 0));
  });
}
