import { expect, it } from "vitest";
import { NUMBER, UNKNOWN, Vocabulary } from "../../../lib/text/vocabulary";
import { AlignedVectors } from "../../../training/predictor/vectors";
import { tableOf } from "../../lib/vectors/tables";

const vocabulary = new Vocabulary([UNKNOWN, NUMBER, "king", "queen", "rust"]);

it("several tables stand side by side, each of unit vectors, and words that one lacks are nought in it", () => {
  const first = tableOf({ queen: [3, 4], king: [0, 2], lisp: [1, 1] });
  const second = tableOf({ rust: [0, 0, 5], queen: [1, 0, 0] });
  const { dimensions, values } = AlignedVectors.of([first, second], vocabulary);
  expect(dimensions).toBe(5);
  const of = (word: string) => {
    const row = vocabulary.rowOf(word) ?? -1;
    return Array.from(values.subarray(row * 5, (row + 1) * 5), (value) => Math.round(1000 * value) / 1000);
  };
  expect(of("queen")).toEqual([0.6, 0.8, 1, 0, 0]);
  expect(of("king")).toEqual([0, 1, 0, 0, 0]);
  expect(of("rust")).toEqual([0, 0, 0, 0, 1]);
  expect(of(UNKNOWN)).toEqual([0, 0, 0, 0, 0]);
});

it("without a table there is one column of zeros", () => {
  const { dimensions, values } = AlignedVectors.of([], vocabulary);
  expect([dimensions, ...values]).toEqual([1, 0, 0, 0, 0, 0]);
});
