import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { FormatError, fromField } from "../../../lib/vectors/formats/format";
import { writeProjectorLabels, writeProjectorVectors } from "../../../lib/vectors/formats/projector-tsv";
import { readWord2vecBinary, writeWord2vecBinary } from "../../../lib/vectors/formats/word2vec-binary";
import { readWord2vecText, writeWord2vecText } from "../../../lib/vectors/formats/word2vec-text";
import { toInt8, type VectorTable } from "../../../lib/vectors/table";
import { anyTable, randomTable } from "./tables";

const encode = (text: string) => new TextEncoder().encode(text);
const writeText = (table: VectorTable) => encode([...writeWord2vecText(table)].join(""));
const writeBinary = (table: VectorTable) => new Uint8Array(Buffer.concat([...writeWord2vecBinary(table)]));

/** The bytes in pieces of this length. */
function* cut(bytes: Uint8Array, length: number): Generator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += length) yield bytes.subarray(at, at + length);
}

const formats = [
  ["binary", writeBinary, readWord2vecBinary],
  ["text", writeText, readWord2vecText],
] as const;

describe.each(formats)("word2vec %s", (name, write, read) => {
  const two = write(randomTable(["one", "two"], 3));

  test("brings words and numbers back exactly, in whatever pieces the file comes", async () => {
    await fc.assert(
      fc.asyncProperty(anyTable, fc.integer({ min: 1, max: 300 }), async (table, length) => {
        const { table: back, repeated } = await read(cut(write(table), length));
        expect(back.words).toEqual(table.words);
        expect(back.dimensions).toBe(table.dimensions);
        expect(back.rows.every((value, i) => value === table.rows[i])).toBe(true);
        expect(back.rows).toHaveLength(table.rows.length);
        expect(repeated).toBe(0);
      }),
    );
  });

  test("int8 rows are written as the numbers they stand for", async () => {
    const table: VectorTable = { ...randomTable(["a"], 3), rows: Float32Array.of(127, -64, 1) };
    expect(Array.from((await read([write(toInt8(table))])).table.rows)).toEqual([127, -64, 1]);
  });

  test("refuses a file cut short anywhere, saying where", async () => {
    const words = ["one", "two", "three"];
    const whole = write(randomTable(words, 4));
    // Without the last newline a file is still whole; text may also lose digits of its last number unnoticed.
    const last = [...writeWord2vecText(randomTable(words, 4))].at(-1)?.split(" ").at(-1)?.length ?? 0;
    const lastNumber = name === "binary" ? 2 : last + 1;
    for (let length = 0; length <= whole.length - lastNumber; length++) {
      const reading = read([whole.subarray(0, length)]);
      await expect(reading, `${length} of ${whole.length} bytes`).rejects.toThrow(/^(byte|line) \d+: /);
    }
  });

  test("a file that is damaged or cut is read or refused, and nothing else", async () => {
    const whole = write(randomTable(["one", "two", "naïve", "日本"], 3));
    const flips = fc.array(fc.tuple(fc.nat(whole.length - 1), fc.nat(7)), { maxLength: 8 });
    await fc.assert(
      fc.asyncProperty(flips, fc.nat(whole.length), fc.integer({ min: 1, max: 99 }), async (bits, length, piece) => {
        const damaged = whole.slice(0, length);
        for (const [at, bit] of bits) if (at < length) damaged[at] ^= 1 << bit;
        try {
          const { table } = await read(cut(damaged, piece));
          expect(new Set(table.words).size).toBe(table.words.length);
          expect(table.rows).toHaveLength(table.words.length * table.dimensions);
          expect(table.rows.every(Number.isFinite)).toBe(true);
          expect(table.words.filter((word) => word === "" || /[ \n]/.test(word))).toEqual([]);
        } catch (error) {
          expect(error).toBeInstanceOf(FormatError);
        }
      }),
      { numRuns: 1000 },
    );
  });

  test("any bytes after a header are read or refused, and nothing else", async () => {
    const header = fc.tuple(fc.integer({ min: 1, max: 999_999_999 }), fc.integer({ min: 1, max: 99_999 }));
    await fc.assert(
      fc.asyncProperty(header, fc.uint8Array({ maxLength: 200 }), async ([count, dimensions], rest) => {
        const bytes = new Uint8Array([...encode(`${count} ${dimensions}\n`), ...rest]);
        await read([bytes]).then(
          ({ table }) => expect(table.words).toHaveLength(count),
          (error) => expect(error).toBeInstanceOf(FormatError),
        );
      }),
    );
  });

  test("refuses what follows the last word", async () => {
    const longer = new Uint8Array([...two, ...encode("three 1 2 3\n")]);
    await expect(read([longer])).rejects.toThrow(/(byte \d+|line 4): expected the end of the file after 2 words/);
  });

  test("reads so many words and no more, whatever follows", async () => {
    const rows: number[][] = [];
    const onRow = (done: number, total: number) => rows.push([done, total]);
    await read([two], { onRow });
    const { table } = await read([two, encode("no row at all")], { mostWords: 1, onRow });
    expect(rows).toEqual([
      [1, 2],
      [2, 2],
      [1, 1],
    ]);
    expect(table.words).toEqual(["one"]);
    expect(table.rows).toEqual(randomTable(["one", "two"], 3).rows.subarray(0, 3));
  });

  test("refuses a header that is none, or promises what does not come", async () => {
    await expect(read([encode("hello world\n")])).rejects.toThrow(
      'expected the number of words and of dimensions, found "hello world"',
    );
    await expect(read([])).rejects.toThrow("expected");
    await expect(read([encode("0 5\n")])).rejects.toThrow("expected the number of words and of dimensions");
    await expect(read([encode("9999999 2\n"), ...(name === "text" ? [encode("the 1 2\n")] : [])])).rejects.toThrow(
      /the file ends (before word 1 of the 9999999|after 1 of 9999999)/,
    );
    await expect(read([encode("99999999 300\n")])).rejects.toThrow("line 1: 99999999 words are promised");
  });

  test("a space inside a word becomes an underscore, and back where our tokens have a space", async () => {
    const { table } = await read([write(randomTable(["show hn:", "new york", "snake_case"], 2))]);
    expect(table.words).toEqual(["show hn:", "new_york", "snake_case"]);
  });

  test("of a word that comes twice the first row stays, and the others are counted", async () => {
    const table = randomTable(["one", "two", "one", "ask_hn:", "ask hn:"], 2);
    const { table: back, repeated } = await read([write(table)]);
    expect(back.words).toEqual(["one", "two", "ask hn:"]);
    expect(Array.from(back.rows)).toEqual([...table.rows.slice(0, 4), ...table.rows.slice(6, 8)]);
    expect(repeated).toBe(2);
  });

  test("a byte order mark and Windows line ends are no part of header or numbers", async () => {
    const [header, ...rest] = Buffer.from(two).toString("latin1").split("\n");
    const windows = name === "binary" ? rest.join("\n") : rest.join("\r\n");
    const bytes = Buffer.concat([Buffer.from("\ufeff"), Buffer.from(`${header}\r\n${windows}`, "latin1")]);
    expect((await read([bytes])).table).toEqual(randomTable(["one", "two"], 3));
  });
});

test("fields become phrases only where a token has a space", () => {
  expect(["ask_hn:", "launch_hn:"].map(fromField)).toEqual(["ask hn:", "launch hn:"]);
  for (const word of ["_", "__init__", "new_york", "show_hn", "$_5", "naïve", "hn:_show"]) {
    expect(fromField(word)).toBe(word);
  }
});

test("word2vec text names the line and what is wrong with it", async () => {
  const read = (text: string) => expect(readWord2vecText([encode(text)])).rejects;
  await read("2 2\nthe 1 2\nof 1 x\n").toThrow('line 3: "x" is not a number');
  await read("2 2\nthe 1 2\nof 1\n").toThrow("line 3: expected a word and 2 numbers, found 1 numbers");
  await read("2 2\nthe 1 2 3\nof 1 2\n").toThrow("line 2: expected a word and 2 numbers, found 3 numbers");
  await read("2 2\nthe NaN 2\nof 1 2\n").toThrow('line 2: "NaN" is not a number');
  await read("2 2\nthe 1 1e39\nof 1 2\n").toThrow('line 2: "1e39" is not a number');
  await read("2 2\n 1 2\nof 1 2\n").toThrow("line 2: expected a word");
  await read("x".repeat(5_000_000)).toThrow("line 1: longer than any row of vectors");
});

test("word2vec text reads the trailing spaces that word2vec.c writes, and words of no-break spaces and marks", async () => {
  const { table } = await readWord2vecText([encode("2 2\nt\u00a0he 1 2 \n\ufeffof 3 4e-1 \n\n")]);
  expect(table.words).toEqual(["t\u00a0he", "\ufeffof"]);
  expect(Array.from(table.rows)).toEqual([1, 2, 3, Math.fround(0.4)]);
});

test("word2vec binary refuses numbers that are not finite and words that hold a line break", async () => {
  const bytes = writeBinary(randomTable(["a"], 1));
  new DataView(bytes.buffer).setFloat32(bytes.length - 5, Number.NaN, true);
  const place = `byte ${bytes.length - 5}: expected a finite number, found NaN`;
  await expect(readWord2vecBinary([bytes])).rejects.toThrow(place);
  const broken = encode("1 1\na\nb 1234");
  await expect(readWord2vecBinary([broken])).rejects.toThrow("byte 4: expected word 1 of 1 and a space after it");
});

test("the projector's two files go row by row", () => {
  const table: VectorTable = { ...randomTable(["show hn:", "c++"], 2), rows: Float32Array.of(1, -0.5, 0.25, 3) };
  expect([...writeProjectorVectors(table)].join("")).toBe("1\t-0.5\n0.25\t3\n");
  expect([...writeProjectorLabels(table)].join("")).toBe("show_hn:\nc++\n");
});
