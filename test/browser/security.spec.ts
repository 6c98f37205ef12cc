import type { Page } from "@playwright/test";
import { expect, test } from "./fixtures";
import { type Host, host, hostPlainly, hostSite, type Outside } from "./hosts";

const FOREIGN = "http://elsewhere.test/";
const MODES: [string, () => Promise<Host>][] = [
  ["a header and a meta element", hostSite],
  ["a meta element alone", hostPlainly],
];

/** What a fetch came to, from inside the page. */
function fetchInPage(page: Page, url = FOREIGN): Promise<string> {
  return page.evaluate((url) => fetch(url).then((response) => response.text(), String), url);
}

/** What a fetch came to, from inside a worker that starts as the engine's does. */
function fetchInWorker(page: Page, url = FOREIGN): Promise<string> {
  return page.evaluate((url) => {
    const code = `fetch("${url}").then((response) => response.text(), String).then(postMessage)`;
    const worker = new Worker(URL.createObjectURL(new Blob([code], { type: "text/javascript" })), { type: "module" });
    return new Promise<string>((resolve) => worker.addEventListener("message", ({ data }) => resolve(data)));
  }, url);
}

/** Which of these hosts a page and its workers can reach. The proxy refuses what it is asked over HTTPS, but hears it. */
async function findReachable(page: Page, outside: Outside): Promise<string[]> {
  const { length } = outside.requests;
  for (const url of [
    FOREIGN,
    "https://hacker-news.firebaseio.com/",
    "https://www.reddit.com/",
    "https://reddit.com/",
  ]) {
    await fetchInPage(page, url);
    await fetchInWorker(page, url);
  }
  return [...new Set(outside.requests.slice(length))];
}

test("without a policy a foreign fetch arrives", async ({ page, outside }) => {
  const open = await host((_, response) => response.setHeader("Content-Type", "text/html").end("<!DOCTYPE html>"));
  await page.goto(open.url);
  expect(await fetchInPage(page)).toBe("outside");
  expect(await fetchInWorker(page)).toBe("outside");
  expect(outside.requests).toEqual([FOREIGN, FOREIGN]);
  await open.close();
});

for (const [mode, start] of MODES) {
  test.describe(`a policy by ${mode}`, () => {
    let site: Host;

    test.beforeEach(async ({ page }) => {
      site = await start();
      await page.goto(site.url);
    });
    test.afterEach(() => site.close());

    test("blocks a foreign fetch in the page and in a worker", async ({ page, outside }) => {
      expect(await fetchInPage(page)).toContain("Failed to fetch");
      expect(await fetchInWorker(page)).toContain("Failed to fetch");
      expect(outside.requests).toEqual([]);
    });

    test("binds the engine's own worker", async ({ page, outside }) => {
      const engine = page.workers()[0] ?? (await page.waitForEvent("worker"));
      const results = await engine.evaluate(async (url) => {
        const blocked = await fetch(url).then((response) => response.text(), String);
        const own = await fetch(new URL("/index.html", origin)).then((response) => response.status);
        return { blocked, own };
      }, FOREIGN);
      expect(results).toEqual({ blocked: expect.stringContaining("Failed to fetch"), own: 200 });
      expect(outside.requests).toEqual([]);
    });

    test("lets the feed alone reach the sites that it can show, whichever way one comes to it or leaves it", async ({
      page,
      outside,
    }) => {
      const sites = ["hacker-news.firebaseio.com:443", "www.reddit.com:443"];
      const follow = async (name: string, path: string) => {
        await page.getByRole("banner").getByRole("link", { name, exact: true }).click();
        await page.waitForURL(site.url + path);
      };
      expect(await findReachable(page, outside)).toEqual([]);
      await follow("Feed", "feed/");
      expect(await findReachable(page, outside)).toEqual(sites);
      await follow("Words", "words/");
      expect(await findReachable(page, outside)).toEqual([]);
      await follow("Feed", "feed/");
      await follow("Titlecast", "");
      expect(await findReachable(page, outside)).toEqual([]);
      await page.goBack();
      expect(await findReachable(page, outside)).toEqual(sites);
    });

    test("lets the page work: no violation, no error", async ({ page }) => {
      const complaints: string[] = [];
      page.on("console", (message) => {
        if (["error", "warning"].includes(message.type())) complaints.push(message.text());
      });
      page.on("pageerror", (error) => complaints.push(String(error)));
      for (const path of ["", "words/", "feed/"]) {
        await page.goto(site.url + path);
        await page.waitForLoadState("networkidle");
      }
      expect(complaints).toEqual([]);
    });
  });
}

test("a whole session asks for nothing outside, and no request tells what was typed", async ({
  page,
  outside,
  site,
}) => {
  const requests: string[] = [];
  page.on("request", (request) => requests.push(`${request.url()} ${request.postData() ?? ""}`));
  await page.goto("./");
  await page.evaluate(() => navigator.serviceWorker.ready);
  await page.locator("#title").fill("Xylophones considered harmful");
  await page.goto("words/");
  await page.getByRole("combobox").or(page.getByRole("textbox")).first().fill("xylophone");
  await page.keyboard.press("Enter");
  await page.goBack();
  await page.reload();
  await page.waitForLoadState("networkidle");

  expect(requests.some((request) => request.includes("/engine/worker"))).toBe(true);
  expect(requests.filter((request) => /xylophone/i.test(request.split("#")[0]))).toEqual([]);
  expect(requests.filter((request) => !request.replace(/^blob:/, "").startsWith(site.url))).toEqual([]);
  expect(outside.requests).toEqual([]);
});
