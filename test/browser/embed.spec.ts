import type { FrameLocator } from "@playwright/test";
import { launchBlocked } from "./blocked";
import { expect, test } from "./fixtures";
import { type Host, host, hostPlainly, hostSite, hostSubPath } from "./hosts";
import { forecasted, TITLE, titleField } from "./pages";

const LOADING = { timeout: 30_000 };
const FRAGMENT = String(new URLSearchParams({ title: TITLE, site: "github.com", time: "any", reach: "30" }));

/** Someone's page, on an origin of its own. */
async function hostFrames(...frames: readonly string[]): Promise<Host> {
  const elsewhere = await host((_, response) =>
    response
      .setHeader("Content-Type", "text/html")
      .end(
        `<!DOCTYPE html><html lang="en"><meta charset="utf-8"><title>Elsewhere</title><body>${frames.join("\n")}</body></html>`,
      ),
  );
  // Another name of this machine is another site, so that the frame is a third party there.
  return { ...elsewhere, url: elsewhere.url.replace("localhost", "127.0.0.1") };
}

function frameTo(address: string, width = 640): string {
  return `<iframe src="${address.replaceAll("&", "&amp;")}" width="${width}" height="460" title="A forecast"></iframe>`;
}

async function toldIn(frame: FrameLocator): Promise<string> {
  await expect(frame.locator("#sentence")).toContainText("Most likely", LOADING);
  return (await frame.locator("#sentence, #range").allInnerTexts()).join(" ").replace(/\s+/g, " ");
}

test.use({ proxy: ({ outside }, use) => use({ server: outside.url, bypass: "localhost, 127.0.0.1" }) });

for (const [mode, start] of [
  ["a host that sets headers", hostSite],
  ["a host that cannot", hostPlainly],
  ["a sub-path", hostSubPath],
] as const) {
  test(`a page of another origin shows the forecast in a frame, from ${mode}`, async ({ page, outside }) => {
    test.slow();
    const site = await start();
    const elsewhere = await hostFrames(frameTo(`${site.url}embed/#${FRAGMENT}`));
    const errors: string[] = [];
    page.on("pageerror", (error) => errors.push(error.message));
    page.on("console", (message) => message.type() === "error" && errors.push(message.text()));
    await page.goto(elsewhere.url);
    const frame = page.frameLocator("iframe");
    await expect(frame.getByRole("heading", { name: TITLE })).toBeVisible();
    const told = await toldIn(frame);
    await expect(frame.getByRole("banner")).toHaveCount(0);
    await expect(frame.locator("[data-bar]")).toHaveCount(7);
    expect(errors).toEqual([]);

    // The score page says the same.
    await page.goto(`${site.url}#${FRAGMENT}`);
    await expect(page.locator("#sentence")).toContainText("Most likely", LOADING);
    const own = (await page.locator("#sentence, #range").allInnerTexts()).join(" ").replace(/\s+/g, " ");
    expect(own).toBe(told);
    expect(outside.requests).toEqual([]);
    await elsewhere.close();
    await site.close();
  });
}

test("no other page lets itself be framed", async ({ page, site }) => {
  const elsewhere = await hostFrames(frameTo(`${site.url}#${FRAGMENT}`), frameTo(`${site.url}words/`));
  const refused: string[] = [];
  page.on("console", (message) => message.text().includes("frame-ancestors") && refused.push(message.text()));
  await page.goto(elsewhere.url);
  await expect.poll(() => refused.length).toBe(2);
  await elsewhere.close();
});

test("the code to copy works where it is pasted", async ({ page }) => {
  test.slow();
  const site = await hostSubPath();
  await page.goto(site.url);
  await expect(page.locator("summary")).toBeVisible(LOADING);
  const title = `"Quotes" & <tags>, c++`;
  await titleField(page).fill(title);
  await forecasted(page);
  await page.getByRole("button", { name: /Share$/ }).click();
  const code = await page.getByLabel("For another page").inputValue();
  expect(code).toContain(`src="${site.url}embed/#`);

  const elsewhere = await hostFrames(code);
  await page.goto(elsewhere.url);
  await expect(page.locator("iframe")).toHaveAttribute("title", `Titlecast: ${title}`);
  const frame = page.frameLocator("iframe");
  await expect(frame.getByRole("heading", { name: title })).toBeVisible(LOADING);
  await toldIn(frame);
  await elsewhere.close();
  await site.close();
});

test("the way to the whole page opens beside the page that holds the frame, with the title", async ({ page, site }) => {
  const elsewhere = await hostFrames(frameTo(`${site.url}embed/#${FRAGMENT}`));
  await page.goto(elsewhere.url);
  const opening = page.waitForEvent("popup");
  await page.frameLocator("iframe").getByRole("link", { name: "Try your own on Titlecast" }).click();
  const opened = await opening;
  await expect(titleField(opened)).toHaveValue(TITLE, LOADING);
  expect(new URL(opened.url()).pathname).toBe("/");
  expect(page.url()).toBe(elsewhere.url);
  await elsewhere.close();
});

for (const colorScheme of ["light", "dark"] as const) {
  test(`it fits frames of 300 to 800 px, ${colorScheme}`, async ({ page, site }) => {
    await page.emulateMedia({ colorScheme });
    const long = new URLSearchParams({ title: "Wordwithoutanyspaces ".repeat(4), for: "reddit", community: "pics" });
    const elsewhere = await hostFrames(frameTo(`${site.url}embed/#${long}`));
    await page.goto(elsewhere.url);
    const frame = page.frameLocator("iframe");
    await toldIn(frame);
    for (const width of [300, 400, 640, 800]) {
      await page.locator("iframe").evaluate((element, pixels) => element.setAttribute("width", `${pixels}`), width);
      await expect.poll(() => frame.locator("html").evaluate(() => innerWidth)).toBe(width);
      const { scroll, inner, paper } = await frame.locator("html").evaluate((root) => ({
        scroll: root.scrollWidth,
        inner: root.clientWidth,
        paper: getComputedStyle(root).backgroundColor,
      }));
      expect([width, scroll <= inner]).toEqual([width, true]);
      expect(paper).toBe(colorScheme === "light" ? "rgb(250, 246, 238)" : "rgb(15, 23, 38)");
    }
    await elsewhere.close();
  });
}

test("points are asked for by keyboard inside the frame, and nothing of it is put into the page around", async ({
  page,
  site,
}) => {
  const elsewhere = await hostFrames(frameTo(`${site.url}embed/#${FRAGMENT}`));
  await page.goto(elsewhere.url);
  const frame = page.frameLocator("iframe");
  const before = await toldIn(frame);
  const entries = await page.evaluate(() => history.length);
  await frame.getByLabel("Points to reach").press("ArrowUp");
  await expect(frame.getByLabel("Points to reach")).toHaveValue("50");
  expect(await toldIn(frame)).not.toBe(before);
  expect(await page.evaluate(() => history.length)).toBe(entries);
  await elsewhere.close();
});

test("what an address says is text, and without one the community's own forecast stands there", async ({
  page,
  site,
}) => {
  const hostile = new URLSearchParams({ title: `<img src=x onerror="document.title='taken'">`, for: "nowhere" });
  const elsewhere = await hostFrames(frameTo(`${site.url}embed/#${hostile}`), frameTo(`${site.url}embed/`));
  await page.goto(elsewhere.url);
  const [taken, empty] = [page.frameLocator("iframe").first(), page.frameLocator("iframe").last()];
  await expect(taken.getByRole("heading", { name: "<img src=x" })).toBeVisible();
  await toldIn(taken);
  await expect(taken.locator("img")).toHaveCount(0);
  await expect(empty.locator("#sentence")).toContainText("Half of all posts", LOADING);
  await elsewhere.close();
});

test("a reader whose browser refuses all storage sees it too", async ({ launchOptions, site }) => {
  const context = await launchBlocked(launchOptions);
  const elsewhere = await hostFrames(frameTo(`${site.url}embed/#${FRAGMENT}`));
  const page = await context.newPage();
  const errors: string[] = [];
  page.on("pageerror", (error) => errors.push(error.message));
  await page.goto(elsewhere.url);
  await toldIn(page.frameLocator("iframe"));
  expect(errors).toEqual([]);
  await context.close();
  await elsewhere.close();
});
