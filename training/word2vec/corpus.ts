import { readFile, rename, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { Bundle, encodeLines, writeBundle } from "../../lib/release/bundle";
import type { Vocabulary } from "./word-counter";

/** A text as word ids in a file. Words stand by falling frequency, so that an id is a rank. */
export interface Corpus {
  /** How often each word occurs. */
  readonly counts: Int32Array;
  /** File of word ids, four bytes each; each sentence is ended by `END`. */
  readonly tokens: string;
  /** Tokens in each block of whole sentences, in order; `END`s count too. */
  readonly blocks: Int32Array;
}

/** Writes what there is to a corpus beside its tokens; from now on {@link openCorpus} finds it. */
export async function saveCorpus(
  folder: string,
  stamp: string,
  { words, counts }: Vocabulary,
  blocks: readonly number[],
): Promise<void> {
  const bytes = writeBundle({
    stamp: encodeLines([stamp]),
    words: encodeLines(words),
    counts,
    blocks: Int32Array.from(blocks),
  });
  await writeFile(`${bundleIn(folder)}.new`, bytes);
  await rename(`${bundleIn(folder)}.new`, bundleIn(folder));
}

/** Opens the corpus in `folder`; null where there is none with this stamp. */
export async function openCorpus(folder: string, stamp: string): Promise<Corpus | null> {
  try {
    const bundle = new Bundle(await readFile(bundleIn(folder)));
    const corpus = { counts: bundle.i32("counts"), tokens: tokensIn(folder), blocks: bundle.i32("blocks") };
    const length = corpus.blocks.reduce((sum, tokens) => sum + tokens, 0);
    const whole = (await stat(corpus.tokens)).size === length * Int32Array.BYTES_PER_ELEMENT;
    return whole && bundle.lines("stamp")[0] === stamp ? corpus : null;
  } catch {
    return null;
  }
}

/** The words of the corpus in `folder`, by id. */
export async function readWords(folder: string): Promise<string[]> {
  return new Bundle(await readFile(bundleIn(folder))).lines("words");
}

export const tokensIn = (folder: string) => join(folder, "tokens");
const bundleIn = (folder: string) => join(folder, "corpus");
