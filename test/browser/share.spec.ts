import { readFile } from "node:fs/promises";
import type { Locator, Page } from "@playwright/test";
import sharp from "sharp";
import { CARD, layOutCard } from "../../components/share/layout";
import { type Bucket, toBuckets, toDistribution } from "../../lib/buckets";
import { expect, test } from "./fixtures";
import { barShares, forecasted, openScore, SETTLED, TITLE, titleField, visitAnew } from "./pages";

const EDGES = [1, 3, 10, 32, 100, 316, 1000];

function share(page: Page): Locator {
  return page.getByRole("button", { name: /Share$/ });
}

function panel(page: Page): Locator {
  return page.getByRole("group", { name: "Text, card and embedding" });
}

async function openShare(page: Page): Promise<void> {
  await share(page).click();
  await expect(panel(page).getByRole("button", { name: "Save the card" })).toBeEnabled({ timeout: 15_000 });
}

function clipboard(page: Page): Promise<string> {
  return page.evaluate(() => navigator.clipboard.readText());
}

interface Picture {
  readonly width: number;
  readonly height: number;
  /** Red, green and blue. */
  colourAt(x: number, y: number): readonly number[];
}

/** Saves the card and reads the file. */
async function saveCard(page: Page): Promise<Picture & { readonly name: string }> {
  const saving = page.waitForEvent("download");
  await panel(page).getByRole("button", { name: "Save the card" }).click();
  const download = await saving;
  return { ...(await readPicture(await readFile(await download.path()))), name: download.suggestedFilename() };
}

async function readPicture(png: Buffer): Promise<Picture> {
  expect(png.subarray(1, 4).toString()).toBe("PNG");
  const { data, info } = await sharp(png).removeAlpha().raw().toBuffer({ resolveWithObject: true });
  const { width, height } = info;
  return {
    width,
    height,
    colourAt: (x, y) => [...data.subarray((Math.round(y) * width + Math.round(x)) * 3).subarray(0, 3)],
  };
}

/** Share of a region's pixels that differ from the paper. */
function inkIn({ colourAt }: Picture, x: number, y: number, width: number, height: number): number {
  const paper = colourAt(4, 4).join();
  let inked = 0;
  for (let row = 0; row < height; row++) {
    for (let column = 0; column < width; column++) if (colourAt(x + column, y + row).join() !== paper) inked++;
  }
  return inked / (width * height);
}

/** Distance of two colours, 0 to 255. */
function distance(a: readonly number[], b: readonly number[]): number {
  return Math.max(...a.map((value, i) => Math.abs(value - b[i])));
}

/** Where the ribbon stands on the card of a forecast whose shares are those of the page's bars. */
function expectRibbon(picture: Picture, shares: readonly number[], usual: readonly Bucket[], fill: readonly number[]) {
  const buckets = toBuckets(
    EDGES,
    shares.map((share) => share / 100),
  );
  const outlook = { ...toDistribution(buckets), usual, made: null };
  const telling = { title: "", place: "", outlook, reach: 1, release: "" };
  const one = (): number => 1;
  const { ribbon, margin } = layOutCard(telling, one, one);
  // The community's outline runs across.
  const turned = { ...telling, outlook: { ...outlook, buckets: usual, usual: buckets } };
  const outline = layOutCard(turned, one, one).ribbon.plot.bars;
  const yOf = (height: number): number => ribbon.top + ribbon.height * (1 - height);
  for (const [i, { x, width, height }] of ribbon.plot.bars.entries()) {
    // A page tells whole percents, so a bar's end is known to a few pixels; near it nothing is expected.
    const slack = 4;
    // Beside the middle, where the line of the points to reach never stands.
    const column = margin + x + width * 0.4;
    for (let y = ribbon.top + ribbon.height - 4; y > ribbon.top; y -= 2) {
      if (Math.abs(y - yOf(height)) < slack || Math.abs(y - yOf(outline[i].height)) < slack) continue;
      const expected = y > yOf(height) ? fill : picture.colourAt(4, 4);
      expect([i, y, distance(picture.colourAt(column, y), expected) < 12]).toEqual([i, y, true]);
    }
  }
}

test("the card is a picture of the forecast, 1,200 by 630, by day and by night", async ({ page }) => {
  test.slow();
  // Every bar reaches one point, so that all are in full colour.
  await openScore(page, "reach=1&time=any");
  // Without a title the bars are the community's own distribution.
  const usual = toBuckets(
    EDGES,
    (await barShares(page)).map((share) => share / 100),
  );
  await titleField(page).fill(TITLE);
  await forecasted(page);
  const shares = await barShares(page);
  for (const [colorScheme, paper, fill] of [
    ["light", [250, 246, 238], [232, 99, 18]],
    ["dark", [15, 23, 38], [245, 134, 52]],
  ] as const) {
    await page.emulateMedia({ colorScheme });
    await openShare(page);
    // Painted anew where the light has changed.
    await expect.poll(async () => (await saveCard(page)).colourAt(4, 4)).toEqual(paper);
    const card = await saveCard(page);
    expect([card.width, card.height]).toEqual([CARD.width, CARD.height]);
    expect(card.name).toBe("titlecast-show-hn-a-spreadsheet-in-10-kb-of-javascript.png");
    // The title, the sentence, the foot's two ends; and a margin that stays empty.
    expect(inkIn(card, 64, 100, 900, 200)).toBeGreaterThan(0.05);
    expect(inkIn(card, 64, 335, 500, 34)).toBeGreaterThan(0.05);
    expect(inkIn(card, 64, 582, 200, 24)).toBeGreaterThan(0.03);
    expect(inkIn(card, 936, 582, 200, 24)).toBeGreaterThan(0.03);
    expect(inkIn(card, 0, 0, 60, CARD.height)).toBe(0);
    expectRibbon(card, shares, usual, fill);
    await page.keyboard.press("Escape");
  }
});

test("the card tells another forecast by other bars, in the community's colour", async ({ page }) => {
  await openScore(page, "for=reddit&community=pics&title=A+map");
  await forecasted(page);
  await openShare(page);
  const card = await saveCard(page);
  // Nearly all reach the last bucket there, which stands at the right end.
  expect(distance(card.colourAt(1080, 490), [26, 129, 132])).toBeLessThan(40);
  expect(inkIn(card, 70, 420, 600, 60)).toBeLessThan(0.05);
});

test("titles of any length and script stay inside the card", async ({ page }) => {
  test.slow();
  await openScore(page);
  for (const title of [
    "Postgres",
    "Wordwithoutanyspaces".repeat(20),
    "איך בניתי מסד נתונים ב־Rust תוך שבוע אחד בלבד",
    "🚀 We launched 👩‍👩‍👧‍👦 family plans 🎉",
    "三万語の単語ベクトルをブラウザだけで学習する方法について、詳しく解説します。",
  ]) {
    await titleField(page).fill(title);
    await forecasted(page);
    await openShare(page);
    await expect(panel(page).getByRole("img")).toHaveAccessibleName(new RegExp(title.slice(0, 10)));
    const card = await saveCard(page);
    expect(inkIn(card, 64, 90, 1072, 220)).toBeGreaterThan(0.005);
    for (const [x, width] of [
      [0, 58],
      [CARD.width - 58, 58],
    ]) {
      expect([title, inkIn(card, x, 0, width, CARD.height)]).toEqual([title, 0]);
    }
    expect([title, inkIn(card, 64, 312, 1072, 12)]).toEqual([title, 0]);
    await page.keyboard.press("Escape");
  }
});

test("copied: the link, the text and the card itself", async ({ page, context }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await openScore(page, "time=any");
  await titleField(page).fill(TITLE);
  const shown = await forecasted(page);
  await openShare(page);
  await panel(page).getByRole("button", { name: "Copy link" }).click();
  await expect.poll(() => clipboard(page)).toContain("#title=Show+HN");
  const link = await clipboard(page);

  await panel(page).getByRole("button", { name: "Copy as text" }).click();
  await expect.poll(() => clipboard(page)).toContain("Most likely");
  const [title, sentences, last] = (await clipboard(page)).split("\n");
  expect(title).toBe(`“${TITLE}”`);
  const likeliest = /Most likely [\d,–]+ points\./.exec(shown)?.[0];
  const range = /8 in 10 land between [\d,]+ and [\d,]+/.exec(shown)?.[0];
  const chance = /About \d+ in \d+/.exec(shown)?.[0];
  expect(sentences).toMatch(new RegExp(`^${likeliest} ${chance} reach(es)? 100\\. ${range}\\.$`));
  expect(last).toContain(`Forecast for Hacker News by Titlecast`);
  expect(last.endsWith(link)).toBe(true);

  await panel(page).getByRole("button", { name: "Copy the card" }).click();
  const types = () => page.evaluate(async () => (await navigator.clipboard.read()).flatMap((item) => item.types));
  await expect.poll(types).toEqual(["image/png"]);
  const bytes = await page.evaluate(async () => {
    const [item] = await navigator.clipboard.read();
    return [...new Uint8Array(await (await item.getType("image/png")).arrayBuffer())];
  });
  const { width, height } = await sharp(Buffer.from(bytes)).metadata();
  expect([width, height]).toEqual([CARD.width, CARD.height]);
});

test("a link carries the versions, unless one would rather not", async ({ page, context, browser }) => {
  test.slow();
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await openScore(page);
  await titleField(page).fill("A draft that is nobody's business");
  await titleField(page).press("Control+Enter");
  await titleField(page).fill(TITLE);
  await forecasted(page);
  await openShare(page);
  const carries = panel(page).getByLabel("The link carries the version kept below");
  await expect(carries).toBeChecked();
  const copy = panel(page).getByRole("button", { name: "Copy link" });
  await copy.click();
  await expect.poll(() => clipboard(page)).toContain("business");
  await carries.uncheck();
  await copy.click();
  await expect.poll(() => clipboard(page)).not.toContain("business");
  const link = await clipboard(page);
  // Another page never shows drafts.
  await expect(panel(page).getByLabel("For another page")).not.toHaveValue(/business/);
  const other = await visitAnew(browser, link);
  await expect(titleField(other)).toHaveValue(TITLE);
  await other.context().close();
});

test("by keyboard alone, and out again", async ({ page }) => {
  await openScore(page);
  await titleField(page).fill(TITLE);
  await forecasted(page);
  await share(page).focus();
  await page.keyboard.press("Enter");
  await expect(panel(page).getByRole("button", { name: "Save the card" })).toBeEnabled({ timeout: 15_000 });
  const stops: (string | null)[] = [];
  for (let i = 0; i < 6; i++) {
    await page.keyboard.press("Tab");
    stops.push(await page.evaluate(() => document.activeElement?.textContent ?? null));
  }
  expect(stops).toEqual([
    "Copy link",
    "Copy as text",
    "Save the card",
    "Copy the card",
    expect.stringContaining("<iframe"),
    "Copy the code",
  ]);
  await page.keyboard.press("Escape");
  await expect(panel(page)).toHaveCount(0);
  await expect(share(page)).toBeFocused();
});

test("a phone's own sheet gets the card as a file", async ({ page }) => {
  // Headless Chromium has no sheet: what one would be given is noted.
  await page.addInitScript(() => {
    const given: unknown[] = [];
    Object.assign(navigator, {
      given,
      canShare: (data: ShareData) => (data.files?.length ?? 0) > 0,
      share: async ({ files = [], title, url }: ShareData) => {
        given.push({ type: files[0]?.type, name: files[0]?.name, size: files[0]?.size, title, url });
      },
    });
  });
  await openScore(page);
  await titleField(page).fill("A map");
  await forecasted(page);
  await openShare(page);
  await panel(page).getByRole("button", { name: "Send the card" }).click();
  const given = await page.evaluate(() => ("given" in navigator ? navigator.given : null));
  expect(given).toEqual([
    {
      type: "image/png",
      name: "titlecast-a-map.png",
      size: expect.any(Number),
      title: "A map",
      url: expect.stringContaining("#title=A+map"),
    },
  ]);
});

test("without a title there is the link alone; the rest is fetched when it is opened, and only from here", async ({
  page,
  outside,
}) => {
  await openScore(page);
  await page.waitForTimeout(SETTLED);
  const scripts: string[] = [];
  page.on("request", (request) => {
    if (request.resourceType() === "script") scripts.push(request.url());
  });
  await share(page).click();
  await expect(panel(page)).toContainText("Type a title");
  await expect(panel(page).getByRole("button")).toHaveText(["Copy link"]);
  expect(scripts.length).toBeGreaterThan(0);
  expect(outside.requests).toEqual([]);
});

for (const width of [360, 1280]) {
  test(`what is shared fits beside or under its word, ${width} px wide`, async ({ page }) => {
    await page.setViewportSize({ width, height: 800 });
    await openScore(page);
    await titleField(page).fill("Wordwithoutanyspaces".repeat(9));
    await forecasted(page);
    await openShare(page);
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
    const box = await panel(page).boundingBox();
    expect(box?.x).toBeGreaterThanOrEqual(0);
    expect((box?.x ?? 0) + (box?.width ?? 0)).toBeLessThanOrEqual(width);
  });
}
