import { setTimeout as sleep } from "node:timers/promises";
import { type Browser, launch, type Page } from "puppeteer-core";
import { afterAll, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { ensureFirefox } from "../../scripts/firefox";
import { type Host, hostPlainly, hostSite } from "../browser/hosts";

const LOADING = { timeout: 60_000 };
vi.setConfig({ testTimeout: 180_000 });

let browser: Browser;
let site: Host;
let page: Page;
let complaints: string[];

beforeAll(async () => {
  browser = await launch({ browser: "firefox", executablePath: ensureFirefox() });
  site = await hostSite();
}, 240_000);

afterAll(async () => {
  await browser?.close();
  await site?.close();
});

beforeEach(async () => {
  await page?.close();
  page = await browser.newPage();
  complaints = [];
  page.on("console", (message) => {
    if (message.type() === "error") complaints.push(message.text());
  });
  page.on("pageerror", (error) => complaints.push(String(error)));
});

/** What an element reads once it holds these words. Asked from here: the page's policy forbids what Puppeteer waits with. */
async function reads(selector: string, words: string): Promise<string> {
  const text = () => page.evaluate((selector) => document.querySelector(selector)?.textContent ?? "", selector);
  await expect.poll(text, LOADING).toContain(words);
  return text();
}

/** Types a title where another one stood, and returns the first sentence that is not the former one. */
async function type(title: string): Promise<string> {
  await reads("summary", "model");
  await page.focus("#title");
  await page.keyboard.press("Escape");
  await page.keyboard.type(title);
  return reads("#sentence", "Most likely");
}

test("a title is forecast as it is typed, word by word, and anew for another community", async () => {
  await page.goto(site.url);
  await type("Show HN: A spreadsheet in 10 KB of JavaScript");
  await reads("section[aria-labelledby=why]", "JavaScript");
  // The sentences of two communities may be the same; the expected points beside them are not.
  const hackerNews = await reads("#range", "Expect about");
  await page.click("label:has(input[name=community]:not(:checked))");
  const range = () => page.$eval("#range", (element) => element.textContent);
  await expect.poll(range, LOADING).not.toBe(hackerNews);
  await reads("#sentence", "Most likely");
  expect(await page.evaluate(() => location.hash)).toContain("for=reddit");
  expect(complaints).toEqual([]);
});

test("a word's neighbours are found", async () => {
  await page.goto(`${site.url}words/#word=coffee`);
  expect(await reads("main", "Nearest to")).toContain("espresso");
  expect(complaints).toEqual([]);
});

test("on a host that sets no headers, the page's policy binds it and what starts as the engine does", async () => {
  const plain = await hostPlainly();
  await page.goto(plain.url);
  const blocked = await page.evaluate(async () => {
    const code = 'fetch("http://elsewhere.test/").then(() => "arrived", () => "blocked").then(postMessage)';
    const url = URL.createObjectURL(new Blob([code], { type: "text/javascript" }));
    const worker = new Worker(url, { type: "module" });
    const inWorker = new Promise((resolve) => worker.addEventListener("message", ({ data }) => resolve(data)));
    const inPage = fetch("http://elsewhere.test/").then(
      () => "arrived",
      () => "blocked",
    );
    const violations: string[] = [];
    document.addEventListener("securitypolicyviolation", ({ effectiveDirective }) =>
      violations.push(effectiveDirective),
    );
    return [await inPage, await inWorker, ...violations];
  });
  expect([...new Set(blocked)]).toEqual(["blocked", "connect-src"]);
  await plain.close();
});

test("after one visit all of it works without a network", async () => {
  const own = await hostSite();
  await page.goto(own.url);
  await type("Show HN: A forecast for headlines");
  await page.evaluate(async () => void (await navigator.serviceWorker.ready));
  for (let seen = -1; seen !== own.sent(); await sleep(1000)) seen = own.sent();
  await own.close();

  await page.reload();
  await type("Show HN: Another forecast");
  await page.goto(`${own.url}words/#word=coffee`);
  await reads("main", "Nearest to");
});
