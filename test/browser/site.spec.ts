import { expect, test } from "./fixtures";
import { hostSubPath } from "./hosts";

test("an address that is not there leads to a page that says so", async ({ page }) => {
  const response = await page.goto("nowhere/");
  expect(response?.status()).toBe(404);
  await expect(page.getByRole("link").first()).toBeVisible();
});

test("a site that is built for a sub-path works there, and asks for nothing outside it", async ({ page }) => {
  const site = await hostSubPath();
  const paths: string[] = [];
  const failures: string[] = [];
  page.on("request", (request) => {
    if (/^https?:/.test(request.url())) paths.push(request.url());
  });
  page.on("response", (response) => {
    if (response.status() >= 400) failures.push(response.url());
  });
  for (const path of ["", "words/"]) {
    await page.goto(site.url + path);
    await page.waitForLoadState("networkidle");
    await expect(page.locator("h1")).toBeAttached();
  }
  expect(paths.some((path) => path.includes("/engine/worker"))).toBe(true);
  expect(paths.filter((path) => !path.startsWith(site.url))).toEqual([]);
  expect(failures).toEqual([]);
  await site.close();
});
