import type { Vocabulary } from "../../lib/text/vocabulary";
import { toFloat32, type VectorTable } from "../../lib/vectors/table";
import type { Batch } from "./batches";

/** Word vectors in the order of a vocabulary, those of several tables side by side; each of length 1, or zero where a word has none. */
export class AlignedVectors {
  /** [vocabulary, dimensions] */
  readonly values: Float32Array;

  constructor(
    readonly dimensions: number,
    private readonly vocabularySize: number,
  ) {
    this.values = new Float32Array(vocabularySize * dimensions);
  }

  /** Picks the vocabulary's words. Without a table, one dimension of zeros. */
  static of(tables: readonly VectorTable[], vocabulary: Vocabulary): AlignedVectors {
    const dimensions = tables.reduce((sum, table) => sum + table.dimensions, 0);
    const aligned = new AlignedVectors(Math.max(1, dimensions), vocabulary.size);
    let first = 0;
    for (const table of tables) {
      aligned.place(table, first, vocabulary);
      first += table.dimensions;
    }
    return aligned;
  }

  /** Writes a table's vectors into the columns from `first` on. */
  private place(table: VectorTable, first: number, vocabulary: Vocabulary): void {
    const all = toFloat32(table);
    table.words.forEach((word, from) => {
      const row = vocabulary.rowOf(word);
      if (row === undefined) return;
      const vector = all.subarray(from * table.dimensions, (from + 1) * table.dimensions);
      const length = Math.hypot(...vector) || 1;
      this.values.set(
        vector.map((value) => value / length),
        row * this.dimensions + first,
      );
    });
  }

  /** Weighted sums of the batch's word vectors, [posts, dimensions]. */
  sum(batch: Batch): Float32Array {
    const { dimensions, values, vocabularySize } = this;
    const sums = new Float32Array(batch.posts * dimensions);
    for (let post = 0; post < batch.posts; post++) {
      for (let j = batch.offsets[post]; j < batch.offsets[post + 1]; j++) {
        const row = batch.rows[j];
        if (row >= vocabularySize) continue;
        for (let d = 0, from = row * dimensions, to = post * dimensions; d < dimensions; d++, from++, to++) {
          sums[to] += batch.weights[j] * values[from];
        }
      }
    }
    return sums;
  }
}
