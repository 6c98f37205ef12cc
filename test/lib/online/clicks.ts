import type { Click } from "../../../lib/online/create";
import { drawNormal } from "../../../lib/online/normal";
import { createRandom, type Random } from "../../../lib/random";

/** A random vector of length 1. */
export function drawVector(dimensions: number, random: Random): Float32Array {
  const vector = Float32Array.from({ length: dimensions }, () => drawNormal(random));
  const length = Math.hypot(...vector);
  return vector.map((value) => value / length);
}

/** Clicks of a reader who accepts what lies on one side of a random direction, above `threshold`. */
export function drawClicks(count: number, dimensions: number, seed = 1, threshold = 0): Click[] {
  const random = createRandom(seed);
  const taste = drawVector(dimensions, random);
  return Array.from({ length: count }, () => {
    const x = drawVector(dimensions, random);
    return { x, accepted: x.reduce((sum, value, i) => sum + value * taste[i], 0) > threshold };
  });
}

/** Solves `A x = b` by Gaussian elimination with pivots. */
export function solve(matrix: readonly (readonly number[])[], right: readonly number[]): number[] {
  const rows = matrix.map((row, i) => [...row, right[i]]);
  const size = rows.length;
  for (let column = 0; column < size; column++) {
    const pivot = rows
      .slice(column)
      .reduce((best, row) => (Math.abs(row[column]) > Math.abs(best[column]) ? row : best));
    rows.splice(rows.indexOf(pivot), 1);
    rows.splice(column, 0, pivot);
    for (const row of rows) {
      if (row === pivot) continue;
      const factor = row[column] / pivot[column];
      for (let i = column; i <= size; i++) row[i] -= factor * pivot[i];
    }
  }
  return rows.map((row, i) => row[size] / row[i]);
}
