import { writeFile } from "node:fs/promises";
import { basename, join } from "node:path";
import * as v from "valibot";
import { createRandom } from "../lib/random";
import { note } from "../training/console/progress";
import { runTitlecast } from "./command";
import { describeMiddle, type Measure, type Options, type Part, percentile } from "./measure";
import { withScratch } from "./scratch";
import { createZipf, makeWords } from "./text";
import { findTrainers, SETTINGS, type Trained, type Trainer } from "./word2vec-peers";

const WORDS = 2_000_000;
const VOCABULARY = 30_000;
/** Words a line of the texts that are made where none is given. */
const LINES = { titles: 10, articles: 75 };
const SEEDS = [1, 2, 3];

/** Word2vec training, beside the peers that are installed: how fast, and how good where there is something to judge by. */
export const word2vec: Part = {
  about: "words/s of the command `vectors train`, beside gensim and word2vec.c where they are installed",
  measure: (options) =>
    withScratch(async (folder): Promise<Measure[]> => {
      const texts = options.corpus ?? (await makeTexts(folder));
      const trainers = findTrainers((advice) => note(`word2vec: ${advice}`));
      const measures: Measure[] = [];
      for (const text of texts) measures.push(...(await measureText(text, trainers, options, folder)));
      return measures;
    }),
};

interface Run extends Trained {
  /** By the measure's name. */
  readonly quality: ReadonlyMap<string, number>;
}

async function measureText(text: string, trainers: readonly Trainer[], options: Options, folder: string) {
  const runs = new Map<Trainer, Run[]>(trainers.map((trainer) => [trainer, []]));
  // In turns, so that all meet the same machine.
  for (const seed of SEEDS) {
    for (const trainer of trainers) {
      note(`word2vec: ${trainer.name} on ${basename(text)}, run ${seed} of ${SEEDS.length}`);
      const out = join(folder, `${seed}.bin`);
      const trained = await trainer.train({ text, epochs: options.epochs, seed, out });
      runs.get(trainer)?.push({ ...trained, quality: await judge(out, options) });
    }
  }
  return describeRuns(basename(text), runs);
}

function describeRuns(text: string, runs: ReadonlyMap<Trainer, readonly Run[]>): Measure[] {
  const [[own, ours], ...peers] = runs;
  const speedsOf = (all: readonly Run[]) => all.map(({ wordsPerSecond }) => wordsPerSecond);
  const middle = percentile(speedsOf(ours), 0.5);
  const measures: Measure[] = [];
  for (const [{ name }, all] of runs) {
    const what = `skip-gram, ${SETTINGS.dimensions} dimensions, ${SETTINGS.threads} threads; training alone`;
    measures.push(describeMiddle(`${text}: ${name}`, "words/s", speedsOf(all), what));
  }
  for (const [{ name }, all] of peers) {
    const ratio = middle / percentile(speedsOf(all), 0.5);
    measures.push(
      describeMiddle(`${text}: ${own.name} ÷ ${name}`, "×", [ratio], "ratio of the medians, runs in turns"),
    );
  }
  const memory = ours.flatMap(({ mebibytes }) => (mebibytes === null ? [] : [mebibytes]));
  measures.push(describeMiddle(`${text}: ${own.name}`, "MiB", memory, "most memory held, reading included"));
  for (const metric of ours[0].quality.keys()) {
    for (const [{ name }, all] of runs) {
      const values = all.map(({ quality }) => quality.get(metric) ?? Number.NaN);
      measures.push(
        describeMiddle(`${text}: ${name}`, metric, values, values.map((value) => value.toFixed(3)).join(" ")),
      );
    }
  }
  return measures;
}

const evaluation = v.object({
  similarity: v.array(v.object({ file: v.string(), spearman: v.nullable(v.number()) })),
  analogies: v.nullable(
    v.object({
      totals: v.array(v.object({ section: v.string(), accuracy: v.object({ add: v.nullable(v.number()) }) })),
    }),
  ),
});

async function judge(vectors: string, { similarity, analogies }: Options): Promise<Map<string, number>> {
  const files = [
    ...(similarity ? ["--similarity", ...similarity] : []),
    ...(analogies ? ["--analogies", analogies] : []),
  ];
  if (files.length === 0) return new Map();
  const { value } = await runTitlecast("vectors", "evaluate", vectors, ...files);
  const found = v.parse(evaluation, value);
  return new Map([
    ...found.similarity.map(({ file, spearman }): [string, number] => [file, spearman ?? Number.NaN]),
    ...(found.analogies?.totals ?? []).map(({ section, accuracy }): [string, number] => [
      `analogies, ${section}`,
      accuracy.add ?? Number.NaN,
    ]),
  ]);
}

/** Texts with short and with long lines, their words as frequent as in life, in no order. */
async function makeTexts(folder: string): Promise<string[]> {
  const words = makeWords(VOCABULARY);
  return Promise.all(
    Object.entries(LINES).map(async ([name, length]) => {
      const draw = createZipf(VOCABULARY, createRandom(1));
      const lines = Array.from({ length: Math.ceil(WORDS / length) }, () =>
        Array.from({ length }, () => words[draw()]).join(" "),
      );
      const path = join(folder, `${name}.txt`);
      await writeFile(path, `${lines.join("\n")}\n`);
      return path;
    }),
  );
}
