import type { Forecast } from "../../lib/forecast";
import type { Post } from "../../lib/post";
import type { PredictorManifest } from "../../lib/release/manifest";

export interface Predictor {
  readonly communities: readonly string[];
  forecast(post: Post, backend: string): Promise<Forecast>;
  checkGoldens(): Promise<void>;
  dispose(): void;
}

export function openPredictor(
  _release: string,
  name: string,
  _description: PredictorManifest,
  _bytes: Uint8Array,
): Predictor {
  throw new Error(`no predictor can be opened yet: ${name}`);
}
