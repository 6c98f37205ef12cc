import fc from "fast-check";
import { expect, test } from "vitest";
import { orderRows } from "../../../lib/many/order";

test("rows come by their key, up and down, and those of the same key in their own order", () => {
  expect(Array.from(orderRows([3, 1, 3, 2], false, null))).toEqual([1, 3, 0, 2]);
  expect(Array.from(orderRows([3, 1, 3, 2], true, null))).toEqual([0, 2, 3, 1]);
  expect(Array.from(orderRows(["b", "a", "", "b"], false, null))).toEqual([2, 1, 0, 3]);
  expect(Array.from(orderRows(Float32Array.of(0.5, 0.25), false, null))).toEqual([1, 0]);
});

test("only the rows that are wanted come", () => {
  expect(Array.from(orderRows([3, 1, 3, 2], false, (row) => row !== 1))).toEqual([3, 0, 2]);
  expect(Array.from(orderRows([3, 1], false, () => false))).toEqual([]);
});

test("any order is that of a stable sort of what is wanted", () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 9 })), fc.boolean(), (keys, isDown) => {
      const wanted = keys.map((_, row) => row).filter((row) => keys[row] !== 5);
      const expected = wanted.sort((a, b) => (isDown ? keys[b] - keys[a] : keys[a] - keys[b]));
      expect(Array.from(orderRows(keys, isDown, (row) => keys[row] !== 5))).toEqual(expected);
    }),
  );
}, 30_000);
