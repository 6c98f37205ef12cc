import { resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { Page } from "@playwright/test";
import { listPages } from "../../scripts/files";
import { SCREENS } from "../../scripts/screens";
import { SITE } from "../../scripts/sites";
import { type Deployments, hostDeployments } from "./deployments";
import { expect, test } from "./fixtures";
import { type Host, hostSite } from "./hosts";
import { forecasted, openScore, titleField } from "./pages";

/** States that are shown by what the network does wrong, or by an address that is not there. */
const NEED_NETWORK = /loading|failed|not-found/;

/** A visit of the score page, with a title, until everything that is kept for later is kept. */
async function visitOnce(page: Page, site: Host): Promise<void> {
  await page.goto(`${site.url}#title=Show+HN%3A+A+forecast+for+headlines`);
  await forecasted(page);
  await page.evaluate(() => navigator.serviceWorker.ready);
  for (let seen = -1; seen !== site.sent(); await sleep(1000)) seen = site.sent();
}

test("after one visit to the score page every page opens without a network", async ({ page, context }) => {
  const site = await hostSite();
  await visitOnce(page, site);
  await site.close();
  await context.setOffline(true);

  const pages = await listPages(resolve(import.meta.dirname, "../..", SITE));
  expect(pages).toEqual(expect.arrayContaining(["", "words/", "feed/"]));
  const failed: string[] = [];
  page.on("requestfailed", (request) => failed.push(request.url()));
  page.on("pageerror", (error) => failed.push(String(error)));
  for (const path of pages) {
    await page.goto(site.url + path);
    await expect(page.locator("h1").first()).toBeAttached();
    await page.waitForLoadState("networkidle");
  }
  // Which release is the current one is asked of the host alone, and what is known stands where it does not answer.
  expect(failed.filter((url) => !url.endsWith("models/current.json"))).toEqual([]);
});

test("and everything on them works", async ({ page, context }) => {
  test.slow();
  const site = await hostSite();
  await visitOnce(page, site);
  await site.close();
  await context.setOffline(true);
  const screens = SCREENS.filter(({ name }) => !NEED_NETWORK.test(name));
  expect(screens.length).toBeGreaterThan(10);
  for (const { name, show } of screens) {
    await test.step(name, async () => {
      await page.evaluate(() => localStorage.clear());
      await show(page, site.url);
    });
  }
});

test("what is typed while the network goes is forecast, and said to be", async ({ page, context }) => {
  await openScore(page);
  await context.setOffline(true);
  await titleField(page).pressSequentially("Ask HN: Who else is on a train?");
  await forecasted(page);
  await expect(page.locator("summary")).toContainText("offline, and still forecasting");
  await context.setOffline(false);
  await expect(page.locator("summary")).toContainText("nothing left this device");
});

test("what else the release has is fetched after the first score, and once", async ({ page }) => {
  const site = await hostDeployments();
  const files = await listModels(site);
  await visitOnce(page, site);
  await page.goto(`${site.url}words/`);
  await expect(page.getByText(/^Cosine/)).toBeVisible({ timeout: 30_000 });
  expect(site.requests.filter((path) => path.endsWith(".bin"))).toEqual(files);
  await site.close();
});

test("who asks to spare bytes is sent no more than the page needs", async ({ page }) => {
  await page.addInitScript(() => {
    Object.defineProperty(navigator, "connection", { value: { saveData: true, effectiveType: "4g" } });
  });
  const site = await hostDeployments();
  const [first] = await listModels(site);
  await visitOnce(page, site);
  expect(site.requests.filter((path) => path.endsWith(".bin"))).toEqual([first]);
  await site.close();
});

/** Addresses of the current release's models, in the order in which a visit of the score page fetches them. */
async function listModels(site: Deployments): Promise<string[]> {
  const release = await site.current();
  return ["hacker-news", "reddit", "vectors"].map((name) => `/models/${release}/${name}.bin`);
}
