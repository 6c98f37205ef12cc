import { readdir } from "node:fs/promises";
import { join } from "node:path";
import type { Browser } from "@playwright/test";
import { createRandom } from "../../lib/random";
import { UserError } from "../../training/console/errors";
import { describeTail, type Measure } from "../measure";
import { readVectors } from "../release";
import type { Task } from "./compute";
import { bundle } from "./open";
import { TITLES } from "./titles";

const LIMIT = 20;
/** Words that are looked up in a turn. */
const QUERIES = 100;
const TURNS = 5;
/** Calls at first that are not counted: V8 compiles. */
const WARM_UP = 50;
const SEED = 1;

/** The engine alone, in a page without anything else: how long a forecast and a search of neighbours take. */
export async function measureEngine(browser: Browser, url: string, folder: string): Promise<Measure[]> {
  const context = await browser.newContext({ serviceWorkers: "block" });
  await context.addInitScript({ content: await bundle("client") });
  const page = await context.newPage();
  // The one page that starts no engine.
  await page.goto(`${url}404.html`);
  const probe = await page.evaluateHandle((code) => openProbe(code), `${url}${await findEngine(folder)}`);

  const titles = TITLES.flatMap((title) => Array.from(title, (_, end) => title.slice(0, end + 1)));
  const { worker, trip, backend } = await probe.evaluate((engine, typed) => engine.forecast(typed), titles);
  const measures = [
    describeTail(
      "forecast in the worker",
      "ms",
      worker.slice(WARM_UP),
      `from a title's arrival to its answer, with the effects of words and inputs and a week of hours, on ${backend}`,
    ),
    describeTail(
      "forecast, there and back",
      "ms",
      trip.slice(WARM_UP),
      "the same as the page sees it, before React draws",
    ),
  ];
  const vectors = await readVectors(join(folder, "models"));
  if (vectors !== null) {
    const { words } = vectors.table;
    const random = createRandom(SEED);
    const code = await bundle("compute");
    const [trips, searches]: [number[], number[]] = [[], []];
    // In turns, so that both meet the same machine.
    for (let turn = 0; turn < TURNS; turn++) {
      const asked = Array.from({ length: WARM_UP + QUERIES }, () => words[Math.floor(random() * words.length)]);
      const task: Task = { vectors: `${url}models/${vectors.path}`, words: asked, limit: LIMIT };
      const trip = await probe.evaluate((engine, { words, limit }) => engine.neighbours(words, limit), task);
      const search = await probe.evaluate((engine, [code, task]) => engine.search(code, task), [code, task] as const);
      trips.push(...trip.slice(WARM_UP));
      searches.push(...search.slice(WARM_UP));
    }
    const what = `top ${LIMIT} of ${words.length.toLocaleString("en-US")} words`;
    measures.push(
      describeTail("neighbours, there and back", "ms", trips, `${what}, as the page sees it`),
      describeTail("neighbours, search alone", "ms", searches, "the same in a worker, without the messages"),
    );
  }
  await context.close();
  return measures;
}

/** Path of the engine's entry, whose name carries a hash. @throws UserError */
export async function findEngine(folder: string): Promise<string> {
  const names = await readdir(join(folder, "engine"));
  const entry = names.find((name) => /^worker-.*\.js$/.test(name));
  if (entry === undefined) throw new UserError(`${folder} holds no engine; \`npm run build\` makes it`);
  return `engine/${entry}`;
}
