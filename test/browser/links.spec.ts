import { expect, test } from "./fixtures";
import { forecasted, openScore, openWords, SETTLED, TITLE, titleField, visitAnew } from "./pages";

test("a copied link shows another person the same page", async ({ page, context, browser }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await openScore(page, "for=reddit&community=programming&site=github.com&time=2026-11-06T09:00Z&reach=30");
  await titleField(page).fill("Naïve c++ & <b>émigrés</b> 🚀 #1");
  const shown = await forecasted(page);
  await page.getByRole("button", { name: "Copy link" }).click();
  await expect(page.getByRole("status").filter({ hasText: "Link copied" })).toBeVisible();

  const link = await page.evaluate(() => navigator.clipboard.readText());
  const other = await visitAnew(browser, link);
  await expect(titleField(other)).toHaveValue("Naïve c++ & <b>émigrés</b> 🚀 #1");
  await expect(other.getByLabel("Points to reach")).toHaveValue("30", { timeout: 30_000 });
  expect(await forecasted(other)).toBe(shown);
  await expect(other.getByText("made with release")).toHaveCount(0);
  await other.context().close();
});

test("typing stays in one history entry; going somewhere makes one; back and forward work", async ({ page }) => {
  await openScore(page);
  const entries = await page.evaluate(() => history.length);
  await titleField(page).pressSequentially("Hello there");
  await page.waitForTimeout(SETTLED);
  await expect(page).toHaveURL(/#title=Hello\+there/);
  expect(await page.evaluate(() => history.length)).toBe(entries);

  await page.getByRole("radio", { name: "Reddit" }).check({ force: true });
  await expect(page).toHaveURL(/for=reddit/);
  expect(await page.evaluate(() => history.length)).toBe(entries + 1);
  await page.goBack();
  await expect(page.getByRole("radio", { name: "Hacker News" })).toBeChecked();
  await expect(titleField(page)).toHaveValue("Hello there");
  await page.goForward();
  await expect(page.getByRole("radio", { name: "Reddit" })).toBeChecked();

  await page.getByRole("link", { name: "Words" }).click();
  await expect(page.getByRole("combobox", { name: "Word" })).toBeVisible();
  await page.goBack();
  await expect(titleField(page)).toHaveValue("Hello there");
});

test("what was typed last is kept when one leaves at once", async ({ page }) => {
  await openScore(page);
  await titleField(page).fill("Typed a moment ago");
  await page.getByRole("link", { name: "Words" }).click();
  await expect(page.getByRole("combobox", { name: "Word" })).toBeVisible();
  await page.goBack();
  await expect(titleField(page)).toHaveValue("Typed a moment ago");
});

test("now stays now: a link holds no time unless one was chosen", async ({ page }) => {
  await openScore(page);
  await titleField(page).fill(TITLE);
  await page.waitForTimeout(SETTLED);
  expect(page.url()).toContain("title=");
  expect(page.url()).not.toContain("time=");
});

for (const [path, fragment] of [
  ["./", "title=Hello&release=older-1"],
  ["./words/", "word=coffee&release=older-1"],
]) {
  test(`a link of an older release says so and offers the current one: ${path}`, async ({ page }) => {
    await page.goto(`${path}#${fragment}`);
    const notice = page.getByText(/made with release older-1; the/);
    await expect(notice).toBeVisible({ timeout: 30_000 });
    await page.getByRole("button", { name: "Update it" }).click();
    await expect(notice).toHaveCount(0);
    await page.waitForTimeout(SETTLED);
    await expect(page).not.toHaveURL(/older-1/);
    await expect(page).toHaveURL(/release=/);
  });
}

test("what a link says is text, whatever it says", async ({ page }) => {
  const hostile = `<img src=x onerror="document.title='taken'">\u202egnp\0.exe`;
  const errors: string[] = [];
  page.on("pageerror", (error) => errors.push(error.message));
  const fields = { title: hostile, community: hostile, site: hostile, author: hostile, release: hostile, reach: "-1" };
  await openScore(page, new URLSearchParams(fields).toString());
  await expect(titleField(page)).toHaveValue(`<img src=x onerror="document.title='taken'">gnp.exe`);
  await forecasted(page);
  await expect(page.locator("main img")).toHaveCount(0);

  await openWords(page, new URLSearchParams({ word: hostile, pair: hostile, odd: hostile }).toString());
  await expect(page.getByRole("region", { name: "Neighbours" })).toContainText("<img src=x");
  await expect(page.locator("main img")).toHaveCount(0);
  await expect(page).toHaveTitle("Words · Titlecast");
  expect(errors).toEqual([]);
});

test("no request tells anyone the title", async ({ page, context }) => {
  const secret = "Quetzalfeather";
  const told: string[] = [];
  let requests = 0;
  context.on("request", (request) => {
    requests++;
    const all = [request.url(), request.postData() ?? "", ...Object.values(request.headers())].join("\n");
    if (all.toLowerCase().includes(secret.toLowerCase())) told.push(request.url());
  });
  await openScore(page, `title=${secret}+from+a+link`);
  await forecasted(page);
  await titleField(page).fill(`${secret} typed into the page`);
  await forecasted(page);
  await page.waitForTimeout(SETTLED);
  await page.getByRole("link", { name: "Words" }).click();
  await page.getByRole("combobox", { name: "Word" }).fill(secret);
  await page.waitForTimeout(SETTLED);
  await page.goBack();
  await page.reload();
  await forecasted(page);
  expect(requests).toBeGreaterThan(10);
  expect(told).toEqual([]);
});

test("a link to a word opens its neighbourhood and its questions", async ({ page }) => {
  await openWords(page, "word=music&pair=cat,dog&analogy=paris,france,italy&odd=one+two+engine");
  await expect(page.getByText("Nearest to music")).toBeVisible();
  await expect(page.getByRole("region", { name: "How near" }).getByLabel("First word")).toHaveValue("cat");
  await expect(page.getByRole("region", { name: "Analogy" }).getByLabel("Third word")).toHaveValue("italy");
  await expect(page.getByRole("region", { name: "Odd one out" }).getByLabel("Words")).toHaveValue("one two engine");
});

test("each page's head tells what it is, for those who share it", async ({ page }) => {
  const told = (name: string) => page.locator(`meta[property="og:${name}"]`).getAttribute("content");
  await page.goto("./");
  await expect(page).toHaveTitle(/Titlecast/);
  expect(await told("title")).toMatch(/how will your title do/);
  expect(await told("description")).toBeTruthy();
  await page.goto("./words/");
  await expect(page).toHaveTitle("Words · Titlecast");
  expect(await told("title")).toBe("Words · Titlecast");
});
