import { type FileHandle, open } from "node:fs/promises";
import { createRandom, type Random, shuffle, shuffledIndices } from "../../lib/random";
import { UserError } from "../console/errors";
import { type ExamplePool, type Examples, gather, packExamples, poolOf, unpackExamples } from "./example-pool";

/**
 * Examples on disk that can be read in random order in bounded memory. Each is dealt to a bucket by a random number; an
 * epoch takes the buckets in random order, a few at a time, and shuffles what they hold. Dealing and then shuffling is a
 * uniform permutation (Rao 1961; Sandelius 1962).
 */
export interface ExampleFile {
  readonly path: string;
  readonly chunks: Chunks;
}

/** Some posts of one bucket each, one chunk behind the other in the file: bucket, posts and bytes of each. */
interface Chunks {
  readonly buckets: Uint32Array;
  readonly posts: Uint32Array;
  readonly bytes: Uint32Array;
}

/** A part of an epoch, whose posts are taken in this order. */
export interface ShuffledPart extends ExamplePool {
  readonly order: Uint32Array;
}

/** In posts, which take about 500 bytes each in memory. */
export interface Sizes {
  /** Dealt at a time. */
  readonly run: number;
  /** Read at a time: an epoch mixes as many buckets as go into this. */
  readonly part: number;
  /** In a bucket, about. */
  readonly bucket: number;
}

const SIZES: Sizes = { run: 2 ** 17, part: 2 ** 18, bucket: 2 ** 15 };
/** With more buckets their chunks would be too small to be worth a read; in very long files buckets are larger instead. */
const MOST_BUCKETS = 2048;

/**
 * Writes examples to a file.
 * @param length posts to come, about.
 * @param seed of the dealing.
 */
export async function writeExamples(
  path: string,
  examples: AsyncIterable<Examples>,
  length: number,
  seed: number,
  { run, bucket }: Sizes = SIZES,
): Promise<ExampleFile> {
  const buckets = Math.min(MOST_BUCKETS, Math.max(1, Math.ceil(length / bucket)));
  const random = createRandom(seed);
  const chunks = { buckets: [] as number[], posts: [] as number[], bytes: [] as number[] };
  const file = await open(path, "w");
  const deal = async (pool: ExamplePool) => {
    const dealt = Array.from({ length: buckets }, (): number[] => []);
    for (let post = 0; post < pool.at.length; post++) dealt[Math.floor(random() * buckets)].push(post);
    const packing = dealt.map((posts) => (posts.length === 0 ? null : packExamples(gather(pool, posts))));
    for (const [bucket, bytes] of (await Promise.all(packing)).entries()) {
      if (bytes === null) continue;
      await file.writeFile(bytes);
      chunks.buckets.push(bucket);
      chunks.posts.push(dealt[bucket].length);
      chunks.bytes.push(bytes.length);
    }
  };
  // While one run is packed and written, the next is encoded.
  let dealing = Promise.resolve();
  const dealNext = async (pieces: readonly Examples[]) => {
    await dealing;
    dealing = deal(poolOf(pieces));
    // It is waited for later, when an error is told.
    dealing.catch(() => undefined);
  };
  try {
    let pieces: Examples[] = [];
    let waiting = 0;
    for await (const piece of examples) {
      pieces.push(piece);
      waiting += piece.bucket.length;
      if (waiting < run) continue;
      await dealNext(pieces);
      pieces = [];
      waiting = 0;
    }
    await dealNext(pieces);
    await dealing;
  } finally {
    await Promise.allSettled([dealing]);
    await file.close();
  }
  return {
    path,
    chunks: {
      buckets: Uint32Array.from(chunks.buckets),
      posts: Uint32Array.from(chunks.posts),
      bytes: Uint32Array.from(chunks.bytes),
    },
  };
}

/**
 * Goes through all posts of a file once, in an order that `random` alone decides.
 * @param ahead parts to read while one is taken; they are compressed, and the order is the same with any number.
 * @throws UserError when the file was cut short.
 */
export async function* readShuffled(
  { path, chunks }: ExampleFile,
  random: Random,
  ahead = 1,
  { part }: Sizes = SIZES,
): AsyncGenerator<ShuffledPart> {
  const file = await open(path, "r");
  const reading: Promise<Uint8Array[]>[] = [];
  const seeds: number[] = [];
  const take = async () => shufflePart(await (reading.shift() ?? []), seeds.shift() ?? 0);
  try {
    for (const group of groupBuckets(chunks, random, part)) {
      const pieces = Promise.all(group.map((chunk) => readChunk(file, path, chunk)));
      // It is waited for later, when an error is told.
      pieces.catch(() => undefined);
      reading.push(pieces);
      seeds.push(2 ** 32 * random());
      if (reading.length > ahead) yield await take();
    }
    while (reading.length > 0) yield await take();
  } finally {
    await Promise.allSettled(reading);
    await file.close();
  }
}

interface Place {
  readonly start: number;
  readonly bytes: number;
}

/** Where the chunks of buckets in random order lie, about `most` posts at a time. */
function* groupBuckets({ buckets, posts, bytes }: Chunks, random: Random, most: number): Generator<Place[]> {
  const members = new Map<number, number[]>();
  const starts = new Float64Array(buckets.length);
  buckets.forEach((bucket, i) => {
    if (i > 0) starts[i] = starts[i - 1] + bytes[i - 1];
    const others = members.get(bucket);
    if (others === undefined) members.set(bucket, [i]);
    else others.push(i);
  });
  let group: Place[] = [];
  let held = 0;
  for (const bucket of shuffle([...members.values()], random)) {
    const more = bucket.reduce((sum, i) => sum + posts[i], 0);
    if (held > 0 && held + more > most) {
      yield group;
      group = [];
      held = 0;
    }
    for (const i of bucket) group.push({ start: starts[i], bytes: bytes[i] });
    held += more;
  }
  if (held > 0) yield group;
}

async function readChunk(file: FileHandle, path: string, { start, bytes }: Place): Promise<Uint8Array> {
  const { bytesRead, buffer } = await file.read(new Uint8Array(bytes), 0, bytes, start);
  if (bytesRead < bytes) throw new UserError(`${path}: cut short; remove it, and train again`);
  return buffer;
}

function shufflePart(chunks: readonly Uint8Array[], seed: number): ShuffledPart {
  const pool = poolOf(chunks.map(unpackExamples));
  return { ...pool, order: shuffledIndices(pool.at.length, createRandom(seed)) };
}
