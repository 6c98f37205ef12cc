import { spawnSync } from "node:child_process";
import { writeFile } from "node:fs/promises";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import * as v from "valibot";
import { createRandom } from "../lib/random";
import { note } from "../training/console/progress";
import { runProgram, runTitlecast } from "./command";
import { describeMiddle, type Measure, type Part, percentile } from "./measure";
import { withScratch } from "./scratch";
import { createZipf, makeWords } from "./text";

const WORDS = 2_000_000;
const VOCABULARY = 30_000;
const SENTENCE = 15;
const RUNS = 3;
const PYTHON = "/usr/bin/python3";
const PEER = "bench/train_gensim.py";

/** What both train with. */
const SETTINGS = {
  dimensions: 100,
  window: 5,
  negatives: 5,
  sample: 1e-4,
  minCount: 5,
  learningRate: 0.025,
  epochs: 1,
  threads: availableParallelism(),
  seed: 1,
};

const trained = v.object({ wordsPerSecond: v.number() });

/** Word2vec training, beside gensim where it is installed. */
export const vectors: Part = {
  about: "words/s of the command `vectors train`, beside gensim where it is installed",
  measure: ({ corpus }) =>
    withScratch(async (folder): Promise<Measure[]> => {
      const text = corpus ?? join(folder, "corpus.txt");
      if (corpus === undefined) await writeFile(text, makeText());
      const hasPeer = hasGensim();
      const [own, peer]: [number[], number[]] = [[], []];
      if (!hasPeer) note("vectors: no gensim to compare with; apt-get install python3-gensim brings it");
      // In turns, so that both meet the same machine.
      for (let run = 1; run <= RUNS; run++) {
        note(`vectors: run ${run} of ${RUNS}`);
        own.push(await trainOwn(text, join(folder, `vectors-${run}.bin`)));
        if (hasPeer) peer.push(await trainPeer(text));
      }
      const what = `skip-gram, ${SETTINGS.dimensions} dimensions, ${SETTINGS.threads} threads; training alone, text already counted`;
      const measures = [describeMiddle("vectors train", "words/s", own, what)];
      if (!hasPeer) return measures;
      const ratio = percentile(own, 0.5) / percentile(peer, 0.5);
      return [
        ...measures,
        describeMiddle("gensim", "words/s", peer, "the same text, settings and threads, runs in turns"),
        describeMiddle("vectors train ÷ gensim", "×", [ratio], "ratio of the medians; above 1 is faster than gensim"),
      ];
    }),
};

async function trainOwn(text: string, out: string): Promise<number> {
  const flags = Object.entries(SETTINGS).flatMap(([name, value]) => [`--${toKebab(name)}`, String(value)]);
  const { value } = await runTitlecast("vectors", "train", text, "--out", out, ...flags);
  return v.parse(trained, value).wordsPerSecond;
}

async function trainPeer(text: string): Promise<number> {
  const { value } = await runProgram(PYTHON, [PEER, text, JSON.stringify(SETTINGS)]);
  return v.parse(trained, value).wordsPerSecond;
}

function hasGensim(): boolean {
  return spawnSync(PYTHON, ["-c", "import gensim"]).status === 0;
}

/** `minCount` as the command line spells it. */
function toKebab(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}

/** Sentences whose words are as frequent as in life, in no order. */
function makeText(): string {
  const random = createRandom(SETTINGS.seed);
  const words = makeWords(VOCABULARY);
  const draw = createZipf(VOCABULARY, random);
  const sentences = Array.from({ length: Math.ceil(WORDS / SENTENCE) }, () =>
    Array.from({ length: SENTENCE }, () => words[draw()]).join(" "),
  );
  return `${sentences.join("\n")}\n`;
}
