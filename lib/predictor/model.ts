import { Bundle, type BundleArray, BundleError, encodeLines, writeBundle } from "../release/bundle";
import { Vocabulary } from "../text/vocabulary";
import { CommunityTable } from "./communities";
import type { EmbeddingTable } from "./embedding";
import { EntityTable } from "./entities";
import { countTableRows, type EncoderTables, FEATURE_COUNT } from "./features";
import { type NetworkShape, type WeightName, weightShapes } from "./network";

/** A trained predictor as plain arrays: what its file holds. */
export interface Model {
  /** First score of each bucket, ascending. */
  readonly edges: readonly number[];
  readonly shape: NetworkShape;
  readonly tables: EncoderTables;
  /** Mean and spread of the dense features over training posts, [FEATURE_COUNT] each. */
  readonly featureMean: Float32Array;
  readonly featureScale: Float32Array;
  readonly embedding: EmbeddingTable;
  /** Dense weights, row-major, in the shapes of {@link weightShapes}. */
  readonly weights: Readonly<Record<WeightName, Float32Array>>;
}

/** Writes a model as a bundle. */
export function encodeModel(model: Model): Uint8Array {
  const { shape, tables, embedding } = model;
  return writeBundle({
    shape: Uint32Array.of(shape.embedding, shape.hidden, tables.bigramRows, tables.entityRows),
    edges: Uint32Array.from(model.edges),
    featureMean: model.featureMean,
    featureScale: model.featureScale,
    ...model.weights,
    embeddingScales: embedding.scales,
    embedding: embedding.values,
    ...toArrays(tables),
  });
}

/** The tables as named arrays of a bundle. */
export function toArrays(tables: EncoderTables): Record<string, BundleArray> {
  return {
    words: encodeLines(tables.vocabulary.words),
    communities: encodeLines(tables.communities.names),
    communityShares: tables.communities.steps,
    until: Uint32Array.of(tables.until),
    siteHashes: toSteps(tables.sites.hashes),
    siteResiduals: tables.sites.residuals,
    siteCounts: tables.sites.counts,
    authorHashes: toSteps(tables.authors.hashes),
    authorResiduals: tables.authors.residuals,
    authorCounts: tables.authors.counts,
  };
}

/** Reads what {@link toArrays} gave. @throws when arrays do not fit each other */
export function readTables(
  bundle: Bundle,
  { bigramRows, entityRows }: Pick<EncoderTables, "bigramRows" | "entityRows">,
  buckets: number,
): EncoderTables {
  return {
    vocabulary: new Vocabulary(bundle.lines("words")),
    bigramRows,
    entityRows,
    until: expectLength("until", bundle.u32("until"), 1)[0],
    communities: new CommunityTable(bundle.lines("communities"), bundle.u8("communityShares"), buckets),
    sites: new EntityTable(fromSteps(bundle.u32("siteHashes")), bundle.i8("siteResiduals"), bundle.u8("siteCounts")),
    authors: new EntityTable(
      fromSteps(bundle.u32("authorHashes")),
      bundle.i8("authorResiduals"),
      bundle.u8("authorCounts"),
    ),
  };
}

/** Reads what {@link encodeModel} wrote; arrays are views of `bytes`. @throws BundleError naming what does not fit. */
export function decodeModel(bytes: Uint8Array): Model {
  const bundle = new Bundle(bytes);
  try {
    return readModel(bundle);
  } catch (error) {
    if (error instanceof BundleError || !(error instanceof Error)) throw error;
    throw new BundleError(`model file damaged: ${error.message}`);
  }
}

function readModel(bundle: Bundle): Model {
  const [embedding, hidden, bigramRows, entityRows] = bundle.u32("shape");
  const edges = Array.from(bundle.u32("edges"));
  const shape = { embedding, hidden, buckets: edges.length };
  const tables = readTables(bundle, { bigramRows, entityRows }, edges.length);
  const weights = Object.fromEntries(
    Object.entries(weightShapes(shape)).map(([name, [rows, columns]]) => [
      name,
      expectLength(name, bundle.f32(name), rows * columns),
    ]),
  ) as Record<WeightName, Float32Array>;
  const values = bundle.i8("embedding");
  expectLength("embedding", values, countTableRows(tables) * shape.embedding);
  return {
    edges,
    shape,
    tables,
    weights,
    featureMean: expectLength("featureMean", bundle.f32("featureMean"), FEATURE_COUNT),
    featureScale: expectLength("featureScale", bundle.f32("featureScale"), FEATURE_COUNT),
    embedding: { values, scales: expectLength("embeddingScales", bundle.f32("embeddingScales"), shape.embedding) },
  };
}

/** Ascending numbers as their differences, which compress. */
function toSteps(numbers: Uint32Array): Uint32Array {
  return numbers.map((number, i) => (i === 0 ? number : number - numbers[i - 1]));
}

function fromSteps(steps: Uint32Array): Uint32Array {
  let sum = 0;
  return steps.map((step) => (sum += step));
}

function expectLength<T extends { readonly length: number }>(name: string, array: T, length: number): T {
  if (array.length !== length) {
    throw new BundleError(`model file damaged: "${name}" holds ${array.length} numbers, expected ${length}`);
  }
  return array;
}
