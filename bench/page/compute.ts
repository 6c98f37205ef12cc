import { decodeVectors } from "../../lib/vectors/table";
import { WordVectors } from "../../lib/vectors/word-vectors";

/** Words to search the neighbours of. */
export interface Task {
  /** Absolute URL of the word vectors. */
  readonly vectors: string;
  readonly words: readonly string[];
  readonly limit: number;
}

/** A worker that takes a {@link Task} and answers with the milliseconds of each search. */
addEventListener("message", async ({ data }: MessageEvent<Task>) => {
  const response = await fetch(data.vectors);
  const vectors = new WordVectors(decodeVectors(new Uint8Array(await response.arrayBuffer())));
  const times = data.words.map((word) => {
    const started = performance.now();
    vectors.neighbours(word, data.limit);
    return performance.now() - started;
  });
  postMessage(times);
});
