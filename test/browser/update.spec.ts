import type { Page } from "@playwright/test";
import { type Deployments, hostDeployments } from "./deployments";
import { expect, test } from "./fixtures";
import { forecasted, runLine, titleField } from "./pages";

const LOADING = { timeout: 30_000 };

let site: Deployments;

test.beforeEach(async () => {
  site = await hostDeployments();
});
test.afterEach(() => site.close());

/** Opens the score page and waits until it has been kept, so that the next visit is served from what is kept. */
async function visit(page: Page, fragment = ""): Promise<void> {
  await page.goto(site.url + fragment);
  await expect(runLine(page)).toBeVisible(LOADING);
  await page.evaluate(() => navigator.serviceWorker.ready);
}

function offer(page: Page) {
  return page.getByRole("status").filter({ hasText: "newer Titlecast" });
}

function version(page: Page) {
  return page.locator("html").getAttribute("data-version");
}

function countLoads(page: Page): () => number {
  let loads = 0;
  page.on("load", () => loads++);
  return () => loads;
}

test("a newer site is offered, taken when the reader says so, and the title stays", async ({ page, context }) => {
  await visit(page);
  await site.deploy(2);
  await page.reload();
  await expect(offer(page)).toContainText("A newer Titlecast is ready.", LOADING);
  expect(await version(page)).toBeNull();

  const other = await context.newPage();
  await visit(other, "#title=The+other+tab");
  await expect(offer(other)).toContainText("A newer Titlecast is ready.", LOADING);

  const loads = countLoads(page);
  const otherLoads = countLoads(other);
  await page.bringToFront();
  await titleField(page).pressSequentially("Show HN: Typed while an update waits");
  expect(loads()).toBe(0);
  await offer(page).getByRole("button", { name: "Reload" }).click();
  await expect(page.locator("html[data-version='2']")).toBeAttached(LOADING);
  await expect(titleField(page)).toHaveValue("Show HN: Typed while an update waits");
  await forecasted(page);
  await expect(offer(page)).toHaveCount(0);
  expect(loads()).toBe(1);

  // Chromium at times keeps the older worker for minutes; the first tab has then gone past it, and this one still may.
  await expect(offer(other)).toContainText(/Another tab has brought in a newer Titlecast|A newer Titlecast is ready/);
  expect(otherLoads()).toBe(0);
  await titleField(other).press("End");
  await titleField(other).pressSequentially(" goes on");
  await forecasted(other);
  await offer(other).getByRole("button", { name: "Reload" }).click();
  await expect(other.locator("html[data-version='2']")).toBeAttached(LOADING);
  await expect(titleField(other)).toHaveValue("The other tab goes on");
});

test("by keyboard it can be put off, and the next visit has the newer site", async ({ page, context }) => {
  await visit(page);
  await site.deploy(2);
  await page.reload();
  await expect(offer(page)).toBeVisible(LOADING);
  await offer(page).getByRole("button", { name: "Later" }).focus();
  await page.keyboard.press("Enter");
  await expect(offer(page)).toHaveCount(0);
  expect(await version(page)).toBeNull();

  await page.close();
  const next = await context.newPage();
  await visit(next);
  expect(await version(next)).toBe("2");
  await expect(offer(next)).toHaveCount(0);
});

test("it is offered on every page", async ({ page }) => {
  await visit(page);
  await site.deploy(2);
  for (const path of ["words/", "feed/"]) {
    await page.goto(site.url + path);
    await expect(offer(page)).toBeVisible(LOADING);
  }
});

test("an older site runs a newer release, and a newer site an older release", async ({ page }) => {
  const first = await site.current();
  await visit(page, "#title=Show+HN%3A+A+forecast");
  await site.promote("newer-1");
  await page.reload();
  await expect(runLine(page)).toContainText("model newer-1", LOADING);
  await forecasted(page);

  await site.promote(first);
  await site.deploy(2);
  await page.reload();
  await offer(page).getByRole("button", { name: "Reload" }).click(LOADING);
  await expect(page.locator("html[data-version='2']")).toBeAttached(LOADING);
  await expect(runLine(page)).toContainText(`model ${first}`, LOADING);
  await forecasted(page);
});

test("a release that only a newer site can read leaves the older site with its own", async ({ page }) => {
  const first = await site.current();
  await visit(page, "#title=Show+HN%3A+A+forecast");
  await site.promote("newer-1", (manifest) => {
    manifest.format = 99;
  });
  await page.reload();
  await expect(runLine(page)).toContainText(`model ${first}`, LOADING);
  await forecasted(page);
});
