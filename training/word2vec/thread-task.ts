import type { Word2VecConfig } from "./config";
import type { SharedModel } from "./kernel";

/** What a thread works on. The weights lie in memory that all threads share (Recht et al. 2011, "Hogwild!"). */
export interface ThreadTask {
  readonly model: SharedModel;
  readonly config: Word2VecConfig;
  readonly thread: number;
  /** File of tokens. */
  readonly tokens: string;
  /** Tokens in each block. */
  readonly blocks: Int32Array;
  /** `NEXT` and `PAUSED`. */
  readonly control: Int32Array;
  /** Words, loss and measured windows of each thread, one thread after the other. */
  readonly reports: Float64Array;
}

/** Where in `control` the next turn stands that nobody has taken. */
export const NEXT = 0;
/** Where in `control` 1 says that no thread may take a turn. */
export const PAUSED = 1;
/** Numbers that a thread has in `reports`. */
export const REPORT = 3;
