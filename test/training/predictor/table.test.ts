import { describe, expect, it } from "vitest";
import { createRandom } from "../../../lib/random";
import { Bundle } from "../../../lib/release/bundle";
import type { Batch } from "../../../training/predictor/batches";
import { LearningTable } from "../../../training/predictor/table";
import { signedNumbers } from "../../support/tinyModel";

const ROWS = 6;
const COLUMNS = 3;
/** Row 2 is in both posts and twice in the second; row 5 in none. */
const BATCH = {
  posts: 2,
  offsets: Int32Array.of(0, 3, 7),
  rows: Int32Array.of(0, 2, 4, 2, 1, 2, 3),
  weights: Float32Array.of(1, 0.5, 0.25, 1, -0.5, 0.75, 2),
} satisfies Partial<Batch> as unknown as Batch;
/** A loss that is linear in the sums: its gradient by them. */
const GRADIENT = Float32Array.of(0.3, -1, 2, 0.7, 0.1, -0.4);

function makeTable(decay = 0): LearningTable {
  return new LearningTable(ROWS, COLUMNS, decay, signedNumbers(4));
}

const lossOf = (table: LearningTable) => table.sum(BATCH).reduce((loss, sum, i) => loss + sum * GRADIENT[i], 0);

/** Slope of the loss along each number of the table, by central differences. */
function slopesOf(table: LearningTable): number[] {
  return Array.from(table.values, (value, i) => {
    const step = 2 ** -6;
    const [above, below] = [value + step, value - step].map((moved) => {
      table.values[i] = moved;
      return lossOf(table);
    });
    table.values[i] = value;
    return (above - below) / (2 * step);
  });
}

describe("the learning table", () => {
  it("scatters the gradient as finite differences have it", () => {
    const table = makeTable();
    const slopes = slopesOf(table);
    expect(slopes.slice(5 * COLUMNS)).toEqual([0, 0, 0]);
    table.step(BATCH, GRADIENT, 0.01);
    // After one step the first moment is a tenth of the gradient.
    const first = new Bundle(table.encode()).f32("first");
    slopes.forEach((slope, i) => {
      expect(10 * first[i]).toBeCloseTo(slope, 3);
    });
  });

  it("gives rows that no post has as nought", () => {
    const table = makeTable();
    table.step(BATCH, GRADIENT, 0.01);
    const learnt = table.learnt();
    expect(learnt.subarray(0, 5 * COLUMNS)).toEqual(table.values.subarray(0, 5 * COLUMNS));
    expect([...learnt.subarray(5 * COLUMNS)]).toEqual([0, 0, 0]);
  });

  it("takes the steps of Adam, and leaves rows alone that a batch does not hold", () => {
    const table = makeTable();
    const start = table.values.slice();
    const slopes = slopesOf(table);
    for (let step = 0; step < 5; step++) table.step(BATCH, GRADIENT, 0.01);
    for (const [i, slope] of slopes.entries()) {
      // With the same gradient at each step the corrected moments are the gradient and its square.
      const expected = slope === 0 ? start[i] : start[i] - 5 * 0.01 * Math.sign(slope);
      expect(table.values[i]).toBeCloseTo(expected, 5);
    }
    expect(lossOf(table)).toBeLessThan(slopes.reduce((loss, slope, i) => loss + slope * start[i], 0));
  });

  it("shrinks the rows that it touches by the decay alone, beside the step", () => {
    const [plain, decaying] = [makeTable(), makeTable(0.5)];
    const start = plain.values.slice();
    for (const table of [plain, decaying]) table.step(BATCH, GRADIENT, 0.01);
    start.forEach((value, i) => {
      expect(plain.values[i] - decaying.values[i]).toBeCloseTo(i < 5 * COLUMNS ? 0.005 * value : 0, 6);
    });
  });

  it("goes on after a restart as if nothing had happened", () => {
    const random = createRandom(3);
    const [unbroken, first] = [makeTable(0.1), makeTable(0.1)];
    const gradients = Array.from({ length: 6 }, () => GRADIENT.map(() => random() - 0.5));
    for (const gradient of gradients) unbroken.step(BATCH, gradient, 0.05);
    for (const gradient of gradients.slice(0, 3)) first.step(BATCH, gradient, 0.05);
    const second = new LearningTable(ROWS, COLUMNS, 0.1, () => 0);
    second.restore(first.encode());
    for (const gradient of gradients.slice(3)) second.step(BATCH, gradient, 0.05);
    expect(second.encode()).toEqual(unbroken.encode());
  });
});
