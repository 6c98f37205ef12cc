import { execFile, spawnSync } from "node:child_process";
import { availableParallelism } from "node:os";
import { promisify } from "node:util";
import * as v from "valibot";
import { UserError } from "../training/console/errors";
import { runProgram, runTitlecast } from "./command";

const PYTHON = "/usr/bin/python3";
const GENSIM = "bench/train_gensim.py";
/** The binary of word2vec.c, as its authors name it. */
const WORD2VEC_C = "word2vec";
const MEBIBYTE = 2 ** 20;

/** What all train with, beside epochs and seed. */
export const SETTINGS = {
  dimensions: 100,
  window: 5,
  negatives: 5,
  sample: 1e-4,
  minCount: 5,
  learningRate: 0.025,
  threads: availableParallelism(),
};

interface Training {
  readonly text: string;
  readonly epochs: number;
  readonly seed: number;
  /** Where the vectors go: a file that `vectors evaluate` reads. */
  readonly out: string;
}

export interface Trained {
  /** Of the training alone, the text being counted already. */
  readonly wordsPerSecond: number;
  /** The most memory that was held, in MiB, where the trainer tells. */
  readonly mebibytes: number | null;
}

export interface Trainer {
  readonly name: string;
  readonly train: (training: Training) => Promise<Trained>;
}

const speed = v.object({ wordsPerSecond: v.number() });
const speedAndMemory = v.object({ wordsPerSecond: v.number(), peakMemory: v.number() });

const titlecast: Trainer = {
  name: "vectors train",
  async train({ text, epochs, seed, out }) {
    const flags = Object.entries({ ...SETTINGS, epochs, seed }).flatMap(([name, value]) => [toFlag(name), `${value}`]);
    const { value } = await runTitlecast("vectors", "train", text, "--out", out, ...flags);
    const { wordsPerSecond, peakMemory } = v.parse(speedAndMemory, value);
    return { wordsPerSecond, mebibytes: peakMemory / MEBIBYTE };
  },
};

const gensim: Trainer = {
  name: "gensim",
  async train({ text, epochs, seed, out }) {
    const settings = { ...SETTINGS, epochs, seed };
    const { value } = await runProgram(PYTHON, [GENSIM, text, JSON.stringify(settings), `${out}.w2v`]);
    await runTitlecast("vectors", "import", `${out}.w2v`, "--out", out);
    return { ...v.parse(speed, value), mebibytes: null };
  },
};

/** It has no seed, and reports its speed for each second of a thread's work. */
const word2vecC: Trainer = {
  name: "word2vec.c",
  async train({ text, epochs, out }) {
    const { dimensions, window, negatives, sample, minCount, learningRate, threads } = SETTINGS;
    const flags = {
      train: text,
      output: `${out}.w2v`,
      size: dimensions,
      window,
      sample,
      negative: negatives,
      hs: 0,
      cbow: 0,
      threads,
      iter: epochs,
      alpha: learningRate,
      "min-count": minCount,
      binary: 1,
      debug: 2,
    };
    const words = Object.entries(flags).flatMap(([name, value]) => [`-${name}`, `${value}`]);
    const { stdout } = await promisify(execFile)(WORD2VEC_C, words, { maxBuffer: 2 ** 26 });
    const last = [...stdout.matchAll(/Words\/thread\/sec: ([\d.]+)k/g)].at(-1);
    if (last === undefined) throw new UserError(`${WORD2VEC_C} did not tell its speed`);
    await runTitlecast("vectors", "import", `${out}.w2v`, "--out", out);
    return { wordsPerSecond: 1000 * Number(last[1]) * threads, mebibytes: null };
  },
};

/** Titlecast, and the peers that are installed. @param missing hears how to get the others. */
export function findTrainers(missing: (advice: string) => void): Trainer[] {
  const hasGensim = spawnSync(PYTHON, ["-c", "import gensim"]).status === 0;
  const hasWord2vec = spawnSync(WORD2VEC_C).error === undefined;
  if (!hasGensim) missing("no gensim to compare with; apt-get install python3-gensim brings it");
  if (!hasWord2vec) missing(`no word2vec.c to compare with; its binary would be on the path as ${WORD2VEC_C}`);
  return [titlecast, ...(hasGensim ? [gensim] : []), ...(hasWord2vec ? [word2vecC] : [])];
}

/** `minCount` as the command line spells it. */
function toFlag(name: string): string {
  return `--${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
}
