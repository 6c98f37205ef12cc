import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createRandom } from "../../../lib/random";
import { toFloat32, toInt8, type VectorTable } from "../../../lib/vectors/table";
import { UnknownWordError, WordVectors } from "../../../lib/vectors/word-vectors";
import { randomTable, tableOf } from "./tables";

const names = (count: number) => Array.from({ length: count }, (_, i) => `word${i}`);

/** Cosine by the textbook, in float64. */
function cosine(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let [ab, aa, bb] = [0, 0, 0];
  for (let i = 0; i < a.length; i++) {
    ab += a[i] * b[i];
    aa += a[i] * a[i];
    bb += b[i] * b[i];
  }
  return ab / Math.sqrt(aa * bb);
}

function rowsOf(table: VectorTable): Float32Array[] {
  const all = toFloat32(table);
  return table.words.map((_, row) => all.subarray(row * table.dimensions, (row + 1) * table.dimensions));
}

describe.each([
  ["float32", (whole: VectorTable) => whole],
  ["int8", toInt8],
] as const)("nearest neighbours, %s", (_, store) => {
  // 203 and 7 are no multiples of the blocks in which rows are read.
  const stored = store(randomTable(names(203), 7));
  const vectors = new WordVectors(stored);

  test("are those that a search by the textbook finds", () => {
    const rows = rowsOf(stored);
    for (const row of [0, 1, 101, 202]) {
      const expected = rows
        .map((other, i) => ({ word: `word${i}`, cosine: cosine(rows[row], other), rank: i }))
        .filter(({ rank }) => rank !== row)
        .sort((a, b) => b.cosine - a.cosine)
        .slice(0, 20);
      const found = vectors.neighbours(`word${row}`, 20);
      expect(found.map(({ word }) => word)).toEqual(expected.map(({ word }) => word));
      found.forEach((neighbour, i) => {
        expect(neighbour.cosine).toBeCloseTo(expected[i].cosine, 5);
        expect(neighbour.rank).toBe(expected[i].rank);
      });
    }
  });

  test("analogies are nearest to b - a + c of unit vectors, without the words asked", () => {
    const units = rowsOf(stored).map((row) => Float64Array.from(row, (value) => value / Math.hypot(...row)));
    const target = units[5].map((value, i) => value - units[3][i] + units[9][i]);
    const expected = units
      .map((unit, i) => ({ rank: i, cosine: cosine(unit, target) }))
      .filter(({ rank }) => ![3, 5, 9].includes(rank))
      .sort((a, b) => b.cosine - a.cosine)[0];
    const [found] = vectors.analogy("word3", "word5", "word9", 1);
    expect(found.rank).toBe(expected.rank);
    expect(found.cosine).toBeCloseTo(expected.cosine, 5);
  });
});

describe("what is asked", () => {
  const vectors = new WordVectors(
    tableOf({
      king: [2, 2, 0],
      queen: [2, 0, 2],
      man: [1, 2, 0],
      woman: [1, 0, 2],
      "c++": [0, 1, 1],
      nothing: [0, 0, 0],
    }),
  );

  test("king is to man as queen is to woman", () => {
    expect(vectors.analogy("king", "man", "queen", 1)[0].word).toBe("woman");
  });

  test("the odd one out is the one unlike the others", () => {
    expect(vectors.oddOneOut(["king", "man", "woman"])).toBe("woman");
    expect(vectors.oddOneOut(["Queen", "woman", "king"])).toBe("king");
    expect(() => vectors.oddOneOut(["king", "man"])).toThrow("three or more");
  });

  test("words are found in any case and with space around them", () => {
    expect(vectors.rowOf(" KING ")).toBe(0);
    expect(vectors.rowOf("C++")).toBe(4);
    expect(vectors.similarity("King", "kinG")).toBeCloseTo(1, 12);
    expect(vectors.similarity("king", "queen")).toBeCloseTo(0.5, 12);
  });

  test("a word that is not there is named", () => {
    for (const ask of [
      () => vectors.neighbours("Prince", 3),
      () => vectors.similarity("king", "Prince"),
      () => vectors.analogy("king", "Prince", "man", 1),
      () => vectors.oddOneOut(["king", "Prince", "man"]),
    ]) {
      expect(ask).toThrow(UnknownWordError);
      expect(ask).toThrow(/^Prince$/);
    }
    for (const text of ["", "   ", "king queen", "\ud800", "__proto__", "constructor"]) {
      expect(vectors.rowOf(text)).toBeUndefined();
    }
  });

  test("a vector of zeros resembles nothing, and nothing is NaN", () => {
    for (const { cosine } of vectors.neighbours("nothing", 10)) expect(cosine).toBe(0);
    expect(vectors.similarity("nothing", "king")).toBe(0);
  });

  test("of words that differ in case alone the more frequent is meant, unless one is typed as it stands", () => {
    const cased = new WordVectors(tableOf({ apple: [1, 0], Apple: [0, 1] }));
    expect(["APPLE", "apple", " Apple "].map((word) => cased.rowOf(word))).toEqual([0, 0, 1]);
  });

  test("phrases are found as they are typed, whichever way they are written here", () => {
    const phrases = new WordVectors(tableOf({ "new york": [1, 0], San_Francisco: [0, 1], "show hn:": [1, 1] }));
    const typed = ["New York", "new  york!", "san francisco", "San_Francisco", "Show HN", "new", "york new"];
    expect(typed.map((text) => phrases.rowOf(text))).toEqual([0, 0, 1, 1, 2, undefined, undefined]);
  });

  test("limits are kept", () => {
    expect(vectors.neighbours("king", 0)).toEqual([]);
    expect(vectors.neighbours("king", 3)).toHaveLength(3);
    expect(vectors.neighbours("king", 100)).toHaveLength(5);
  });
});

describe("suggestions", () => {
  const words = ["the", "computer", "compute", "faggot", "compiler", "fagg", "naïve", "c++", "c#", "show hn:"];
  const vectors = new WordVectors(randomTable(words, 3));

  test("start with what was typed, the most frequent first", () => {
    expect(vectors.suggest("Comp", 2)).toEqual(["computer", "compute"]);
    expect(vectors.suggest("c", 10)).toEqual(["computer", "compute", "compiler", "c++", "c#"]);
    expect(vectors.suggest("show h", 10)).toEqual(["show hn:"]);
    expect(vectors.suggest("NAI\u0308", 10)).toEqual(["naïve"]);
    expect(vectors.suggest(" ", 10)).toEqual([]);
  });

  test("are close spellings where no word starts so", () => {
    expect(vectors.suggest("comptuer", 10)).toEqual(["computer", "compute", "compiler"]);
    expect(vectors.suggest("qqqqqqqq", 10)).toEqual([]);
  });

  test("never hold a slur, nor do neighbours", () => {
    expect(vectors.suggest("fag", 10)).toEqual(["fagg"]);
    expect(vectors.suggest("faggit", 10)).not.toContain("faggot");
    const found = vectors.neighbours("the", 100).map(({ word }) => word);
    expect(found).toHaveLength(words.length - 2);
    expect(found).not.toContain("faggot");
  });

  test("come for whatever is typed", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 30 }), (typed) => {
        for (const word of vectors.suggest(typed, 5)) expect(words).toContain(word);
      }),
    );
    expect(vectors.suggest("x".repeat(10_000), 5)).toEqual([]);
  });
});

test("the search keeps its order among random scores and ties", () => {
  const random = createRandom(2);
  const vectors = new WordVectors(
    tableOf(
      Object.fromEntries(
        names(60).map((name) => [name, [Math.floor(random() * 3) - 1, Math.floor(random() * 3) - 1, 1]]),
      ),
    ),
  );
  const found = vectors.neighbours("word0", 59);
  found.slice(1).forEach((neighbour, i) => {
    const before = found[i];
    expect(
      before.cosine > neighbour.cosine || (before.cosine === neighbour.cosine && before.rank < neighbour.rank),
    ).toBe(true);
  });
});
