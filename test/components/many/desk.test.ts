import { beforeAll, expect, test } from "vitest";
import { BLOCK, Desk } from "../../../components/many/desk";
import type { Source, Terms } from "../../../components/many/deskState";
import type { Predictor } from "../../../lib/predictor/predictor";
import type { ManyService } from "../../../workers/many/service";
import { openLists, openTinyPredictor } from "../../support/lists";

const TERMS: Terms = { predictor: "reddit", community: null, inputs: ["community", "site", "time"] };
const TITLES = ["Why the king", "A Rust engine", "the queen in the title"];

let predictor: Predictor;

beforeAll(async () => {
  predictor = await openTinyPredictor();
});

/** An engine whose worker can die: what it had in memory is gone, and calls on the way are made again, as they are. */
class MortalEngine {
  private lists: ManyService = openLists(predictor);
  private restart = (): void => {};

  readonly openList: ManyService["open"] = (...rest) => this.lists.open(...rest);
  readonly scoreList: ManyService["score"] = (...rest) => this.lists.score(...rest);

  many<T>(ask: (many: ManyService) => Promise<T>): Promise<T> {
    return ask(this.lists);
  }

  onRestart(listener: () => void): () => void {
    this.restart = listener;
    return () => {};
  }

  die(): void {
    this.lists = openLists(predictor);
    this.restart();
  }
}

function open() {
  const engine = new MortalEngine();
  let clock = 0;
  const desk = new Desk(engine, () => clock++ * 1000);
  desk.agree(TERMS);
  return { engine, desk };
}

function list(text: string, name: string | null = null): Source {
  return { blob: new Blob([text]), name };
}

/** Waits until the desk stands so. */
function until(desk: Desk, holds: (state: ReturnType<Desk["snapshot"]>) => boolean): Promise<void> {
  return new Promise((resolve) => {
    const look = (): void => {
      if (!holds(desk.snapshot())) return;
      unsubscribe();
      resolve();
    };
    const unsubscribe = desk.subscribe(look);
    look();
  });
}

const titles = (desk: Desk): string[] =>
  [...desk.snapshot().rows].sort(([a], [b]) => a - b).flatMap(([, rows]) => rows.map(({ title }) => title));

test("a plain list is scored at once, best first", async () => {
  const { desk } = open();
  await desk.take(list(TITLES.join("\n")));
  const { stage, result, view, rows } = desk.snapshot();
  expect(stage).toBe("scored");
  expect(result).toMatchObject({ scored: 3, total: 3 });
  expect(view).toMatchObject({ count: 3 });
  const expected = rows.get(0)?.map((row) => row.expected) ?? [];
  expect(expected).toEqual([...expected].sort((a, b) => b - a));
});

test("a table waits for its columns; what the predictor does not take is not used", async () => {
  const { desk } = open();
  await desk.take(list("by,title,subreddit\npg,Why the king,rust\n", "a.csv"));
  const { stage, columns } = desk.snapshot();
  expect(stage).toBe("choosing");
  expect(columns).toEqual({ title: 1, community: 2, link: null, author: 0, time: null });
  await desk.score();
  expect(desk.snapshot().rows.get(0)?.[0]).toMatchObject({ community: "rust", author: null });

  desk.rechoose();
  desk.choose({ title: 0, community: null, link: null, author: null, time: null });
  await desk.score();
  expect(titles(desk)).toEqual(["pg"]);
});

test("another layout reads the same list again", async () => {
  const { desk } = open();
  await desk.take(list("Why, the king\nA, Rust engine\n", "a.csv"));
  expect(desk.snapshot().opened?.names).toHaveLength(2);
  await desk.arrange({ separator: "line", header: true });
  expect(desk.snapshot()).toMatchObject({ stage: "choosing", opened: { names: ["Why, the king"], rows: 1 } });
});

test("what is no list says so, and the next one is taken", async () => {
  const { desk } = open();
  await desk.take(list("", "a.csv"));
  expect(desk.snapshot()).toMatchObject({ stage: "empty", failure: { name: "ListFileError" } });
  await desk.take(list(TITLES[0]));
  expect(desk.snapshot()).toMatchObject({ stage: "scored", failure: null });
});

test("the latest list wins, however long the one before is", async () => {
  const { desk } = open();
  const first = desk.take(list("the king of rust\n".repeat(5000), "first.txt"));
  await until(desk, ({ stage }) => stage === "scoring");
  await Promise.all([first, desk.take(list(TITLES[0], "second.txt"))]);
  expect(desk.snapshot()).toMatchObject({ stage: "scored", source: { name: "second.txt" }, view: { count: 1 } });
  expect(titles(desk)).toEqual([TITLES[0]]);
});

test("cancelling a scoring keeps what it has; cancelling a reading leaves nothing", async () => {
  const { desk } = open();
  const scoring = desk.take(list("the king of rust\n".repeat(9000)));
  await until(desk, ({ progress }) => (progress?.done ?? 0) > 0);
  desk.cancel();
  await scoring;
  const { stage, result, view } = desk.snapshot();
  expect(stage).toBe("scored");
  expect(result?.done).toBeLessThan(9000);
  expect(view?.count).toBe(result?.scored);
  expect(result?.scored).toBeGreaterThan(0);

  const reading = desk.take(list("a b\n".repeat(300_000)));
  desk.cancel();
  await reading;
  expect(desk.snapshot()).toMatchObject({ stage: "empty", source: null, failure: null });
});

test("other terms score the same list again, and only a list that has been scored", async () => {
  const { desk } = open();
  await desk.take(list(TITLES.join("\n")));
  desk.agree({ ...TERMS, community: "rust" });
  await until(desk, ({ stage, view }) => stage === "scored" && view !== null);
  expect(
    desk
      .snapshot()
      .rows.get(0)
      ?.map(({ community }) => community),
  ).toEqual(["rust", "rust", "rust"]);
  desk.rechoose();
  desk.agree(TERMS);
  expect(desk.snapshot().stage).toBe("choosing");
});

test("rows come in blocks as they are looked at, and in a new order from its top", async () => {
  const { desk } = open();
  const lines = Array.from({ length: 250 }, (_, i) => `king ${String(i).padStart(3, "0")}`);
  await desk.take(list(lines.join("\n")));
  await desk.look({ sort: "line", isDown: false });
  expect(titles(desk)).toEqual(lines.slice(0, BLOCK));
  desk.show(190, 240);
  await until(desk, ({ rows }) => rows.size === 3);
  expect(titles(desk)).toEqual(lines);
  await desk.look({ text: "king 24", isDown: true });
  expect(desk.snapshot().view?.count).toBe(10);
  expect(titles(desk)[0]).toBe("king 249");
});

test("a file holds what is shown", async () => {
  const { desk } = open();
  await desk.take(list(TITLES.join("\n")));
  await desk.look({ text: "king", reach: 50 });
  const saved = await desk.save();
  expect(saved?.ending).toBe("csv");
  const lines = ((await saved?.text.text()) ?? "").trimEnd().split("\n");
  expect(lines).toHaveLength(2);
  expect(lines[0]).toContain("p_at_least_50");
  expect(lines[1]).toMatch(/^Why the king,/);
});

test("a worker that dies takes nothing with it: the list is read and scored again", async () => {
  const { engine, desk } = open();
  await desk.take(list("title,subreddit\nWhy the king,rust\nA queen,rust\n", "a.csv"));
  desk.choose({ title: 0, community: null, link: null, author: null, time: null });
  engine.die();
  await desk.score();
  expect(
    desk
      .snapshot()
      .rows.get(0)
      ?.map(({ community }) => community),
  ).toEqual([null, null]);

  await desk.look({ text: "king" });
  engine.die();
  await until(desk, ({ stage }) => stage === "scoring");
  await until(desk, ({ stage, view }) => stage === "scored" && view !== null);
  expect(titles(desk)).toEqual(["Why the king"]);
});

test("letting go of a list leaves an empty desk", async () => {
  const { desk } = open();
  await desk.take(list(TITLES.join("\n")));
  desk.clear();
  expect(desk.snapshot()).toMatchObject({ stage: "empty", source: null, view: null, result: null });
  expect(await desk.save()).toBeNull();
});
