import { chromium } from "@playwright/test";
import { expect, test } from "./fixtures";
import { hostSubPath } from "./hosts";

test("Chromium would install it, at a host's root and under a sub-path", async ({ launchOptions, site }) => {
  const sub = await hostSubPath();
  // A private window installs nothing, and that is what a test gets unless it brings a profile.
  const context = await chromium.launchPersistentContext("", launchOptions);
  for (const url of [site.url, sub.url]) {
    const page = await context.newPage();
    await page.goto(url);
    await page.evaluate(() => navigator.serviceWorker.ready);
    const devtools = await context.newCDPSession(page);
    expect((await devtools.send("Page.getAppManifest")).errors).toEqual([]);
    await expect(async () => {
      const { installabilityErrors } = await devtools.send("Page.getInstallabilityErrors");
      expect(installabilityErrors).toEqual([]);
    }).toPass({ timeout: 15_000 });
    // Every address in the manifest is the site's own.
    const manifest: Record<string, unknown> = await page.evaluate(async () => {
      const link = document.querySelector<HTMLLinkElement>("link[rel=manifest]");
      return (await fetch(link?.href ?? "")).json();
    });
    expect(manifest).toMatchObject({ name: "Titlecast", start_url: "./", scope: "./", display: "standalone" });
    const icons = await page.locator("link[rel~=icon], link[rel=apple-touch-icon]").evaluateAll((links) =>
      Promise.all(
        links.map(async (link) => {
          const { ok, headers } = await fetch(link.getAttribute("href") ?? "");
          return ok && headers.get("Content-Type")?.startsWith("image/");
        }),
      ),
    );
    expect(icons).toEqual([true, true]);
  }
  await context.close();
  await sub.close();
});
