import * as v from "valibot";
import { noticeModel } from "../predictor/notice";

/** Version of the files' shape. A reader refuses any other. */
export const FORMAT_VERSION = 2;
/** Version of what tokens and features mean. Raise it whenever `lib/text` or `lib/predictor/features` changes an output. */
export const MEANING_VERSION = 2;

const sha256 = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/));
const count = v.pipe(v.number(), v.integer(), v.minValue(0));
const share = v.pipe(v.number(), v.minValue(0), v.maxValue(1));

/** A binary file of the release. `path` is relative to the manifest. */
const file = v.object({
  path: v.pipe(v.string(), v.regex(/^[a-z0-9][a-z0-9.-]*$/)),
  bytes: count,
  sha256,
});

/** A metric on held-out posts with its bootstrap 95 % interval. */
const metric = v.object({ value: v.number(), low: v.number(), high: v.number() });
const metrics = v.record(v.string(), metric);

const context = v.object({
  community: v.nullable(v.string()),
  site: v.nullable(v.string()),
  author: v.nullable(v.string()),
  postedAt: v.nullable(v.number()),
});

/** A title with the outputs that every walker of the road must reproduce. */
const golden = v.object({
  title: v.string(),
  context,
  forms: v.array(v.string()),
  probabilities: v.array(share),
});

/** How far a probability may lie from its golden on any backend: float32 sums in another order. */
export const GOLDEN_TOLERANCE = 1e-4;

const predictor = v.object({
  /** `Hacker News`, `Reddit`: what the page calls it. */
  label: v.string(),
  /** Longest title that the site takes, in characters. */
  titleLimit: count,
  /** Which inputs it takes beside the title. */
  inputs: v.array(v.picklist(["community", "site", "author", "time"])),
  file,
  /** First score of each bucket, ascending. */
  edges: v.pipe(v.array(count), v.minLength(2)),
  /** Share of training posts in each bucket, same length. */
  prior: v.array(share),
  /** Names of the dense features, in order. */
  features: v.array(v.string()),
  /** Sentences to show beside every forecast: what the training posts were, and when they end. */
  caveats: v.array(v.string()),
  /** Titles, written for this page, to start from. */
  examples: v.array(v.object({ title: v.string(), context })),
  training: v.object({
    posts: count,
    from: v.string(),
    to: v.string(),
    config: v.record(v.string(), v.unknown()),
    seed: count,
    epochs: count,
    dataSha256: sha256,
  }),
  /** Measured on the time-split (or random-split) fit, which trained on none of these posts. */
  evaluation: v.object({
    split: v.string(),
    posts: count,
    metrics,
    titleOnly: metrics,
    baselines: v.record(v.string(), metrics),
  }),
  /** How it was judged, and what its posts are like, for the model page: `lib/release/report.ts` and `profile.ts`. Older releases have none. */
  report: v.optional(file),
  profile: v.optional(file),
  /** How often a submission is noticed at all, where a sample tells. */
  notice: v.optional(noticeModel),
  goldens: v.array(golden),
});

const vectors = v.object({
  file,
  words: count,
  dimensions: count,
  corpus: v.string(),
  config: v.record(v.string(), v.unknown()),
  metrics: v.record(v.string(), v.number()),
});

const manifest = v.object({
  format: v.literal(FORMAT_VERSION),
  meaning: v.literal(MEANING_VERSION),
  release: v.pipe(v.string(), v.regex(/^[a-z0-9][a-z0-9.-]*$/)),
  created: v.string(),
  commit: v.string(),
  predictors: v.record(v.string(), predictor),
  vectors: v.optional(vectors),
});

/** `public/models/current.json`: the one mutable file. */
const pointer = v.object({ release: v.pipe(v.string(), v.regex(/^[a-z0-9][a-z0-9.-]*$/)) });

export type ReleaseFile = v.InferOutput<typeof file>;
export type Metric = v.InferOutput<typeof metric>;
export type Golden = v.InferOutput<typeof golden>;
export type PredictorManifest = v.InferOutput<typeof predictor>;
export type VectorsManifest = v.InferOutput<typeof vectors>;
export type Manifest = v.InferOutput<typeof manifest>;

/** The manifest is of another version, or not a manifest. `reason` is fit to show. */
export class ManifestError extends Error {
  override readonly name = "ManifestError";
}

/** Parses and validates `manifest.json`. @throws ManifestError naming the field that is wrong. */
export function parseManifest(json: string): Manifest {
  const value = parseJson(json, "manifest.json");
  const versions = v.safeParse(v.object({ format: v.number(), meaning: v.number() }), value);
  if (!versions.success) throw new ManifestError("manifest.json has no version; it is not a Titlecast release");
  const { format, meaning } = versions.output;
  if (format !== FORMAT_VERSION || meaning !== MEANING_VERSION) {
    throw new ManifestError(
      `this release is of version ${format}.${meaning}, and this Titlecast reads ${FORMAT_VERSION}.${MEANING_VERSION}; ` +
        "export it again with `npm run titlecast -- release export`",
    );
  }
  return validate(manifest, value, "manifest.json");
}

/** Parses `current.json` and returns the name of the current release. @throws ManifestError */
export function parsePointer(json: string): string {
  return validate(pointer, parseJson(json, "current.json"), "current.json").release;
}

function parseJson(json: string, name: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    throw new ManifestError(`${name} is not JSON`);
  }
}

function validate<T extends v.GenericSchema>(schema: T, value: unknown, name: string): v.InferOutput<T> {
  const result = v.safeParse(schema, value);
  if (result.success) return result.output;
  const issue = result.issues[0];
  throw new ManifestError(`${name}, ${v.getDotPath(issue) ?? "top"}: ${issue.message}`);
}
