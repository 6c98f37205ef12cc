import { readFileSync } from "node:fs";
import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { expect, test } from "./fixtures";

const LOADING = 30_000;
const { release } = JSON.parse(readFileSync("public/models/current.json", "utf8"));

function reportOf(predictor: string) {
  return JSON.parse(readFileSync(`public/models/${release}/${predictor}.report.json`, "utf8"));
}

async function openModels(page: Page, fragment = ""): Promise<void> {
  await page.goto(`./models/${fragment === "" ? "" : `#${fragment}`}`);
  await expect(page.getByRole("heading", { name: "Beside its baselines" })).toBeVisible({ timeout: LOADING });
}

test("the card shows what the report holds, beside every baseline", async ({ page }) => {
  await openModels(page);
  const { full, baselines, reposts } = reportOf("hacker-news");
  const row = page
    .getByRole("region", { name: "Everything given" })
    .getByRole("row")
    .filter({ hasText: "ROC AUC at 100 points" });
  await expect(row).toContainText(full.roc_auc_at_100.value.toFixed(3));
  for (const { given, metrics } of baselines) {
    if (given === "everything") await expect(row).toContainText(metrics.roc_auc_at_100.value.toFixed(3));
  }
  await expect(page.getByText(`${Math.round(full.roc_auc_at_100.value * 100)} times in 100`)).toBeVisible();
  await expect(page.getByRole("region", { name: "How much is luck" })).toContainText(reposts.spearman.value.toFixed(2));
});

test("the figures are of the mark that is chosen, by keyboard too", async ({ page }) => {
  await openModels(page);
  const calibration = page.getByRole("img", { name: "Calibration at 100 points" });
  await calibration.scrollIntoViewIfNeeded();
  await expect(calibration.locator("path.recharts-line-curve")).toBeVisible();
  await page.getByRole("radio", { name: "100 points", exact: true }).focus();
  await page.keyboard.press("ArrowLeft");
  for (const figure of ["Calibration", "ROC curve", "Lift curve"]) {
    await expect(page.getByRole("img", { name: `${figure} at 10 points` })).toBeVisible();
  }
});

test("another model is another address, to come back from", async ({ page }) => {
  await openModels(page);
  await page.getByText("Reddit", { exact: true }).click();
  await expect(page).toHaveURL(/#for=reddit$/);
  const { full } = reportOf("reddit");
  await expect(page.getByRole("region", { name: "Everything given" })).toContainText(full.log_loss.value.toFixed(3));
  // Titles posted twice are compared within their community, and so is the model beside them.
  const luck = page.getByRole("region", { name: "How much is luck" });
  await expect(luck).toContainText(`${full.spearman_within_community.value.toFixed(2)} when it knows all`);
  await page.goBack();
  await expect(page.getByRole("radio", { name: "Hacker News" })).toBeChecked();
});

test("the numbers can be had as JSON", async ({ page }) => {
  await openModels(page);
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("link", { name: "hacker-news.report.json" }).click(),
  ]);
  expect(JSON.parse(readFileSync(await download.path(), "utf8"))).toEqual(reportOf("hacker-news"));
});

test("a report that cannot be fetched says so, and is asked for again", async ({ page }) => {
  await page.route("**/*.report.json", (route) => route.abort());
  await page.goto("./models/");
  await expect(page.getByRole("button", { name: "Try again" })).toBeVisible({ timeout: LOADING });
  await page.unroute("**/*.report.json");
  await page.getByRole("button", { name: "Try again" }).click();
  await expect(page.getByRole("heading", { name: "Beside its baselines" })).toBeVisible({ timeout: LOADING });
});

for (const [width, scheme] of [
  [360, "dark"],
  [1280, "light"],
] as const) {
  test(`it fits ${width} pixels and everyone, ${scheme}`, async ({ page }) => {
    await page.setViewportSize({ width, height: 800 });
    await page.emulateMedia({ colorScheme: scheme });
    await openModels(page);
    for (const figure of await page.getByRole("img").all()) await figure.scrollIntoViewIfNeeded();
    await page.locator("path.recharts-line-curve").first().waitFor();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0].html}`)).toEqual([]);
  });
}
