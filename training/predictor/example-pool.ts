import { promisify } from "node:util";
import { deflateRaw, inflateRawSync, type ZlibOptions } from "node:zlib";
import { FEATURE_COUNT } from "../../lib/predictor/features";
import { Bundle, writeBundle } from "../../lib/release/bundle";

/** Columns of one or more numbers for each post. */
const WIDTHS = { dense: FEATURE_COUNT, community: 1, bucket: 1, logScore: 1 } as const;
type Column = keyof typeof WIDTHS;
const COLUMNS = Object.keys(WIDTHS) as readonly Column[];

/**
 * Encoded posts with their outcomes: rows of the embedding table in compressed sparse form as in `EncodedPosts`, dense
 * features that are not yet normalised, the community's row, the score's bucket and its logarithm.
 */
export interface Examples extends Readonly<Record<Column, Float32Array>> {
  readonly offsets: Int32Array;
  readonly rows: Int32Array;
  readonly weights: Float32Array;
}

/** Examples in pieces. Post `i` of them all is `at[i]` of `pieces[piece[i]]`. */
export interface ExamplePool {
  readonly pieces: readonly Examples[];
  readonly piece: Uint32Array;
  readonly at: Uint32Array;
}

export function poolOf(pieces: readonly Examples[]): ExamplePool {
  const length = pieces.reduce((sum, { bucket }) => sum + bucket.length, 0);
  const [piece, at] = [new Uint32Array(length), new Uint32Array(length)];
  let i = 0;
  pieces.forEach(({ bucket }, number) => {
    for (let post = 0; post < bucket.length; post++, i++) {
      piece[i] = number;
      at[i] = post;
    }
  });
  return { pieces, piece, at };
}

/** Copies some posts of a pool, in the order given. */
export function gather({ pieces, piece, at }: ExamplePool, posts: readonly number[]): Examples {
  const offsets = new Int32Array(posts.length + 1);
  posts.forEach((post, i) => {
    const from = pieces[piece[post]].offsets;
    offsets[i + 1] = offsets[i] + from[at[post] + 1] - from[at[post]];
  });
  const rows = new Int32Array(offsets[posts.length]);
  const weights = new Float32Array(rows.length);
  const columns = makeColumns(posts.length);
  posts.forEach((post, i) => {
    const from = pieces[piece[post]];
    const own = at[post];
    const [start, end] = [from.offsets[own], from.offsets[own + 1]];
    for (let j = start, to = offsets[i]; j < end; j++, to++) {
      rows[to] = from.rows[j];
      weights[to] = from.weights[j];
    }
    for (const column of COLUMNS) {
      const width = WIDTHS[column];
      for (let c = 0; c < width; c++) columns[column][i * width + c] = from[column][own * width + c];
    }
  });
  return { offsets, rows, weights, ...columns };
}

const deflate = promisify<Uint8Array, ZlibOptions, Buffer>(deflateRaw);

/** Examples as bytes. Most features are zero and most weights repeat: deflated, in a thread of its own, they take a third. */
export function packExamples(examples: Examples): Promise<Uint8Array> {
  return deflate(writeBundle({ ...examples }), { level: 1 });
}

/** Reads what {@link packExamples} wrote. @throws when the bytes are damaged */
export function unpackExamples(bytes: Uint8Array): Examples {
  const bundle = new Bundle(inflateRawSync(bytes));
  return {
    offsets: bundle.i32("offsets"),
    rows: bundle.i32("rows"),
    weights: bundle.f32("weights"),
    dense: bundle.f32("dense"),
    community: bundle.f32("community"),
    bucket: bundle.f32("bucket"),
    logScore: bundle.f32("logScore"),
  };
}

function makeColumns(posts: number): Record<Column, Float32Array> {
  return {
    dense: new Float32Array(posts * WIDTHS.dense),
    community: new Float32Array(posts),
    bucket: new Float32Array(posts),
    logScore: new Float32Array(posts),
  };
}
