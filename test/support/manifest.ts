import { createHash } from "node:crypto";
import {
  FORMAT_VERSION,
  type Manifest,
  MEANING_VERSION,
  type PredictorManifest,
  type ReleaseFile,
} from "../../lib/release/manifest";

/** What a manifest says of a file. */
export function describeFile(path: string, bytes: Uint8Array): ReleaseFile {
  return { path, bytes: bytes.length, sha256: createHash("sha256").update(bytes).digest("hex") };
}

/** A valid description of a predictor that knows nothing; what a test cares about is given. */
export function describePredictor(given: Partial<PredictorManifest> & { file: ReleaseFile }): PredictorManifest {
  return {
    label: "Test",
    titleLimit: 80,
    inputs: ["time"],
    edges: [0, 10, 100],
    prior: [0.5, 0.3, 0.2],
    features: [],
    caveats: ["Made by a test."],
    examples: [],
    training: {
      posts: 1,
      from: "2020-01-01",
      to: "2020-02-01",
      config: {},
      seed: 1,
      epochs: 1,
      dataSha256: "0".repeat(64),
    },
    evaluation: { split: "none", posts: 1, metrics: {}, titleOnly: {}, baselines: {} },
    goldens: [],
    ...given,
  };
}

export function describeRelease(release: string, given: Pick<Manifest, "predictors" | "vectors">): Manifest {
  return {
    format: FORMAT_VERSION,
    meaning: MEANING_VERSION,
    release,
    created: "2020-03-01T00:00:00Z",
    commit: "0".repeat(40),
    ...given,
  };
}
