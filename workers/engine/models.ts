import type { Forecast } from "../../lib/forecast";
import type { Post } from "../../lib/post";
import type { PredictorManifest } from "../../lib/release/manifest";
import type { Neighbour } from "./api";

export interface Predictor {
  readonly communities: readonly string[];
  forecast(post: Post, backend: string): Promise<Forecast>;
  checkGoldens(): Promise<void>;
  dispose(): void;
}

export interface WordVectors {
  neighbours(word: string, limit: number): Neighbour[];
  suggest(typed: string, limit: number): string[];
  similarity(a: string, b: string): number;
  analogy(a: string, b: string, c: string, limit: number): Neighbour[];
  oddOneOut(words: readonly string[]): string;
}

export function openPredictor(
  _release: string,
  name: string,
  _description: PredictorManifest,
  _bytes: Uint8Array,
): Predictor {
  throw new Error(`no predictor can be opened yet: ${name}`);
}

export function openVectors(_bytes: Uint8Array): WordVectors {
  throw new Error("no word vectors can be opened yet");
}
