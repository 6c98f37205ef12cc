import { Bundle, BundleError, encodeLines, writeBundle } from "../release/bundle";
import { dequantise, quantise } from "../release/quantise";

/** Words and their vectors, the most frequent word first. */
export interface VectorTable {
  readonly words: readonly string[];
  readonly dimensions: number;
  /** Row-major, `words.length × dimensions`. Int8 rows have a scale each: `scales[row] × integer`. */
  readonly rows: Float32Array | Int8Array;
  readonly scales: Float32Array | null;
  /** How often each word occurred in the training text; null where the file did not say. */
  readonly counts: Int32Array | null;
  /** How the vectors were made. */
  readonly config: Readonly<Record<string, unknown>>;
}

/** Writes a table as a bundle: `words`, `vectors`, `shape`, `config`, and where it has them `scales` and `counts`. */
export function encodeVectors(table: VectorTable): Uint8Array {
  return writeBundle(vectorArrays(table));
}

/** The arrays that {@link encodeVectors} writes; the large ones are the table's own. */
export function vectorArrays({ words, dimensions, rows, scales, counts, config }: VectorTable) {
  return {
    shape: Uint32Array.of(words.length, dimensions),
    config: encodeLines([JSON.stringify(config)]),
    words: encodeLines(words),
    ...(counts === null ? {} : { counts }),
    ...(scales === null ? {} : { scales }),
    vectors: rows,
  };
}

/** Reads what {@link encodeVectors} wrote; the arrays are views of `bytes`. @throws BundleError */
export function decodeVectors(bytes: Uint8Array): VectorTable {
  const bundle = new Bundle(bytes);
  const [count, dimensions] = bundle.u32("shape");
  const words = bundle.lines("words");
  const scales = bundle.has("scales") ? bundle.f32("scales") : null;
  const rows = scales === null ? bundle.f32("vectors") : bundle.i8("vectors");
  const counts = bundle.has("counts") ? bundle.i32("counts") : null;
  const lengths = [words.length, rows.length / dimensions, scales?.length ?? count, counts?.length ?? count];
  if (!lengths.every((length) => length === count)) {
    throw new BundleError(`vectors file damaged: it says ${count} words, but its parts hold ${lengths.join(", ")}`);
  }
  return { words, dimensions, rows, scales, counts, config: readConfig(bundle) };
}

/** The same table with int8 rows: a quarter of the size, each number off by at most 1/254 of its row's largest. */
export function toInt8(table: VectorTable): VectorTable {
  if (table.rows instanceof Int8Array) return table;
  const { values, scales } = quantise(table.rows, table.words.length, table.dimensions, "row");
  return { ...table, rows: values, scales };
}

/** All rows as float32, row-major, to read only: the table's own array where it is float32 already. */
export function toFloat32({ words, dimensions, rows, scales }: VectorTable): Float32Array {
  if (rows instanceof Float32Array) return rows;
  if (scales === null) return Float32Array.from(rows);
  return dequantise({ values: rows, scales }, words.length, dimensions, "row");
}

/** The `count` most frequent words alone. */
export function truncate(table: VectorTable, count: number): VectorTable {
  return {
    ...table,
    words: table.words.slice(0, count),
    rows: table.rows.subarray(0, count * table.dimensions),
    scales: table.scales?.subarray(0, count) ?? null,
    counts: table.counts?.subarray(0, count) ?? null,
  };
}

function readConfig(bundle: Bundle): Record<string, unknown> {
  try {
    return { ...JSON.parse(bundle.lines("config")[0]) };
  } catch {
    throw new BundleError("vectors file damaged: its config cannot be read");
  }
}
