import type { ScoredRewrite } from "../../lib/advice/rewrites";
import type { Post } from "../../lib/post";

/** A post whose title may be put in other words. */
export interface RewritesRequest extends Post {
  readonly predictor: string;
  /** What it links to, as typed; empty for any link. */
  readonly link: string;
}

export interface Rewrites {
  readonly title: string;
  readonly predictor: string;
  /** Those that lift the title, most first; few of one and the same word. */
  readonly lifting: readonly ScoredRewrite[];
  /** The least gain that is told, as a factor. */
  readonly least: number;
  /** All that were scored. */
  readonly tried: number;
  /** Without the word vectors no word is exchanged by nearness: `kept` are on this device, `absent` would have to be fetched. */
  readonly vectors: "loaded" | "kept" | "absent" | "none";
}
