import { type ProxyMarked, proxy } from "comlink";
import { type Distribution, toDistribution } from "../../lib/buckets";
import type { Forecast } from "../../lib/forecast";
import type { TensorFlow } from "../../lib/predictor/network";
import type { Manifest, PredictorManifest, ReleaseFile } from "../../lib/release/manifest";
import { decodeVectors, type VectorTable } from "../../lib/vectors/table";
import { type Neighbour, WordVectors } from "../../lib/vectors/word-vectors";
import type { Rewrites, RewritesRequest } from "../advice/api";
import type { Rewriter } from "../advice/rewriter";
import type { FeedApi } from "../feed/api";
import type { ManyApi } from "../many/api";
import type { FileCache } from "../store/cache";
import type { Kept } from "../store/kept";
import { type KeptVersions, VersionStore } from "../store/versions";
import type { EngineApi, EngineOptions, EngineStatus, ForecastRequest, Progress, VersionsRequest } from "./api";
import type { Machine } from "./backend";
import { matchCommunities } from "./communities";
import { EngineError, toEngineError } from "./errors";
import type { Fetch } from "./fetch";
import { latestWins } from "./latest";
import { Loader } from "./loader";
import { Predictors } from "./predictors";
import { Remembered } from "./remember";

/** What the engine runs on. */
export interface Surroundings {
  /** Absolute URL of the site's root, ending in `/`. */
  readonly base: string;
  readonly fetch: Fetch;
  readonly cache: FileCache;
  /** What a reader of the score page makes. */
  readonly kept: Kept;
  readonly tf: TensorFlow & { memory(): { numTensors: number } };
  readonly machine: Machine;
  /** Milliseconds since any fixed moment. */
  now(): number;
}

interface Session {
  readonly manifest: Manifest;
  readonly predictors: Predictors;
}

interface OpenVectors {
  readonly table: VectorTable;
  readonly sha256: string;
  readonly words: WordVectors;
}

/** The engine itself. It knows nothing of workers. */
export class EngineService implements EngineApi {
  private options: EngineOptions | undefined;
  private readonly loader: Loader;
  private readonly manifests = new Remembered<Manifest>();
  private readonly sessions = new Remembered<Session>();
  private readonly predictors = new Remembered<Predictors>();
  private readonly vectors = new Remembered<OpenVectors>();
  private readonly feeds = new Remembered<FeedApi & ProxyMarked>();
  private readonly manies = new Remembered<ManyApi & ProxyMarked>();
  private readonly rewriters = new Remembered<Rewriter>();
  /** The word vectors, once they are open. */
  private words: WordVectors | null = null;
  /** Forecasts asked for. */
  private asked = 0;
  private readonly versions: VersionStore;

  constructor(private readonly around: Surroundings) {
    this.loader = new Loader(around.base, around.fetch, around.cache);
    this.versions = new VersionStore(around.kept);
  }

  /**
   * Begins what every page needs before the page is there to ask: the manifest, and where it is known which predictor will
   * be wanted, the backend and the model's file.
   */
  begin(predictor: string): void {
    if (predictor !== "") this.options ??= {};
    const manifest = predictor === "" ? this.manifest() : this.session().then((session) => session.manifest);
    manifest
      .then(({ release, predictors }) =>
        Object.hasOwn(predictors, predictor) ? this.loader.file(release, predictors[predictor].file, ignore) : null,
      )
      .catch(() => undefined);
  }

  async start(options: EngineOptions): Promise<Manifest> {
    this.options ??= options;
    return (await this.session()).manifest;
  }

  async loadPredictor(predictor: string, onProgress: (progress: Progress) => void): Promise<void> {
    await this.openPredictor(predictor, onProgress);
  }

  async loadVectors(onProgress: (progress: Progress) => void): Promise<void> {
    await this.openVectors(onProgress);
  }

  async keep(): Promise<void> {
    const { manifest } = await this.session();
    await this.loader.keep(manifest);
  }

  async evidence(name: string): ReturnType<EngineApi["evidence"]> {
    const { manifest } = await this.session();
    const { report, profile } = predictorOf(manifest, name);
    const read = async (file: ReleaseFile | undefined) =>
      file === undefined ? null : new TextDecoder().decode(await this.loader.file(manifest.release, file, ignore));
    return { report: await read(report), profile: await read(profile) };
  }

  async status(): Promise<EngineStatus> {
    const { manifest, predictors } = await this.session();
    return {
      release: manifest.release,
      ...(await predictors.choice()),
      cache: this.around.cache.place,
      fetched: this.loader.fetched,
      cached: this.loader.cached,
      tensors: this.around.tf.memory().numTensors,
    };
  }

  forecast(request: ForecastRequest): Promise<Forecast | null> {
    this.asked++;
    return this.answerLatest({ request, arrived: this.around.now() });
  }

  distributions(request: VersionsRequest): Promise<Distribution[] | null> {
    return this.distributeLatest(request);
  }

  rewrites(request: RewritesRequest): Promise<Rewrites | null> {
    return this.rewriteLatest({ request, asked: this.asked });
  }

  keptVersions(): Promise<KeptVersions> {
    return this.versions.read();
  }

  keepVersions(before: readonly string[], after: readonly string[]): Promise<KeptVersions> {
    return this.versions.change(before, after);
  }

  async communities(predictor: string, typed: string, limit: number): Promise<string[]> {
    const predictors = await this.openPredictor(predictor);
    return matchCommunities(predictors.communities(predictor), typed, limit);
  }

  async neighbours(word: string, limit: number): Promise<Neighbour[]> {
    return (await this.openVectors()).words.neighbours(word, limit);
  }

  async suggest(typed: string, limit: number): Promise<string[]> {
    return (await this.openVectors()).words.suggest(typed, limit);
  }

  async similarity(a: string, b: string): Promise<number> {
    return (await this.openVectors()).words.similarity(a, b);
  }

  async analogy(a: string, b: string, c: string, limit: number): Promise<Neighbour[]> {
    return (await this.openVectors()).words.analogy(a, b, c, limit);
  }

  async oddOneOut(words: readonly string[]): Promise<string> {
    return (await this.openVectors()).words.oddOneOut(words);
  }

  feed(): Promise<FeedApi & ProxyMarked> {
    return this.feeds.get("feed", async () => {
      const { openFeed } = await import("../feed/feed");
      return proxy(
        openFeed({
          vectors: () => this.openVectors(),
          predict: async (name, posts) => (await this.openPredictor(name)).predict(name, posts),
          fetch: this.around.fetch,
        }),
      );
    });
  }

  many(): Promise<ManyApi & ProxyMarked> {
    return this.manies.get("many", async () => {
      const { ManyService } = await import("../many/service");
      return proxy(new ManyService(async (name) => (await this.openPredictor(name)).openBulk(name)));
    });
  }

  private readonly answerLatest = latestWins(
    async ({ request, arrived }: { request: ForecastRequest; arrived: number }): Promise<Forecast> => {
      const { predictor, times, ...post } = request;
      const predictors = await this.openPredictor(predictor);
      const forecast = await predictors.forecast(predictor, post, times);
      return { ...forecast, timing: { ...forecast.timing, total: this.around.now() - arrived } };
    },
  );

  private readonly distributeLatest = latestWins(
    async ({ predictor, titles, ...context }: VersionsRequest): Promise<Distribution[]> => {
      const predictors = await this.openPredictor(predictor);
      const posts = titles.map((title) => ({ ...context, title }));
      const made = await predictors.predict(predictor, posts);
      return made.map(({ buckets }) => toDistribution(buckets));
    },
  );

  private readonly rewriteLatest = latestWins(
    async ({ request, asked }: { request: RewritesRequest; asked: number }): Promise<Rewrites | null> => {
      const rewriter = await this.openRewriter();
      const { words } = this;
      const vectors = words === null ? await this.findVectors() : "loaded";
      const found = await rewriter.rewrite(request, words, () => this.asked !== asked);
      return found === null ? null : { ...found, vectors };
    },
  );

  private openRewriter(): Promise<Rewriter> {
    return this.rewriters.get("rewriter", async () => {
      const { Rewriter } = await import("../advice/rewriter").catch((cause) => {
        throw new EngineError("PartError", "what puts titles in other words did not come", { cause });
      });
      return new Rewriter(async (name, posts) => (await this.openPredictor(name)).predict(name, posts));
    });
  }

  private async findVectors(): Promise<"kept" | "absent" | "none"> {
    const { manifest } = await this.session();
    if (!manifest.vectors) return "none";
    return (await this.around.cache.has(manifest.vectors.file.sha256)) ? "kept" : "absent";
  }

  private session(): Promise<Session> {
    return this.sessions.get("session", async () => {
      if (this.options === undefined) throw new Error("the engine has not been started");
      const { backend } = this.options;
      const { tf, machine, now } = this.around;
      const predictors = new Predictors(tf, machine, backend, now);
      // A backend is chosen while the manifest and the model arrive; whoever awaits it is told of a failure.
      predictors.choice().catch(() => undefined);
      return { manifest: await this.manifest(), predictors };
    });
  }

  private manifest(): Promise<Manifest> {
    return this.manifests.get("manifest", () => this.loader.manifest());
  }

  private openPredictor(name: string, onProgress = ignore): Promise<Predictors> {
    return this.predictors.get(name, async () => {
      const { manifest, predictors } = await this.session();
      const { release } = manifest;
      const description = predictorOf(manifest, name);
      const bytes = await this.loader.file(release, description.file, onProgress);
      await readModel(() => predictors.open({ release, name, description, bytes }));
      void this.loader.settle(manifest);
      return predictors;
    });
  }

  private openVectors(onProgress = ignore): Promise<OpenVectors> {
    return this.vectors.get("vectors", async () => {
      const { manifest } = await this.session();
      if (!manifest.vectors)
        throw new EngineError("NotFoundError", `the release ${manifest.release} has no word vectors`);
      const bytes = await this.loader.file(manifest.release, manifest.vectors.file, onProgress);
      const { sha256 } = manifest.vectors.file;
      return await readModel(async () => {
        const table = decodeVectors(bytes);
        void this.loader.settle(manifest);
        this.words = new WordVectors(table);
        return { table, sha256, words: this.words };
      });
    });
  }
}

/** @throws NotFoundError */
function predictorOf({ predictors, release }: Manifest, name: string): PredictorManifest {
  if (Object.hasOwn(predictors, name)) return predictors[name];
  throw new EngineError("NotFoundError", `the release ${release} has no predictor "${name}"`);
}

/** A file that is what its manifest says and yet cannot be read belongs to another version of Titlecast. */
async function readModel<T>(read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (cause) {
    throw toEngineError(cause, "ManifestError");
  }
}

function ignore(_progress: Progress): void {}
