import type { ProxyMarked } from "comlink";
import type { Distribution } from "../../lib/buckets";
import type { Forecast } from "../../lib/forecast";
import type { Manifest } from "../../lib/release/manifest";
import type { Neighbour } from "../../lib/vectors/word-vectors";
import type { Rewrites, RewritesRequest } from "../advice/api";
import type { FeedApi, FeedErrorName } from "../feed/api";
import type { ManyApi, ManyErrorName } from "../many/api";
import type { SourceErrorName } from "../sources/errors";
import type { KeptVersions } from "../store/versions";

/** What runs the network. `auto` probes and measures; see backend.ts. */
export type Backend = "webgpu" | "wasm" | "cpu";

export interface EngineOptions {
  /** `?backend=`: use this one or fail. */
  readonly backend?: Backend;
}

/** Bytes of the model files in hand, as they arrive. */
export interface Progress {
  readonly loaded: number;
  readonly total: number;
}

/** Why the engine could not answer. The page has words for each; a worker's border keeps an error's `name` and message. */
export type EngineErrorName =
  | "OfflineError" // nothing cached, and the network cannot be reached
  | "NotFoundError" // the host has no such release or file
  | "IntegrityError" // a file is not what its manifest says, even fetched again
  | "ManifestError" // a release of another version, or damaged
  | "GoldenError" // the model does not compute what it did when it was made
  | "BackendError" // no backend works, or the forced one does not
  | "PartError" // a part of the engine's code could not be fetched; a browser asks for it once in a page's life
  | "CrashError" // the worker died and could not be restarted
  | "UnknownWordError" // a word that the vectors do not have; `message` is the word
  | FeedErrorName
  | ManyErrorName
  | SourceErrorName;

export interface EngineStatus {
  readonly release: string;
  readonly backend: Backend;
  /** One sentence: why this backend. */
  readonly reason: string;
  /** Where model files are kept: `disk`, or `memory` in a private window or when storage is full. */
  readonly cache: "disk" | "memory";
  /** Bytes fetched over the network, after decompression, and bytes taken from the cache. */
  readonly fetched: number;
  readonly cached: number;
  readonly tensors: number;
}

export interface ForecastRequest {
  readonly predictor: string;
  readonly title: string;
  readonly community: string | null;
  readonly site: string | null;
  readonly author: string | null;
  readonly postedAt: number | null;
  /** Other times to post it at, in milliseconds since the epoch, for which the expected score is wanted too. */
  readonly times: readonly number[];
}

/** Several titles of one post. */
export interface VersionsRequest extends Omit<ForecastRequest, "title" | "times"> {
  readonly titles: readonly string[];
}

/** The one typed surface between page and worker. Every method may reject with an {@link EngineErrorName}. */
export interface EngineApi {
  /** Reads the current release's manifest, while a backend is chosen beside it. Idempotent. */
  start(options: EngineOptions): Promise<Manifest>;
  /** Loads a predictor's files, warms it up and checks its goldens. Idempotent. */
  loadPredictor(predictor: string, onProgress: (progress: Progress) => void): Promise<void>;
  /** Loads the word vectors. Idempotent. */
  loadVectors(onProgress: (progress: Progress) => void): Promise<void>;
  /** How a predictor was judged and what its posts are like, as JSON (`lib/release/report.ts`, `profile.ts`); null where the release has none. */
  evidence(predictor: string): Promise<{ readonly report: string | null; readonly profile: string | null }>;
  /** Fetches what else the release has and this device has not, for visits without a network. */
  keep(): Promise<void>;
  status(): Promise<EngineStatus>;

  /** Null when a newer request arrived before this one was run: the latest wins. */
  forecast(request: ForecastRequest): Promise<Forecast | null>;
  /** Of each title, in one pass. Null when a newer such request arrived before this one was run: the latest wins. */
  distributions(request: VersionsRequest): Promise<Distribution[] | null>;
  /** A title in other words. Null when a newer request, or any forecast, was asked for before this was done. Its code is fetched at the first call. */
  rewrites(request: RewritesRequest): Promise<Rewrites | null>;
  /** The versions that this browser keeps. Never fails for want of a disk. */
  keptVersions(): Promise<KeptVersions>;
  /** Keeps the list `after`, made of `before`, together with what other tabs have added; returns the whole. Idempotent. */
  keepVersions(before: readonly string[], after: readonly string[]): Promise<KeptVersions>;
  /** Known communities that match what was typed, best first. */
  communities(predictor: string, typed: string, limit: number): Promise<string[]>;

  neighbours(word: string, limit: number): Promise<Neighbour[]>;
  /** Words that start with what was typed (or are close to it, when none does), most frequent first, slurs left out. */
  suggest(typed: string, limit: number): Promise<string[]>;
  similarity(a: string, b: string): Promise<number>;
  /** `a` is to `b` as `c` is to …; 3CosAdd. */
  analogy(a: string, b: string, c: string, limit: number): Promise<Neighbour[]>;
  oddOneOut(words: readonly string[]): Promise<string>;

  /** The feed, whose code is fetched at the first call. */
  feed(): Promise<FeedApi & ProxyMarked>;
  /** Scoring of lists, whose code is fetched at the first call. */
  many(): Promise<ManyApi & ProxyMarked>;
}
