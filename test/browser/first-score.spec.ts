import { expect, test } from "./fixtures";
import { hostSite } from "./hosts";

test("the first score costs at most 1.5 MB over the wire, everything included", async ({ page }) => {
  const site = await hostSite();
  await page.goto(site.url);
  await page.locator("#title").fill("Show HN: A forecast for headlines");
  await expect(page.locator("#sentence")).toContainText("Most likely", { timeout: 30_000 });
  const bytes = site.sent();
  test.info().annotations.push({ type: "bytes", description: String(bytes) });
  expect(bytes).toBeGreaterThan(300_000);
  expect(bytes).toBeLessThanOrEqual(1_500_000);
  await site.close();
});
