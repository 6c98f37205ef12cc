import { resolve } from "node:path";
import type { Page } from "@playwright/test";
import { listPages } from "../../scripts/files";
import { SCREENS } from "../../scripts/screens";
import { SITE } from "../../scripts/sites";
import { type Deployments, hostDeployments } from "./deployments";
import { expect, test } from "./fixtures";
import { type Host, hostSite } from "./hosts";
import { forecasted, openScore, runLine, titleField } from "./pages";

const LOADING = { timeout: 30_000 };

/** States that are shown by what the network does wrong, by an address that is not there, or by what only a new reader meets. */
const OTHERS = /loading|failed|not-found|feed-empty|feed-learnt/;

/** A visit of the score page, with a title, until everything that is kept for later is kept. */
async function visitOnce(page: Page, site: Host): Promise<void> {
  await page.goto(`${site.url}#title=Show+HN%3A+A+forecast+for+headlines`);
  await expect(runLine(page)).toBeVisible(LOADING);
  await forecasted(page);
  await page.evaluate(() => navigator.serviceWorker.ready);
  // Nothing on the page tells when the last file is kept, as no reader needs to wait for it.
  await expect.poll(() => page.evaluate(countMissing), LOADING).toBe(0);
}

/** How many files of the current release this browser has not kept. */
async function countMissing(): Promise<number> {
  const { release } = await (await fetch("models/current.json")).json();
  const { predictors, vectors } = await (await fetch(`models/${release}/manifest.json`)).json();
  const parts: Record<string, unknown>[] = [...Object.values<Record<string, unknown>>(predictors), vectors];
  const hashes = parts.flatMap(({ file, report, profile }) => [file, report, profile]).flatMap(hashOf);
  function hashOf(file: unknown): string[] {
    return typeof file === "object" && file !== null && "sha256" in file ? [String(file.sha256)] : [];
  }
  const database = await new Promise<IDBDatabase>((resolve, reject) => {
    const opening = indexedDB.open("titlecast");
    opening.onsuccess = () => resolve(opening.result);
    opening.onerror = () => reject(opening.error);
  });
  const keys = await new Promise<IDBValidKey[]>((resolve, reject) => {
    const reading = database.transaction("files").objectStore("files").getAllKeys();
    reading.onsuccess = () => resolve(reading.result);
    reading.onerror = () => reject(reading.error);
  });
  database.close();
  return new Set(hashes).difference(new Set(keys.map(String))).size;
}

test("after one visit to the score page every page opens without a network", async ({ page, context }) => {
  const site = await hostSite();
  await visitOnce(page, site);
  await site.close();
  await context.setOffline(true);

  const pages = await listPages(resolve(import.meta.dirname, "../..", SITE));
  expect(pages).toEqual(expect.arrayContaining(["", "words/", "feed/"]));
  const failed: string[] = [];
  page.on("requestfailed", (request) => {
    // Leaving a page ends what is on its way there; asking ahead for the next one is for the network.
    const isLost = request.method() === "GET" && request.failure()?.errorText !== "net::ERR_ABORTED";
    if (isLost) failed.push(request.url());
  });
  page.on("pageerror", (error) => failed.push(String(error)));
  for (const path of pages) {
    await page.goto(site.url + path);
    await expect(page.locator("h1").first()).toBeAttached();
    await page.waitForLoadState("networkidle");
  }
  for (const [name, path] of [
    ["Titlecast", ""],
    ["Words", "words/"],
    ["Feed", "feed/"],
  ]) {
    await page.getByRole("banner").getByRole("link", { name, exact: true }).click();
    await page.waitForURL(site.url + path);
    await expect(page.locator("h1").first()).toBeAttached();
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
  const screens = SCREENS.filter(({ name }) => !OTHERS.test(name));
  expect(screens.length).toBeGreaterThan(10);
  for (const { name, show } of screens) {
    await test.step(name, async () => {
      await page.evaluate(() => localStorage.clear());
      await show(page, site.url);
    });
  }
});

test.describe("a first visit that loses the network", () => {
  // As if it went before the site was kept.
  test.use({ serviceWorkers: "block" });

  test("goes on with what has arrived, and gets the rest when the network is back", async ({ page, context }) => {
    await openScore(page);
    await context.setOffline(true);
    await titleField(page).pressSequentially("Ask HN: Who else is on a train?");
    await forecasted(page);
    await expect(runLine(page)).toContainText("offline, and still forecasting");
    const rewrites = page.getByRole("heading", { name: "What to change" });
    await expect(rewrites).toHaveCount(0);
    await context.setOffline(false);
    await expect(runLine(page)).toContainText("nothing left this device");
    await expect(rewrites).toBeVisible();
  });
});

test("what else the release has is fetched after the first score, and once", async ({ page }) => {
  const site = await hostDeployments();
  const files = await listModels(site);
  await visitOnce(page, site);
  await page.goto(`${site.url}words/`);
  await expect(page.getByText(/^Cosine/)).toBeVisible(LOADING);
  expect(site.requests.filter((path) => path.endsWith(".bin"))).toEqual(files);
  await site.close();
});

test("who asks to spare bytes is sent no more than the page needs", async ({ page }) => {
  await page.addInitScript(() => {
    Object.defineProperty(navigator, "connection", { value: { saveData: true, effectiveType: "4g" } });
  });
  const site = await hostDeployments();
  const [first] = await listModels(site);
  await openScore(page);
  await page.goto(site.url);
  await expect(runLine(page)).toBeVisible(LOADING);
  await page.evaluate(() => navigator.serviceWorker.ready);
  await page.waitForLoadState("networkidle");
  expect(site.requests.filter((path) => path.endsWith(".bin"))).toEqual([first]);
  await site.close();
});

/** Addresses of the current release's models, in the order in which a visit of the score page fetches them. */
async function listModels(site: Deployments): Promise<string[]> {
  const release = await site.current();
  return ["hacker-news", "reddit", "vectors"].map((name) => `/models/${release}/${name}.bin`);
}
