import { rm } from "node:fs/promises";
import { join } from "node:path";
import { words as splitWords } from "../../lib/text/tokenize";
import { END } from "../../lib/word2vec/train";
import { UserError } from "../console/errors";
import { saveCorpus, tokensIn } from "./corpus";
import { readLines } from "./lines";
import { findPhrases, joinPhrases, type PhraseOptions } from "./phrases";
import type { Source } from "./sources";
import { LONGEST_SENTENCE, readTokens, SentenceWriter, TokenWriter } from "./tokens";
import { type Limits, selectWords, type Vocabulary, WordCounter } from "./word-counter";

export interface CorpusOptions extends Limits, PhraseOptions {
  /** Times to join pairs of words to phrases. */
  readonly phrases: number;
}

/** How far a step of the reading is. */
export interface ReadingProgress {
  readonly step: string;
  readonly done: number;
  readonly total: number;
  readonly unit: string;
  readonly note: string;
}

type OnProgress = (progress: ReadingProgress) => void;

/** Different words that are counted at a time, where the vocabulary needs no more; about 100 bytes each. */
const COUNTED_WORDS = 2 ** 19;

/**
 * Reads texts into a corpus in `folder`, in memory that does not grow with them.
 * @param stamp says what the corpus is made from; `openCorpus` asks for it.
 * @throws UserError
 */
export async function writeCorpus(
  sources: readonly Source[],
  options: CorpusOptions,
  folder: string,
  stamp: string,
  onProgress: OnProgress,
): Promise<void> {
  const raw = join(folder, "tokens.raw");
  const { ranked, read } = await readSources(sources, options, raw, onProgress);
  const { rankAt } = ranked;
  let vocabulary: Vocabulary = ranked;
  let file = raw;
  let text = () => withRanks(raw, rankAt);
  for (let pass = 1; pass <= options.phrases; pass++) {
    const step = `phrases, pass ${pass} of ${options.phrases}`;
    const phrases = findPhrases(watch(text(), step, 2 * read, 0, onProgress), vocabulary, options);
    const joined = join(folder, `tokens.phrases-${pass}`);
    const writer = new TokenWriter(joined);
    const counts = joinPhrases(watch(text(), step, 2 * read, read, onProgress), phrases, (token) => writer.push(token));
    writer.close();
    await rm(file);
    vocabulary = { words: phrases.words, counts };
    file = joined;
    text = () => readTokens(joined);
  }
  const selected = selectWords(vocabulary, options);
  vocabulary = selected.vocabulary;
  if (vocabulary.words.length < 2) {
    throw new UserError(
      `the text has ${read} words, and ${vocabulary.words.length} of them occur at least ${options.minCount} times; ` +
        "give more text or a lower --min-count",
    );
  }
  const writer = new SentenceWriter(tokensIn(folder));
  for (const chunk of text()) {
    for (const token of chunk) writer.push(token < 0 ? token : selected.rankOf[token]);
  }
  writer.close();
  await rm(file);

  await saveCorpus(folder, stamp, vocabulary, writer.blocks);
}

async function readSources(
  sources: readonly Source[],
  { minCount, maxWords, phrases }: CorpusOptions,
  path: string,
  onProgress: OnProgress,
) {
  const counter = new WordCounter(Math.max(COUNTED_WORDS, Math.min(2 * maxWords, 2 ** 23)));
  const writer = new TokenWriter(path);
  let read = 0;
  for (const source of sources) {
    await readLines(source, ({ lines, done, total, unit }) => {
      for (const line of lines) {
        const sentence = splitWords(line);
        for (let i = 0; i < sentence.length; i++) {
          if (i > 0 && i % LONGEST_SENTENCE === 0) writer.push(END);
          writer.push(counter.add(sentence[i], writer.length));
        }
        if (sentence.length > 0) writer.push(END);
        read += sentence.length;
      }
      onProgress({ step: `reading ${source.path}`, done, total, unit, note: `${read.toLocaleString("en-US")} words` });
    });
  }
  writer.close();
  // Phrases take from their words, so that the most frequent ones are known only after them.
  return { ranked: counter.rank({ minCount, maxWords: phrases > 0 ? Number.POSITIVE_INFINITY : maxWords }), read };
}

function* withRanks(path: string, rankAt: (id: number, position: number) => number): Generator<Int32Array> {
  let position = 0;
  for (const chunk of readTokens(path)) {
    for (let i = 0; i < chunk.length; i++, position++) {
      if (chunk[i] !== END) chunk[i] = rankAt(chunk[i], position);
    }
    yield chunk;
  }
}

/** The same chunks, with progress in words of a step that begins at `from`. */
function* watch(
  text: Iterable<Int32Array>,
  step: string,
  total: number,
  from: number,
  onProgress: OnProgress,
): Generator<Int32Array> {
  let done = from;
  for (const chunk of text) {
    done = Math.min(done + chunk.length, total);
    onProgress({ step, done, total, unit: "words", note: "" });
    yield chunk;
  }
}
