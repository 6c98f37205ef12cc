import { eigenSymmetric } from "../eigen";
import { inverseNorms } from "./search";
import { toFloat32, type VectorTable } from "./table";

/** Means and components are taken from so many of the most frequent words: rare ones are mostly where they started. */
const FREQUENT_WORDS = 50_000;

/**
 * Takes out of every word's unit vector what most words have in common and what tells little of their meaning: the mean,
 * and the first principal components (Mu and Viswanath 2018, "All-but-the-top"; they suggest about one component for a
 * hundred dimensions).
 * @param components how many, less than the dimensions; 0 only centres.
 * @returns float32 rows of as many dimensions.
 */
export function allButTheTop(table: VectorTable, components: number): VectorTable {
  const { dimensions } = table;
  const rows = unitRows(table);
  const frequent = rows.subarray(0, FREQUENT_WORDS * dimensions);
  subtract(rows, meanRow(frequent, dimensions));
  const { vectors } = eigenSymmetric(secondMoments(frequent, dimensions), dimensions);
  for (let n = 0; n < components; n++) {
    project(rows, vectors.subarray(n * dimensions, (n + 1) * dimensions));
  }
  return { ...table, rows, scales: null, config: { ...table.config, allButTheTop: components } };
}

function unitRows(table: VectorTable): Float32Array {
  const { dimensions } = table;
  const values = toFloat32(table);
  const scales = inverseNorms(values, dimensions);
  return values.map((value, i) => value * scales[Math.floor(i / dimensions)]);
}

function meanRow(rows: Float32Array, dimensions: number): Float64Array {
  const mean = new Float64Array(dimensions);
  rows.forEach((value, i) => {
    mean[i % dimensions] += value;
  });
  return mean.map((sum) => sum / (rows.length / dimensions));
}

function subtract(rows: Float32Array, row: Float64Array): void {
  for (let i = 0; i < rows.length; i++) rows[i] -= row[i % row.length];
}

/** `Σ x xᵀ` over the rows: their covariance, not divided by their number. */
function secondMoments(rows: Float32Array, dimensions: number): Float64Array {
  const sums = new Float64Array(dimensions * dimensions);
  for (let start = 0; start < rows.length; start += dimensions) {
    for (let a = 0; a < dimensions; a++) {
      const value = rows[start + a];
      for (let b = 0; b < dimensions; b++) sums[a * dimensions + b] += value * rows[start + b];
    }
  }
  return sums;
}

/** Takes from each row what lies along `direction`, of length 1. */
function project(rows: Float32Array, direction: Float64Array): void {
  const dimensions = direction.length;
  for (let start = 0; start < rows.length; start += dimensions) {
    let along = 0;
    for (let i = 0; i < dimensions; i++) along += rows[start + i] * direction[i];
    for (let i = 0; i < dimensions; i++) rows[start + i] -= along * direction[i];
  }
}
