import { execFile, spawnSync } from "node:child_process";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import * as v from "valibot";
import { bucketOf } from "../lib/buckets";
import { PRESETS } from "../training/predictor/config";
import { runProgram } from "./command";

const PYTHON = "/usr/bin/python3";
const FASTTEXT = "fasttext";
const { edges } = PRESETS["hacker-news"];

/** A post as the peers read it: title in lower case with its words apart. */
export interface PeerPost {
  readonly title: string;
  readonly site: string | null;
  readonly community: string | null;
  readonly author: string | null;
  readonly hour: number;
  readonly weekday: number;
  readonly score: number;
}

/** Posts as files of JSON lines, and as they are. */
interface PeerData {
  readonly folder: string;
  readonly train: string;
  readonly test: string;
  readonly trainPosts: readonly PeerPost[];
  readonly testPosts: readonly PeerPost[];
}

/** Numbers that rank the test posts: by the chance of a hundred points, and by the score expected. */
export interface PeerForecast {
  readonly chances: readonly number[];
  readonly expected: readonly number[];
  /** Of the fit. */
  readonly seconds: number;
}

export interface Peer {
  readonly name: string;
  readonly forecast: (data: PeerData) => Promise<PeerForecast>;
}

const seconds = v.object({ seconds: v.number() });
const numbers = v.pipe(v.string(), v.parseJson(), v.array(v.number()));

/** A script that ranks by one number. */
function script(name: string, file: string, ...flags: string[]): Peer {
  return {
    name,
    async forecast({ folder, train, test }) {
      const out = join(folder, "forecast.json");
      const { value } = await runProgram(PYTHON, [`bench/${file}`, train, test, ...flags, out]);
      const values = v.parse(numbers, await readFile(out, "utf8"));
      return { chances: values, expected: values, ...v.parse(seconds, value) };
    },
  };
}

/** Bags of words and bigrams, and context as words of its own, to score buckets (Joulin et al. 2017). */
function fastText(name: string, context: boolean): Peer {
  return {
    name,
    async forecast({ folder, trainPosts, testPosts }) {
      const [train, test, model] = ["train.txt", "test.txt", "model"].map((file) => join(folder, file));
      await writeFile(train, trainPosts.map((post) => toLine(post, context)).join(""));
      await writeFile(test, testPosts.map((post) => toLine(post, context)).join(""));
      const flags = { input: train, output: model, wordNgrams: 2, dim: 16, epoch: 5, lr: 0.1, loss: "softmax" };
      const started = performance.now();
      await promisify(execFile)(FASTTEXT, [
        "supervised",
        ...Object.entries(flags).flatMap(([flag, value]) => [`-${flag}`, `${value}`]),
      ]);
      const took = (performance.now() - started) / 1000;
      const { stdout } = await promisify(execFile)(
        FASTTEXT,
        ["predict-prob", `${model}.bin`, test, `${edges.length}`],
        {
          maxBuffer: 2 ** 30,
        },
      );
      const shares = stdout.trimEnd().split("\n").map(readShares);
      const above = bucketOf(100, edges);
      return {
        chances: shares.map((share) => share.slice(above).reduce((sum, p) => sum + p, 0)),
        expected: shares.map((share) => share.reduce((sum, p, bucket) => sum + p * bucket, 0)),
        seconds: took,
      };
    },
  };
}

function toLine({ title, site, community, author, hour, weekday, score }: PeerPost, context: boolean): string {
  const told = context ? { community, site, author, hour, weekday } : { community };
  const words = Object.entries(told).map(([name, value]) => `${name}=${String(value).replaceAll(/\s/g, "_")}`);
  return `__label__${bucketOf(score, edges)} ${title} ${words.join(" ")}\n`;
}

/** `__label__3 0.5 __label__1 0.25 …` as shares in the order of the buckets. */
function readShares(line: string): number[] {
  const shares = edges.map(() => 0);
  for (const [, bucket, share] of line.matchAll(/__label__(\d+) (\S+)/g)) shares[Number(bucket)] = Number(share);
  return shares;
}

/** The peers that are installed. @param missing hears how to get the others. */
export function findPeers(missing: (advice: string) => void): Peer[] {
  const imports = (module: string) => spawnSync(PYTHON, ["-c", `import ${module}`]).status === 0;
  const [hasSklearn, hasXgboost] = [imports("sklearn"), imports("sklearn, xgboost")];
  const hasFastText = spawnSync(FASTTEXT).error === undefined;
  if (!hasSklearn) missing("no scikit-learn to compare with; apt-get install python3-sklearn brings it");
  if (!hasXgboost) missing("no XGBoost to compare with; apt-get install python3-xgboost brings it");
  if (!hasFastText) missing("no fastText to compare with; apt-get install fasttext brings it");
  return [
    ...(hasSklearn
      ? [
          script("scikit-learn ridge", "fit_sklearn.py", "ridge", "everything"),
          script("scikit-learn logistic", "fit_sklearn.py", "logistic", "everything"),
          script("scikit-learn ridge, title alone", "fit_sklearn.py", "ridge", "title"),
        ]
      : []),
    ...(hasXgboost ? [script("XGBoost, stacked", "fit_xgboost.py")] : []),
    ...(hasFastText ? [fastText("fastText", true), fastText("fastText, title alone", false)] : []),
  ];
}
