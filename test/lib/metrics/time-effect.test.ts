import { describe, expect, it } from "vitest";
import { measure } from "../../../lib/metrics/statistic";
import { LEAST_CELL, squaredCellError, timeEffectError } from "../../../lib/metrics/time-effect";
import { createRandom } from "../../../lib/random";

const OPTIONS = { seed: 1, resamples: 200 };

/** Rows of cells whose forecast is off by `errors`, under noise of spread `noise` (uniform). */
function draw(errors: readonly number[], rows: number, noise: number, seed: number) {
  const random = createRandom(seed);
  const cells = Array.from({ length: rows }, () => Math.floor(random() ** 1.5 * errors.length));
  const residuals = cells.map((cell) => errors[cell] + noise * Math.sqrt(12) * (random() - 0.5));
  return { cells, residuals };
}

/** Spread of the cells' errors around the mean of all rows: what the metric estimates. */
function truth(errors: readonly number[], cells: readonly number[]): number {
  const mean = cells.reduce((sum, cell) => sum + errors[cell], 0) / cells.length;
  return Math.sqrt(errors.reduce((sum, error) => sum + (error - mean) ** 2, 0) / errors.length);
}

describe("timeEffectError", () => {
  it("is the spread of the cells' errors where nothing else varies", () => {
    const cells = Array.from({ length: 90 }, (_, i) => (i < 30 ? 0 : 1));
    // Means 0.3 and -0.3 of 30 and 60 rows: 0.4 and 0.2 from the mean of all.
    const residuals = cells.map((cell) => 5 + (cell === 0 ? 0.3 : -0.3));
    expect(timeEffectError(residuals, cells, OPTIONS)?.value).toBeCloseTo(Math.sqrt((0.4 ** 2 + 0.2 ** 2) / 2), 12);
  });

  it("finds the true error under noise that is much larger", () => {
    const errors = Array.from({ length: 56 }, (_, cell) => 0.15 * Math.sin(cell));
    const { cells, residuals } = draw(errors, 40_000, 1.5, 2);
    const found = timeEffectError(residuals, cells, OPTIONS);
    const expected = truth(errors, cells);
    expect(found?.value).toBeCloseTo(expected, 1.2);
    expect(found?.low).toBeLessThan(expected);
    expect(found?.high).toBeGreaterThan(expected);
  });

  it("is unbiased: its square is right on average, also where there is no error at all", () => {
    for (const size of [0, 0.2]) {
      const errors = Array.from({ length: 12 }, (_, cell) => (cell % 2 === 0 ? size : -size));
      const trials = Array.from({ length: 300 }, (_, seed) => {
        const { cells, residuals } = draw(errors, 1500, 1, seed + 10);
        const statistic = squaredCellError(residuals, cells);
        return { found: statistic === null ? Number.NaN : measure(statistic), expected: truth(errors, cells) ** 2 };
      });
      const mean = (of: (trial: (typeof trials)[number]) => number) =>
        trials.reduce((sum, trial) => sum + of(trial), 0) / trials.length;
      const error = mean(({ found }) => found) - mean(({ expected }) => expected);
      // Without the correction it would be about 12 / 1500 = 0.008 too much.
      expect(Math.abs(error)).toBeLessThan(0.001);
    }
  });

  it("holds the truth in about 95 intervals of 100", () => {
    const errors = Array.from({ length: 12 }, (_, cell) => (cell % 2 === 0 ? 0.2 : -0.2));
    const held = Array.from({ length: 100 }, (_, seed) => {
      const { cells, residuals } = draw(errors, 1500, 1, seed + 1000);
      const interval = timeEffectError(residuals, cells, OPTIONS);
      const expected = truth(errors, cells);
      return interval !== null && interval.low <= expected && expected <= interval.high;
    });
    expect(held.filter(Boolean).length).toBeGreaterThan(88);
  });

  it("leaves small cells out, and says so where too few are left", () => {
    const cells = Array.from({ length: 2 * LEAST_CELL - 1 }, (_, i) => (i < LEAST_CELL ? 0 : 1));
    expect(timeEffectError(cells, cells, OPTIONS)).toBeNull();
    const more = [...cells, 1, 2];
    // Cells 0 and 1 have 20 rows each, and cell 2, far off, has one.
    const residuals = more.map((cell) => (cell === 2 ? 1000 : cell));
    expect(timeEffectError(residuals, more, OPTIONS)?.value).toBeCloseTo(0.5, 12);
  });
});
