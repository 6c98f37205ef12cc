import { mkdir, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { type Browser, chromium } from "@playwright/test";
import sharp from "sharp";
import { BROWSER_FLAGS, ensureBrowser } from "./browser";
import { buildSite } from "./build";
import { run } from "./run";
import { SCREENS, type Screen } from "./screens";
import { serveSite } from "./server";
import { SITE } from "./sites";

const FOLDER = "docs/screenshots";
const WIDTHS = [360, 1280];
const QUALITY = 70;

/** `npm run screenshots -- [name…]`: builds the site and takes every state of it, at both widths, by day and by night. */
await run(async () => {
  const names = process.argv.slice(2);
  const screens = SCREENS.filter(({ name }) => names.length === 0 || names.includes(name));
  if (screens.length === 0) {
    throw new Error(`there is no such screen; there are ${SCREENS.map(({ name }) => name).join(", ")}`);
  }
  await buildSite("", SITE);
  if (names.length === 0) await rm(FOLDER, { recursive: true, force: true });
  await mkdir(FOLDER, { recursive: true });

  const server = createServer(serveSite(SITE));
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  const url = `http://localhost:${(server.address() as AddressInfo).port}/`;
  const browser = await chromium.launch({ executablePath: ensureBrowser(), args: BROWSER_FLAGS });
  try {
    let bytes = 0;
    for (const screen of screens) {
      for (const colorScheme of ["light", "dark"] as const) {
        for (const width of WIDTHS) bytes += await picture(browser, url, screen, colorScheme, width);
      }
      console.log(screen.name);
    }
    console.log(`${screens.length * WIDTHS.length * 2} pictures in ${FOLDER}, ${Math.round(bytes / 1000)} KB`);
  } finally {
    await browser.close();
    server.close();
  }
});

/** Writes one picture and returns its size in bytes. */
async function picture(
  browser: Browser,
  url: string,
  { name, show }: Screen,
  colorScheme: "light" | "dark",
  width: number,
): Promise<number> {
  const isPhone = width < 600;
  const context = await browser.newContext({
    colorScheme,
    viewport: { width, height: 800 },
    // A phone's scroll bar lies over the page.
    isMobile: isPhone,
    hasTouch: isPhone,
    reducedMotion: "reduce",
    serviceWorkers: "block",
    timezoneId: "Europe/Berlin",
  });
  const page = await context.newPage();
  // The clock stands, so that a picture changes only when the page does.
  await page.clock.setFixedTime("2026-11-06T08:00:00Z");
  await show(page, url);
  const png = await page.screenshot({ fullPage: true, caret: "initial" });
  const webp = await sharp(png).webp({ quality: QUALITY, effort: 6, smartSubsample: true }).toBuffer();
  await writeFile(join(FOLDER, `${name}-${width}-${colorScheme}.webp`), webp);
  await context.close();
  return webp.length;
}
