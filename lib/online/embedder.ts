import type { VectorTable } from "../vectors/table";

/**
 * How a title becomes a vector: `new TextEmbedder(table)` with the release's word vectors, then `embed(text)`.
 * Deterministic in the table and the text, so that vectors of earlier visits stay valid until the release changes.
 */
export interface TextEmbedding {
  /** Length of every vector that comes out. */
  readonly dimensions: number;
  /** A new vector of length 1, or zeros when no word of the text is known. */
  embed(text: string): Float32Array;
}

/** What `TextEmbedder` is made of. */
export type CreateTextEmbedder = new (table: VectorTable) => TextEmbedding;
