import type { Locator, Page } from "@playwright/test";
import { chanceToTop } from "../../lib/advice/compare";
import { toBuckets } from "../../lib/buckets";
import { VERSIONS_MAX } from "../../lib/permalink";
import { launchBlocked } from "./blocked";
import { expect, test } from "./fixtures";
import { barShares, forecasted, openScore, runLine, SETTLED, titleField, visitAnew } from "./pages";

const A = "Show HN: A spreadsheet in 10 KB of JavaScript";
const B = "I wrote a spreadsheet in 10 KB of JavaScript";
const C = "Zxqvwol blorptangle";

function section(page: Page): Locator {
  return page.getByRole("region", { name: "Which version" });
}

function rows(page: Page): Locator {
  return section(page).getByRole("listitem");
}

/** The one version in a place. */
function placed(page: Page, place: string): Locator {
  return rows(page).filter({ has: page.getByText(place, { exact: true }) });
}

/** The titles kept, in the order shown. */
function titles(page: Page): Promise<string[]> {
  return section(page).locator("[data-part=title]").allTextContents();
}

/** What can be done with a version. */
function act(page: Page, name: string, title: string): Locator {
  return section(page).getByRole("button", { name: new RegExp(`^${name} ?: ${title}$`) });
}

async function keepByKey(page: Page, ...versions: string[]): Promise<void> {
  for (const version of versions) {
    await titleField(page).fill(version);
    await titleField(page).press("Control+Enter");
    await expect(section(page).getByRole("button", { name: version, exact: true })).toBeVisible();
  }
}

/** The list that this browser keeps for the next visit. */
function kept(page: Page): Promise<unknown> {
  return page.evaluate(async () => {
    // Opening makes a database where there is none: the page's own must be the first.
    const made = await indexedDB.databases();
    if (!made.some(({ name }) => name === "titlecast-score")) return null;
    return new Promise((resolve, reject) => {
      const opening = indexedDB.open("titlecast-score");
      opening.onerror = reject;
      opening.onsuccess = () => {
        const reading = opening.result.transaction("kept").objectStore("kept").get("versions");
        reading.onerror = reject;
        reading.onsuccess = () => {
          opening.result.close();
          resolve(reading.result);
        };
      };
    });
  });
}

function linkTo(...versions: string[]): string {
  return String(new URLSearchParams(versions.map((version) => ["version", version])));
}

test("versions are kept by key and by button, ranked, and there again in the next visit", async ({ page }) => {
  test.slow();
  await openScore(page);
  await expect(section(page)).toContainText("Keep a title here");
  const keep = section(page).getByRole("button", { name: "Keep this version" });
  await expect(keep).toBeDisabled();

  await titleField(page).fill(A);
  await keep.click();
  await expect(page.getByRole("status").filter({ hasText: "Version 1 kept" })).toBeVisible();
  await expect(keep).toBeDisabled();
  // There is nobody to be before.
  await expect(rows(page)).toContainText([/^Show HN.*Expect about/]);

  await keepByKey(page, B);
  await titleField(page).fill("");
  await expect(placed(page, "1st")).toContainText(/beats the other in about [5-9] of 10/);
  await expect(placed(page, "2nd")).toContainText(/beats the 1st in about \d of 10/);
  await expect(section(page)).toContainText("share their luck");

  await expect.poll(() => kept(page)).toEqual([A, B]);
  await page.goto("./words/");
  await openScore(page);
  await expect(rows(page)).toHaveCount(2);
  expect(await titles(page)).toEqual([A, B]);
});

test("what is said of two versions is what their distributions give", async ({ page }) => {
  await openScore(page, "time=any");
  const distributions = [];
  for (const version of [A, C]) {
    await keepByKey(page, version);
    await forecasted(page);
    await expect(rows(page).filter({ hasText: version })).toContainText("Expect about");
    const shares = await barShares(page);
    distributions.push(
      toBuckets(
        shares.map((_, i) => 10 ** (i / 2)),
        shares.map((share) => share / 100),
      ),
    );
  }
  const [a, b] = distributions;
  const second = (await placed(page, "2nd").textContent()) ?? "";
  const chance = second.includes(A) ? chanceToTop(a, b) : chanceToTop(b, a);
  // Shares are told in whole percents, frequencies in whole tenths.
  const said = Number(/beats the 1st in about (\d) of 10/.exec(second)?.[1]) / 10;
  expect(Math.abs(said - chance)).toBeLessThan(0.08);
});

test("a title kept before the page knows what is kept already joins it", async ({ page, context }) => {
  test.slow();
  await openScore(page);
  await keepByKey(page, A);
  await expect.poll(() => kept(page)).toEqual([A]);
  await page.goto("about:blank");
  let release = (): void => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  await context.route("**/models/**/manifest.json", async (route) => {
    await held;
    await route.continue();
  });
  await page.goto("./");
  // The page lives.
  await expect(titleField(page)).toBeFocused({ timeout: 30_000 });
  await titleField(page).fill(B);
  await titleField(page).press("Control+Enter");
  release();
  await expect(rows(page)).toHaveCount(2, { timeout: 30_000 });
  expect(await titles(page)).toEqual([A, B]);
});

test("the title above is ranked among them as one types, and marked once it is kept", async ({ page }) => {
  await openScore(page);
  await keepByKey(page, A, C);
  await titleField(page).fill("Show HN: A spreadsheet in 11 KB of JavaScript");
  await expect(section(page)).toContainText("The title above, not kept");
  await expect(section(page)).toContainText("3rd");
  await titleField(page).fill(C);
  await expect(section(page)).not.toContainText("not kept");
  await expect(rows(page).filter({ hasText: C })).toContainText("The title above");
  await expect(section(page).getByRole("button", { name: C, exact: true })).toHaveAttribute("aria-current", "true");
});

test("by keyboard: walk, move, delete, undo and write on", async ({ page }) => {
  test.slow();
  await openScore(page);
  await keepByKey(page, A, B, C);
  const at = (title: string): Locator => section(page).getByRole("button", { name: title, exact: true });
  await at(A).focus();
  await page.keyboard.press("ArrowDown");
  await expect(at(B)).toBeFocused();
  await page.keyboard.press("Alt+ArrowDown");
  await expect.poll(() => titles(page)).toEqual([A, C, B]);
  await expect(at(B)).toBeFocused();
  await expect(page.getByRole("status").filter({ hasText: "Now number 3 of 3" })).toBeVisible();
  await page.keyboard.press("Alt+ArrowUp");
  await page.keyboard.press("Alt+ArrowUp");
  await expect.poll(() => titles(page)).toEqual([B, A, C]);

  await page.keyboard.press("Delete");
  await expect.poll(() => titles(page)).toEqual([A, C]);
  await expect(at(A)).toBeFocused();
  await page.keyboard.press("Delete");
  await expect.poll(() => titles(page)).toEqual([C]);
  const undo = section(page).getByRole("button", { name: "Undo" });
  await undo.press("Enter");
  await expect.poll(() => titles(page)).toEqual([A, C]);
  await undo.press("Enter");
  await expect.poll(() => titles(page)).toEqual([B, A, C]);
  await expect(undo).toHaveCount(0);

  await at(B).press("Enter");
  await expect(titleField(page)).toHaveValue(B);
  await expect(titleField(page)).toBeFocused();
});

test("by pointer: move, copy, delete, sort, and write on with the way back", async ({ page, context }) => {
  test.slow();
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await openScore(page);
  await keepByKey(page, C, A, B);
  await expect(act(page, "Up", C)).toBeDisabled();
  await expect(act(page, "Down", B)).toBeDisabled();
  await act(page, "Up", A).click();
  await expect.poll(() => titles(page)).toEqual([A, C, B]);
  // Up is of no more use there.
  await expect(section(page).getByRole("button", { name: A, exact: true })).toBeFocused();
  await act(page, "Down", A).click();
  await expect.poll(() => titles(page)).toEqual([C, A, B]);

  await act(page, "Copy", A).click();
  await expect(rows(page).filter({ hasText: "Copied" })).toHaveCount(1);
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(A);

  await section(page).getByRole("button", { name: "Sort, best first" }).click();
  await expect(rows(page).first()).toContainText(/^1st/);
  await expect(rows(page).last()).toContainText(/^3rd/);
  await expect(section(page).getByRole("button", { name: "Sort, best first" })).toHaveCount(0);

  await titleField(page).fill("Something else that is not kept");
  await section(page).getByRole("button", { name: A, exact: true }).click();
  await expect(titleField(page)).toHaveValue(A);
  await page.goBack();
  await expect(titleField(page)).toHaveValue("Something else that is not kept");
  expect(await titles(page)).toHaveLength(3);
});

test("the longer span is the wider forecast, on the axis that all share", async ({ page }) => {
  await openScore(page);
  await keepByKey(page, A, C);
  await titleField(page).fill("");
  await expect(rows(page).locator("[data-span]")).toHaveCount(2);
  for (const title of [A, C]) {
    const row = rows(page).filter({ hasText: title });
    const [, low, high] = /between ([\d,]+) and ([\d,]+)/.exec((await row.textContent()) ?? "") ?? [];
    const decades = Math.log10(Number(high.replace(",", "")) / Number(low.replace(",", "")));
    const share = await row.locator("svg").evaluate((drawing) => {
      const span = drawing.querySelector("[data-span]")?.getBoundingClientRect().width ?? 0;
      return span / drawing.getBoundingClientRect().width;
    });
    // The axis runs from 1 to 3,162; the row says two digits.
    expect(share).toBeGreaterThan((decades / 3.5) * 0.9 - 0.03);
    expect(share).toBeLessThan((decades / 3.5) * 1.1 + 0.03);
  }
});

test("another community forecasts them anew", async ({ page }) => {
  await openScore(page);
  await keepByKey(page, A, B);
  const before = await rows(page).first().textContent();
  await page.getByRole("radio", { name: "Reddit" }).check({ force: true });
  await expect(rows(page).first()).not.toHaveText(before ?? "", { timeout: 30_000 });
  await expect(rows(page).first()).toContainText("Expect about");
});

test("a link carries the list to another reader", async ({ page, browser }) => {
  test.slow();
  await openScore(page);
  await keepByKey(page, A, "C++ & <b>émigrés</b> 🚀 #1");
  await page.waitForTimeout(SETTLED);
  const other = await visitAnew(browser, page.url());
  await expect(rows(other)).toHaveCount(2, { timeout: 30_000 });
  expect(await titles(other)).toEqual([A, "C++ & <b>émigrés</b> 🚀 #1"]);
  // Looking at a link keeps nothing of it.
  await other.goto(new URL("./", page.url()).href.split("#")[0]);
  await other.goto("about:blank");
  await other.goto(page.url().split("#")[0]);
  await expect(section(other)).toContainText("Keep a title here", { timeout: 30_000 });
  await other.context().close();
});

test.describe("a link's list beside one's own", () => {
  test.slow();
  const LINK = linkTo(A, C);

  test.beforeEach(async ({ page }) => {
    await openScore(page);
    await keepByKey(page, A, B);
    await expect.poll(() => kept(page)).toEqual([A, B]);
    await page.goto("about:blank");
    await openScore(page, LINK);
    await expect(section(page)).toContainText("This link brought 2 versions; your own 2 are still kept.");
  });

  async function reopen(page: Page): Promise<string[]> {
    await page.goto("about:blank");
    await openScore(page);
    await expect(rows(page).first()).toBeVisible();
    return titles(page);
  }

  test("wins, and changing it does not touch one's own", async ({ page }) => {
    expect(await titles(page)).toEqual([A, C]);
    await act(page, "Delete", A).click();
    await expect.poll(() => titles(page)).toEqual([C]);
    expect(await reopen(page)).toEqual([A, B]);
  });

  test("may be left for one's own, and come back to", async ({ page }) => {
    await section(page).getByRole("button", { name: "Show mine" }).click();
    await expect.poll(() => titles(page)).toEqual([A, B]);
    await expect(section(page)).not.toContainText("This link brought");
    await page.goBack();
    await expect.poll(() => titles(page)).toEqual([A, C]);
    expect(await reopen(page)).toEqual([A, B]);
  });

  test("may join one's own", async ({ page }) => {
    await section(page).getByRole("button", { name: "Add these to mine" }).click();
    await expect.poll(() => titles(page)).toEqual([A, B, C]);
    await expect.poll(() => kept(page)).toEqual([A, B, C]);
    expect(await reopen(page)).toEqual([A, B, C]);
  });

  test("may take its place", async ({ page }) => {
    await section(page).getByRole("button", { name: "Keep these instead of mine" }).click();
    await expect(section(page)).not.toContainText("This link brought");
    await expect.poll(() => kept(page)).toEqual([A, C]);
    expect(await reopen(page)).toEqual([A, C]);
  });
});

test("a link's list does not get back what one's own has lost", async ({ page }) => {
  test.slow();
  await openScore(page);
  await keepByKey(page, A, B);
  await act(page, "Delete", B).click();
  const undo = section(page).getByRole("button", { name: "Undo" });
  await expect(undo).toBeVisible();
  await page.waitForTimeout(SETTLED);
  await page.evaluate((fragment) => location.assign(`#${fragment}`), linkTo(A, C));
  await expect(section(page)).toContainText("This link brought 2 versions; your own 1 is still kept.");
  await expect(undo).toHaveCount(0);
  await page.goBack();
  await expect.poll(() => titles(page)).toEqual([A]);
  await undo.click();
  await expect.poll(() => titles(page)).toEqual([A, B]);
});

test("two tabs keep one list, and neither loses what the other keeps", async ({ page, context }) => {
  test.slow();
  await openScore(page);
  const other = await context.newPage();
  await openScore(other);
  await keepByKey(page, A);
  await expect.poll(() => kept(page)).toEqual([A]);
  await keepByKey(other, B);
  await expect.poll(() => titles(other)).toEqual([B, A]);
  await keepByKey(page, C);
  await expect.poll(() => titles(page)).toEqual([A, C, B]);
});

test("twenty are the most, and the longest of them stay inside a phone", async ({ page }) => {
  await page.setViewportSize({ width: 360, height: 800 });
  const long = Array.from({ length: VERSIONS_MAX }, (_, i) => `${i + 1} ${"Wordwithoutanyspaces".repeat(8)}`);
  await openScore(page, linkTo(...long, "One too many"));
  await expect(rows(page)).toHaveCount(VERSIONS_MAX);
  await titleField(page).fill("One more");
  await titleField(page).press("Control+Enter");
  await expect(page.getByRole("status").filter({ hasText: "20 are the most" })).toBeVisible();
  await expect(section(page).getByRole("button", { name: "Keep this version" })).toBeDisabled();
  expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
  const heights = await section(page)
    .getByRole("button")
    .evaluateAll((buttons) => buttons.map((button) => button.getBoundingClientRect().height));
  expect(Math.min(...heights)).toBeGreaterThanOrEqual(24);
});

test("where the browser keeps nothing, the address does, and the page says so", async ({ launchOptions, site }) => {
  test.slow();
  const context = await launchBlocked(launchOptions);
  const page = await context.newPage();
  await page.goto(site.url);
  await expect(runLine(page)).toBeVisible({ timeout: 30_000 });
  const refusal = await page.evaluate(() =>
    Promise.resolve()
      .then(() => localStorage.length)
      .catch(String),
  );
  expect(refusal).toContain("denied");
  await keepByKey(page, A, B);
  await expect(section(page)).toContainText("keeps nothing for the next visit");
  await page.waitForTimeout(SETTLED);
  await page.reload();
  await expect(rows(page)).toHaveCount(2, { timeout: 30_000 });
  await context.close();
});
