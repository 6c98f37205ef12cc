import { toFloat32, type VectorTable } from "../table";
import { toField } from "./format";
import { formatNumber } from "./word2vec-text";

/** The numbers for the TensorFlow projector, a row a line, separated by tabs. */
export function* writeProjectorVectors(table: VectorTable): Generator<string> {
  const { words, dimensions } = table;
  const rows = toFloat32(table);
  for (let row = 0; row < words.length; row++) {
    yield `${Array.from(rows.subarray(row * dimensions, (row + 1) * dimensions), formatNumber).join("\t")}\n`;
  }
}

/** The words that go with them, in the same order. A single column has no heading there; a blank line would be dropped, and no word is blank. */
export function* writeProjectorLabels({ words }: VectorTable): Generator<string> {
  for (const word of words) yield `${toField(word)}\n`;
}
