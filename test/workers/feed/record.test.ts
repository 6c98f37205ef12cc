import { expect, test } from "vitest";
import { keepRecord, type Outcome } from "../../../workers/feed/record";

function outcome(accepted: boolean, probability: number, drifted = false): Outcome {
  return { accepted, probability, drifted };
}

test("counts who foretold each click: the model, and the guess of what was more frequent until then", () => {
  const record = keepRecord([
    outcome(true, 0.5), // both say yes to an even chance
    outcome(false, 0.2), // the guess says yes
    outcome(false, 0.7), // one of each until now: the guess says yes, as the model
    outcome(false, 0.1, true), // now the guess says no
  ]);
  expect(record).toMatchObject({ clicks: 4, right: 3, guessed: 2, drifts: [4] });
  expect(record.curve.map(({ right }) => right)).toEqual([1, 1, 2 / 3, 3 / 4]);
});

test("a long record is told by 100 points, and ends with its last click", () => {
  const { curve } = keepRecord(Array.from({ length: 2345 }, (_, i) => outcome(i % 2 === 0, 0.6)));
  expect(curve.length).toBeGreaterThan(95);
  expect(curve.length).toBeLessThanOrEqual(101);
  expect(curve.at(-1)?.clicks).toBe(2345);
});

test("nothing has been said before the first click", () => {
  expect(keepRecord([])).toEqual({ clicks: 0, right: 0, guessed: 0, curve: [], drifts: [] });
});
