import { expect, test } from "./fixtures";
import { barShares, forecasted, GIBBERISH, openScore, runLine, sentence, TITLE, titleField } from "./pages";

test("typing moves the sentence, the figures and the bars", async ({ page }) => {
  await openScore(page);
  await expect(titleField(page)).toBeFocused();
  await expect(sentence(page)).toContainText("Half of all posts");
  const before = await barShares(page);

  await page.keyboard.type("Show HN: ");
  const first = await forecasted(page);
  await page.keyboard.type("A programming language for the next 100 years");
  await expect(page.locator("#forecast")).not.toHaveText(first);
  const second = await forecasted(page);

  expect(second).toMatch(/About \d+ in \d+ such posts reach/);
  expect(second).toMatch(/Expect about [\d,]+/);
  expect(second).toMatch(/8 in 10 land between [\d,]+ and [\d,]+/);
  expect(second).toMatch(/Ahead of \d+% of Hacker News/);
  const shares = await barShares(page);
  expect(shares).not.toEqual(before);
  const sum = shares.reduce((total, share) => total + share, 0);
  expect(sum).toBeGreaterThanOrEqual(94);
  expect(sum).toBeLessThanOrEqual(104);
});

test("every word is shown with what it does, and unknown words are marked and explained", async ({ page }) => {
  await openScore(page);
  await titleField(page).fill(TITLE);
  const words = page.getByRole("region", { name: "What each word does" });
  await expect(words).toContainText("spreadsheet");
  await expect(words).toContainText(/[+−]\d+%|×\d/);
  await expect(words).not.toContainText("never met");
  await expect(page.locator("#note")).toBeEmpty();

  await titleField(page).fill(GIBBERISH);
  await expect(words).toContainText("unknown word");
  await expect(words).toContainText("a word the model has never met");
  await expect(page.locator("#note")).toContainText("wider than usual");
});

test("the points to reach are set in the sentence, by arrow keys and by a bar", async ({ page }) => {
  await openScore(page);
  await titleField(page).fill(TITLE);
  await forecasted(page);
  const reach = page.getByLabel("Points to reach");
  await expect(reach).toHaveValue("100");

  await reach.press("ArrowUp");
  await expect(reach).toHaveValue("200");
  const rarer = await page.locator("svg text").first().textContent();
  await reach.fill("7");
  await expect(page.locator("svg text").first()).toContainText("7+");
  const chance = (label: string | null): number => Number(/(\d+)%/.exec(label ?? "")?.[1]);
  expect(chance(await page.locator("svg text").first().textContent())).toBeGreaterThan(chance(rarer));

  const bar = page.locator("[data-bar]").nth(2);
  const from = /at least ([\d,]+)/.exec((await bar.getAttribute("aria-label")) ?? "")?.[1];
  await bar.click();
  await expect(reach).toHaveValue((from ?? "").replace(",", ""));
});

test("a bar tells its share under the pointer and under the arrow keys", async ({ page }) => {
  await openScore(page);
  await titleField(page).fill(TITLE);
  await forecasted(page);
  await page.locator("[data-bar]").nth(3).hover();
  const told = page.getByText(/points( or more)?: .*usually/);
  await expect(told).toBeVisible();

  await page.mouse.move(0, 0);
  await page.locator("[data-bar][tabindex='0']").focus();
  const first = await told.textContent();
  await page.keyboard.press("ArrowRight");
  await expect(told).not.toHaveText(first ?? "");
});

test("the community is switched, and a subreddit found as one types, by keyboard alone", async ({ page }) => {
  await openScore(page);
  await titleField(page).fill(TITLE);
  const onHackerNews = await forecasted(page);
  await page.getByRole("radio", { name: "Hacker News" }).focus();
  await page.keyboard.press("ArrowRight");
  await expect(page.getByRole("radio", { name: "Reddit" })).toBeChecked();
  await expect(page.locator("#range")).toContainText("of Reddit", { timeout: 30_000 });
  expect(await forecasted(page)).not.toBe(onHackerNews);

  await page.keyboard.press("Tab");
  const field = page.getByRole("combobox", { name: "Subreddit" });
  await expect(field).toBeFocused();
  await page.keyboard.type("progr");
  await expect(field).toHaveAttribute("aria-expanded", "true");
  await page.keyboard.press("ArrowDown");
  const option = page.getByRole("option", { selected: true });
  const name = ((await option.textContent()) ?? "").replace("r/", "");
  expect(name).toContain("progr");
  await page.keyboard.press("Enter");
  await expect(field).toHaveValue(name);
  await expect(field).toHaveAttribute("aria-expanded", "false");
  await expect(page.locator("#range")).toContainText(`of r/${name}`);
  await expect(page).toHaveURL(new RegExp(`community=${name}`));
});

test("a subreddit that the model never saw is said to be one", async ({ page }) => {
  await openScore(page, "for=reddit&community=zzqx_nowhere&title=The+best+day+of+my+life");
  await expect(page.locator("#note")).toContainText("never seen r/zzqx_nowhere");
  await expect(page.locator("#range")).toContainText("of Reddit");
});

test("an example fills the title and gives the caret back", async ({ page }) => {
  await openScore(page);
  const example = page.getByRole("region", { name: "Or start from" }).getByRole("button").first();
  const text = await example.textContent();
  await example.click();
  await expect(titleField(page)).toBeFocused();
  expect(text).toContain(await titleField(page).inputValue());
  await forecasted(page);
});

test("time, link and author are asked for quietly and change the forecast", async ({ page }) => {
  await openScore(page);
  await titleField(page).fill(TITLE);
  const start = await forecasted(page);

  await page.getByRole("button", { name: /^Link/ }).click();
  await page.getByLabel("Or a site or address").fill("https://www.github.com/someone/something");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("button", { name: /^Link/ })).toHaveText(/github\.com$/);
  await expect(page.getByRole("button", { name: /^Link/ })).toBeFocused();
  await expect(page.locator("#forecast")).not.toHaveText(start);

  await page.getByRole("button", { name: /^Author/ }).click();
  await page.getByLabel("User name").fill("someone");
  await page.keyboard.press("Escape");
  await expect(page.getByRole("button", { name: /^Author/ })).toHaveText(/by someone$/);

  await expect(page.getByRole("button", { name: /^Time/ })).toHaveText(/now, .* your time$/);
  await page.getByRole("button", { name: /^Time/ }).click();
  await page.getByLabel("Any time").check();
  await expect(page.getByRole("button", { name: /^Time/ })).toHaveText(/any time$/);
  await page.getByLabel(/^Or at, in/).fill("2026-11-06T09:00");
  await titleField(page).focus();
  await expect(page.getByRole("button", { name: /^Time/ })).toHaveText(/Fri 6 Nov, 9:00 your time$/);
  await expect(page.getByLabel("Any time")).toHaveCount(0);
});

test("keys: / goes to the title, Esc clears it, ? lists them all", async ({ page }) => {
  await openScore(page);
  await titleField(page).fill(TITLE);
  await titleField(page).press("Escape");
  await expect(titleField(page)).toHaveValue("");
  await page.getByRole("link", { name: "Words" }).focus();
  await page.keyboard.press("/");
  await expect(titleField(page)).toBeFocused();
  await page.keyboard.type("a?/b");
  await expect(titleField(page)).toHaveValue("a?/b");
  await page.getByRole("link", { name: "Words" }).focus();
  await page.keyboard.press("?");
  await expect(page.getByRole("dialog", { name: "Keys" })).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog", { name: "Keys" })).toBeHidden();
});

test("the title is one line of text, counted only near the site's limit", async ({ page }) => {
  await openScore(page);
  await titleField(page).fill("One\r\ntwo");
  await page.keyboard.press("Enter");
  await expect(titleField(page)).toHaveValue("One two");
  await expect(page.locator("#title-count")).toBeEmpty();
  await titleField(page).fill("x".repeat(78));
  await expect(page.locator("#title-count")).toHaveText("78 of 80");
  await titleField(page).fill("x".repeat(81));
  await expect(page.locator("#title-count")).toContainText("81 of 80");
});

test("what ran where stands in one line and opens to the curve, the reasons and the measured quality", async ({
  page,
}) => {
  await openScore(page, "", "?backend=cpu");
  await titleField(page).fill(TITLE);
  await expect(runLine(page)).toContainText(/cpu · .*ms · model .* · .*[KM]B · nothing left this device/);
  await expect(page.locator(".recharts-surface")).toHaveCount(0);
  await runLine(page).click();
  await expect(page.locator("path.recharts-area-area")).toBeVisible({ timeout: 15_000 });
  const details = page.locator("details");
  await expect(details).toContainText("ROC AUC at 100");
  await expect(details).toContainText(/Runs on/);
  await expect(details).toContainText(/fetched/);
});

test("without a model the page says what happened, and trying again mends it", async ({ page, context }) => {
  await context.route("**/models/**", (route) => route.abort());
  await page.goto("./");
  const alert = page.getByRole("alert").filter({ hasText: "Try again" });
  await expect(alert).toContainText("No connection");
  await titleField(page).fill(TITLE);
  await context.unroute("**/models/**");
  await alert.getByRole("button", { name: "Try again" }).click();
  await forecasted(page);
  await expect(titleField(page)).toHaveValue(TITLE);
});

test("an open page goes on forecasting without a network, and says so", async ({ page, context }) => {
  await openScore(page);
  await context.setOffline(true);
  await titleField(page).fill(TITLE);
  await forecasted(page);
  await expect(runLine(page)).toContainText("offline, and still forecasting");
});

test("a screen reader hears the forecast once typing rests", async ({ page }) => {
  await openScore(page);
  await titleField(page).fill(TITLE);
  await forecasted(page);
  await expect(page.getByRole("status").filter({ hasText: /^Most likely .* reach(es)? 100\./ })).toBeAttached();
});

for (const [predictor, fragment] of [
  ["hacker-news", "title=A"],
  ["reddit", "title=A&for=reddit"],
]) {
  test(`the model of ${predictor} is on its way before the page's own code is`, async ({ page }) => {
    await page.route("**/_next/**/*.js", (route) => route.abort());
    const models: string[] = [];
    page.context().on("request", (request) => {
      const [, model] = /\/([a-z-]+)\.bin$/.exec(request.url()) ?? [];
      if (model !== undefined) models.push(model);
    });
    await page.goto(`./#${fragment}`);
    await expect.poll(() => models).toEqual([predictor]);
  });
}
