import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { dequantise, quantise } from "../../../lib/release/quantise";

const matrices = fc.tuple(fc.integer({ min: 1, max: 8 }), fc.integer({ min: 1, max: 8 })).chain(([rows, columns]) =>
  fc.record({
    rows: fc.constant(rows),
    columns: fc.constant(columns),
    matrix: fc.float32Array({ minLength: rows * columns, maxLength: rows * columns, noNaN: true, min: -1e6, max: 1e6 }),
    axis: fc.constantFrom("row", "column"),
  }),
);

describe("int8", () => {
  test("every number comes back to within half a scale, and each scale is a 127th of its group's largest", () => {
    fc.assert(
      fc.property(matrices, ({ matrix, rows, columns, axis }) => {
        const quantised = quantise(matrix, rows, columns, axis);
        const back = dequantise(quantised, rows, columns, axis);
        matrix.forEach((value, i) => {
          const group = axis === "row" ? Math.floor(i / columns) : i % columns;
          const peers = matrix.filter((_, j) => (axis === "row" ? Math.floor(j / columns) : j % columns) === group);
          const largest = peers.reduce((most, peer) => Math.max(most, Math.abs(peer)), 0);
          expect(quantised.scales[group]).toBeCloseTo(largest / 127, 6 - Math.ceil(Math.log10(largest + 1)));
          // A denormal scale has few bits of its own.
          expect(Math.abs(back[i] - value)).toBeLessThanOrEqual(0.501 * quantised.scales[group] + 1e-42);
        });
      }),
    );
  });

  test("a row of zeros stays zeros", () => {
    const quantised = quantise(Float32Array.of(0, 0, 1, -2), 2, 2, "row");
    expect(Array.from(quantised.values)).toEqual([0, 0, 64, -127]);
    expect(quantised.scales[0]).toBe(0);
  });

  test("a scale is not below the least one, and above it only where numbers would not fit", () => {
    const { values, scales } = quantise(Float32Array.of(0.26, 100, -0.24, -254), 2, 2, "column", 0.1);
    expect(Array.from(scales, (scale) => Math.round(10 * scale) / 10)).toEqual([0.1, 2]);
    expect(Array.from(values)).toEqual([3, 50, -2, -127]);
  });

  test("refuses what has no int8 form", () => {
    expect(() => quantise(Float32Array.of(1, Number.NaN), 1, 2, "row")).toThrow("number 1 of the matrix is not finite");
    expect(() => quantise(Float32Array.of(Number.POSITIVE_INFINITY), 1, 1, "row")).toThrow("not finite");
    expect(() => quantise(new Float32Array(5), 2, 2, "row")).toThrow("5 numbers are not 2 rows of 2");
  });
});
