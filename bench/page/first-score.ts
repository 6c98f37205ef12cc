import { setTimeout as sleep } from "node:timers/promises";
import type { Browser, BrowserContext } from "@playwright/test";
import { describeMiddle, describeTail, type Measure } from "../measure";
import { bundle } from "./open";
import { layWire, type Speed, UNLIMITED, type Wire } from "./wire";

const RUNS = 5;
const HOME: Speed = { bytesPerSecond: 10e6 / 8, roundTrip: 40 };
const LINK = `#title=${encodeURIComponent("Show HN: A spreadsheet in 10 KB of JavaScript")}`;
/** Milliseconds without a byte after which a page has fetched all that it will. */
const QUIET = 1000;

interface Visit {
  readonly milliseconds: number;
  readonly bytes: number;
}

/** From following a link with a title to its painted forecast: in a new browser, and once more in the same one. */
export async function measureFirstScore(browser: Browser, port: number): Promise<Measure[]> {
  const script = await bundle("inside");
  const measures: Measure[] = [];
  for (const [speed, label] of [
    [UNLIMITED, ""],
    [HOME, ", 10 Mbit/s and 40 ms"],
  ] as const) {
    const [cold, warm]: [Visit[], Visit[]] = [[], []];
    for (let run = 0; run < RUNS; run++) {
      const wire = await layWire(port, speed);
      const context = await browser.newContext();
      await context.addInitScript({ content: script });
      cold.push(await visit(context, wire));
      warm.push(await visit(context, wire));
      await context.close();
      wire.close();
    }
    measures.push(
      ...summarise(`first score${label}`, cold, "from opening a link in a new browser to its painted forecast"),
      ...summarise(`second visit${label}`, warm, "the same link again: the browser keeps the site and the model"),
    );
  }
  return measures;
}

async function visit(context: BrowserContext, wire: Wire): Promise<Visit> {
  const before = wire.received();
  const page = await context.newPage();
  await page.goto(`http://localhost:${wire.port}/${LINK}`, { waitUntil: "commit" });
  const milliseconds = await page.evaluate(() => bench.awaitText("#sentence", "Most likely"));
  const bytes = wire.received() - before;
  await settle(wire);
  await page.close();
  return { milliseconds, bytes };
}

/** Waits until the page's service worker has what it keeps. */
async function settle(wire: Wire): Promise<void> {
  for (let seen = -1; seen !== wire.received(); await sleep(QUIET)) seen = wire.received();
}

function summarise(name: string, visits: readonly Visit[], meaning: string): Measure[] {
  const times = visits.map(({ milliseconds }) => milliseconds);
  const sizes = visits.map(({ bytes }) => bytes / 1000);
  return [
    describeTail(name, "ms", times, meaning),
    describeMiddle(
      `${name}, bytes`,
      "KB",
      sizes,
      "all over the wire by then: headers, workers and what is kept for offline use included",
    ),
  ];
}
