import { mkdtemp, readFile, rm, truncate } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { FEATURE_COUNT } from "../../../lib/predictor/features";
import { createRandom } from "../../../lib/random";
import { type ExampleFile, readShuffled, type Sizes, writeExamples } from "../../../training/predictor/example-file";
import type { Examples } from "../../../training/predictor/example-pool";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "titlecast-examples-"));
});
afterAll(() => rm(folder, { recursive: true }));

/** A few posts to a block; post `i` has `i % 4 + 1` entries, all of them its own number. */
async function* makeExamples(posts: number, block = 7): AsyncGenerator<Examples> {
  for (let first = 0; first < posts; first += block) {
    const numbers = Array.from({ length: Math.min(block, posts - first) }, (_, i) => first + i);
    const entries = numbers.flatMap((i) => Array.from({ length: (i % 4) + 1 }, () => i));
    const ends = numbers.map((i) => (i % 4) + 1);
    yield {
      offsets: Int32Array.from([0, ...ends.map((_, i) => ends.slice(0, i + 1).reduce((a, b) => a + b))]),
      rows: Int32Array.from(entries),
      weights: Float32Array.from(entries, (i) => i / 2),
      dense: Float32Array.from(numbers.flatMap((i) => new Array<number>(FEATURE_COUNT).fill(i / 4))),
      community: Float32Array.from(numbers, (i) => i % 3),
      bucket: Float32Array.from(numbers, (i) => i % 5),
      logScore: Float32Array.from(numbers),
    };
  }
}

const write = (posts: number, seed: number, sizes?: Sizes): Promise<ExampleFile> =>
  writeExamples(join(folder, `${posts}`), makeExamples(posts), posts, seed, sizes);

/** Numbers of the posts as an epoch meets them, and how many it held at a time. */
async function read(file: ExampleFile, seed: number, { ahead, sizes }: { ahead?: number; sizes?: Sizes } = {}) {
  const numbers: number[] = [];
  const parts: number[] = [];
  for await (const { pieces, piece, at, order } of readShuffled(file, createRandom(seed), ahead, sizes)) {
    parts.push(order.length);
    for (const post of order) {
      const examples = pieces[piece[post]];
      const own = at[post];
      const number = examples.logScore[own];
      const [start, end] = [examples.offsets[own], examples.offsets[own + 1]];
      // A post stays whole on its way.
      expect(Array.from(examples.rows.subarray(start, end))).toEqual(new Array((number % 4) + 1).fill(number));
      expect(examples.weights[start]).toBe(number / 2);
      expect(examples.dense[own * FEATURE_COUNT + FEATURE_COUNT - 1]).toBe(number / 4);
      expect([examples.community[own], examples.bucket[own]]).toEqual([number % 3, number % 5]);
      numbers.push(number);
    }
  }
  return { numbers, parts };
}

const SMALL: Sizes = { run: 200, part: 150, bucket: 40 };
const ascending = (posts: number) => Array.from({ length: posts }, (_, i) => i);

describe("an epoch", () => {
  it("holds each post once, whole, a bounded number at a time", async () => {
    const file = await write(1000, 1, SMALL);
    expect(new Set(file.chunks.buckets).size).toBe(25);
    expect(file.chunks.posts.length).toBeGreaterThan(50);
    const { numbers, parts } = await read(file, 1, { sizes: SMALL });
    expect([...numbers].sort((a, b) => a - b)).toEqual(ascending(1000));
    expect(parts.length).toBeGreaterThan(5);
    expect(Math.max(...parts)).toBeLessThanOrEqual(SMALL.part);
  });

  it("is the same however many parts are read ahead, and another with another seed", async () => {
    const file = await write(1000, 1, SMALL);
    const { numbers } = await read(file, 1, { sizes: SMALL });
    for (const ahead of [0, 2, 16]) expect((await read(file, 1, { ahead, sizes: SMALL })).numbers).toEqual(numbers);
    expect((await read(file, 2, { sizes: SMALL })).numbers).not.toEqual(numbers);
  });

  it("is the same of a file that is written again with the same seed", async () => {
    const first = await readFile((await write(1000, 1, SMALL)).path);
    expect(Buffer.compare(await readFile((await write(1000, 1, SMALL)).path), first)).toBe(0);
    expect(Buffer.compare(await readFile((await write(1000, 2, SMALL)).path), first)).not.toBe(0);
  });

  it("has every order equally often", { timeout: 60_000 }, async () => {
    // Two posts to a bucket and to a part: all of dealing, taking buckets and shuffling them is at work.
    const sizes = { run: 3, part: 2, bucket: 2 };
    const runs = 1200;
    const counts = new Map<string, number>();
    for (let seed = 0; seed < runs; seed++) {
      const { numbers } = await read(await write(4, seed, sizes), seed + runs, { sizes });
      counts.set(numbers.join(""), (counts.get(numbers.join("")) ?? 0) + 1);
    }
    expect(counts.size).toBe(24);
    const expected = runs / 24;
    const chiSquared = [...counts.values()].reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0);
    // 23 degrees of freedom: beyond 49.7 one time in a thousand.
    expect(chiSquared).toBeLessThan(49.7);
  });

  it("mixes other buckets than the one before", async () => {
    const file = await write(2000, 1, SMALL);
    const [first, second] = [await read(file, 1, { sizes: SMALL }), await read(file, 2, { sizes: SMALL })];
    // Posts that follow each other in one epoch lie far apart in the next: a third of all apart on average, if by chance.
    const place = new Map(second.numbers.map((number, i) => [number, i]));
    const distances = first.numbers
      .slice(1)
      .map((number, i) => Math.abs((place.get(number) ?? 0) - (place.get(first.numbers[i]) ?? 0)));
    expect(distances.reduce((sum, distance) => sum + distance) / distances.length / 2000).toBeGreaterThan(0.2);
  });
});

it("of no posts there is an epoch of none", async () => {
  expect(await read(await write(0, 1), 1)).toEqual({ numbers: [], parts: [] });
});

it("a file that was cut short is named", async () => {
  const file = await write(500, 1, SMALL);
  await truncate(file.path, 1000);
  await expect(read(file, 1, { sizes: SMALL })).rejects.toThrow(/500: cut short; remove it/);
});
