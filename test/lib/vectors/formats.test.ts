import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { writeProjectorLabels, writeProjectorVectors } from "../../../lib/vectors/formats/projector-tsv";
import { readWord2vecBinary, writeWord2vecBinary } from "../../../lib/vectors/formats/word2vec-binary";
import { readWord2vecText, writeWord2vecText } from "../../../lib/vectors/formats/word2vec-text";
import type { VectorTable } from "../../../lib/vectors/table";
import { anyTable, randomTable } from "./tables";

const encode = (text: string) => new TextEncoder().encode(text);
const writeText = (table: VectorTable) => encode([...writeWord2vecText(table)].join(""));

const formats = [
  ["binary", writeWord2vecBinary, readWord2vecBinary],
  ["text", writeText, readWord2vecText],
] as const;

describe.each(formats)("word2vec %s", (name, write, read) => {
  test("brings words and numbers back exactly", () => {
    fc.assert(
      fc.property(anyTable, (table) => {
        const back = read(write(table));
        expect(back.words).toEqual(table.words);
        expect(back.dimensions).toBe(table.dimensions);
        expect(back.rows.every((value, i) => value === table.rows[i])).toBe(true);
        expect(back.rows).toHaveLength(table.rows.length);
      }),
    );
  });

  test("refuses a file cut short anywhere, saying where", () => {
    const whole = write(randomTable(["one", "two", "three"], 4));
    // Without the last newline a file is still whole; text may also lose digits of its last number unnoticed.
    const lastNumber =
      name === "binary"
        ? 2
        : 1 + ([...writeWord2vecText(randomTable(["one", "two", "three"], 4))].at(-1)?.split(" ").at(-1)?.length ?? 0);
    for (let length = 0; length <= whole.length - lastNumber; length++) {
      expect(() => read(whole.subarray(0, length)), `${length} of ${whole.length} bytes`).toThrow(/^(byte|line) \d+: /);
    }
  });

  test("refuses what follows the last word", () => {
    const whole = write(randomTable(["one", "two"], 3));
    const longer = new Uint8Array([...whole, ...encode("three 1 2 3\n")]);
    expect(() => read(longer)).toThrow(/(byte \d+|line 4): expected the end of the file after 2 words/);
  });

  test("refuses a header that is none, or promises more than the file can hold", () => {
    expect(() => read(encode("hello world\n"))).toThrow(
      'expected the number of words and of dimensions, found "hello world"',
    );
    expect(() => read(encode("0 5\n"))).toThrow("expected the number of words and of dimensions");
    expect(() => read(encode("99999999 300\nthe 1 2\n"))).toThrow(/ends before|more than the file can hold/);
  });

  test("reads from the middle of a larger buffer", () => {
    const whole = write(randomTable(["one", "two"], 3));
    const shifted = new Uint8Array(whole.length + 5);
    shifted.set(whole, 3);
    expect(read(shifted.subarray(3, 3 + whole.length)).words).toEqual(["one", "two"]);
  });

  test("a space inside a word becomes an underscore", () => {
    expect(read(write(randomTable(["show hn:", "the"], 2))).words).toEqual(["show_hn:", "the"]);
  });
});

test("word2vec text names the line and what is wrong with it", () => {
  const read = (text: string) => () => readWord2vecText(encode(text));
  expect(read("2 2\nthe 1 2\nof 1 x\n")).toThrow('line 3: "x" is not a number');
  expect(read("2 2\nthe 1 2\nof 1\n")).toThrow("line 3: expected a word and 2 numbers, found 1 numbers");
  expect(read("2 2\nthe 1 2 3\nof 1 2\n")).toThrow("line 2: expected a word and 2 numbers, found 3 numbers");
  expect(read("2 2\nthe NaN 2\nof 1 2\n")).toThrow('line 2: "NaN" is not a number');
});

test("word2vec text reads Windows lines and the trailing spaces that word2vec.c writes", () => {
  const table = readWord2vecText(encode("2 2\r\nthe 1 2 \r\nof 3 4e-1 \r\n"));
  expect(table.words).toEqual(["the", "of"]);
  expect(Array.from(table.rows)).toEqual([1, 2, 3, Math.fround(0.4)]);
});

test("word2vec binary refuses numbers that are not finite", () => {
  const bytes = writeWord2vecBinary(randomTable(["a"], 1));
  new DataView(bytes.buffer).setFloat32(bytes.length - 5, Number.NaN, true);
  expect(() => readWord2vecBinary(bytes)).toThrow(`byte ${bytes.length - 5}: expected a finite number, found NaN`);
});

test("the projector's two files go row by row", () => {
  const table: VectorTable = { ...randomTable(["show hn:", "c++"], 2), rows: Float32Array.of(1, -0.5, 0.25, 3) };
  expect([...writeProjectorVectors(table)].join("")).toBe("1\t-0.5\n0.25\t3\n");
  expect([...writeProjectorLabels(table)].join("")).toBe("show_hn:\nc++\n");
});
