import { createRandom, type Random } from "../lib/random";
import { toInt8, truncate, type VectorTable } from "../lib/vectors/table";
import { WordVectors } from "../lib/vectors/word-vectors";
import { describeTail, type Measure, type Part } from "./measure";
import { readVectors } from "./release";
import { makeWords } from "./text";

const WORDS = 50_000;
const DIMENSIONS = 100;
const LIMIT = 20;
const QUERIES = 500;
const WARM_UP = 50;
const SEED = 1;

/** Nearest neighbours in Node. */
export const neighbours: Part = {
  about: "the 20 nearest of 50,000 words, in Node",
  async measure({ release }): Promise<Measure[]> {
    const random = createRandom(SEED);
    const shipped = await readVectors(release);
    const table = shipped === null ? makeTable(random) : truncate(shipped.table, WORDS);
    const vectors = new WordVectors(table);
    const times: number[] = [];
    for (let i = -WARM_UP; i < QUERIES; i++) {
      const word = table.words[Math.floor(random() * table.words.length)];
      const started = performance.now();
      vectors.neighbours(word, LIMIT);
      if (i >= 0) times.push(performance.now() - started);
    }
    const source = shipped === null ? "random vectors, as there is no release" : "the release's vectors";
    const size = `${table.words.length.toLocaleString("en-US")} × ${table.dimensions}`;
    return [describeTail(`top ${LIMIT} of ${size}`, "ms", times, `exact, one thread; ${source}`)];
  },
};

function makeTable(random: Random): VectorTable {
  const rows = Float32Array.from({ length: WORDS * DIMENSIONS }, () => random() - 0.5);
  return toInt8({ words: makeWords(WORDS), dimensions: DIMENSIONS, rows, scales: null, counts: null, config: {} });
}
