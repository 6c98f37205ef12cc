import { expect, test } from "vitest";
import { eigenSymmetric } from "../../../lib/eigen";
import { Sketch } from "../../../lib/online/sketch";
import { createRandom } from "../../../lib/random";
import { drawVector } from "./clicks";

test("eigenvectors rebuild the matrix, are orthonormal, and come largest first", () => {
  const size = 9;
  const random = createRandom(3);
  const vectors = Array.from({ length: size }, () => drawVector(size, random));
  const matrix = new Float64Array(size * size);
  for (let i = 0; i < size; i++) {
    for (let j = 0; j < size; j++) matrix[i * size + j] = vectors[i].reduce((sum, v, k) => sum + v * vectors[j][k], 0);
  }
  const { values, vectors: found } = eigenSymmetric(matrix.slice(), size);
  expect([...values]).toEqual([...values].sort((a, b) => b - a));
  for (let i = 0; i < size; i++) {
    for (let j = 0; j < size; j++) {
      const at = (row: number, column: number) => found[row * size + column];
      const range = [...values.keys()];
      expect(range.reduce((sum, k) => sum + values[k] * at(k, i) * at(k, j), 0)).toBeCloseTo(matrix[i * size + j], 10);
      expect(range.reduce((sum, k) => sum + at(i, k) * at(j, k), 0)).toBeCloseTo(i === j ? 1 : 0, 10);
    }
  }
});

/** `xᵀ (BᵀB + αI) x`, and the true `Σ (xᵢ · x)²`. */
function energies(sketch: Sketch, seen: readonly Float32Array[], x: Float32Array): [number, number] {
  const along = (row: ArrayLike<number>) => x.reduce((sum, value, i) => sum + value * row[i], 0);
  let kept = sketch.alpha;
  for (let row = 0; row < sketch.used; row++) {
    kept += along(sketch.rows.subarray(row * x.length, (row + 1) * x.length)) ** 2;
  }
  return [kept, seen.reduce((sum, row) => sum + along(row) ** 2, 0)];
}

test("is exact while vectors fit, and within the bound of frequent directions beyond", () => {
  const [limit, dimensions] = [16, 40];
  const random = createRandom(4);
  const sketch = new Sketch(limit, dimensions);
  const seen: Float32Array[] = [];
  for (let i = 0; i < 300; i++) {
    const vector = drawVector(dimensions, random);
    seen.push(vector);
    sketch.add(1, vector);
    if (i + 1 !== limit && i + 1 !== 300) continue;
    // Each shrink keeps 14 axes and takes as much from all 14 as from the fifteenth: at most a fourteenth of all, in sum.
    const bound = i + 1 === limit ? 1e-4 : seen.length / 14;
    for (let probe = 0; probe < 50; probe++) {
      const [kept, truth] = energies(sketch, seen, drawVector(dimensions, random));
      expect(Math.abs(kept - truth)).toBeLessThanOrEqual(bound);
    }
  }
  expect(sketch.used).toBeLessThanOrEqual(limit);
});

test("scaling counts everything less, and merging adds", () => {
  const random = createRandom(6);
  const seen = Array.from({ length: 12 }, () => drawVector(20, random));
  const [first, second] = [new Sketch(16, 20), new Sketch(16, 20)];
  seen.forEach((vector, i) => {
    (i < 5 ? first : second).add(1, vector);
  });
  first.merge(second);
  const x = drawVector(20, random);
  const [merged, truth] = energies(first, seen, x);
  expect(merged).toBeCloseTo(truth, 5);
  first.scale(0.25);
  expect(energies(first, seen, x)[0]).toBeCloseTo(truth / 4, 5);
});
