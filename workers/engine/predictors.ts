import { atLeast, type Bucket, expectedScore, toBuckets } from "../../lib/buckets";
import type { Forecast } from "../../lib/forecast";
import type { Post } from "../../lib/post";
import type { TensorFlow } from "../../lib/predictor/network";
import { Predictor } from "../../lib/predictor/predictor";
import type { PredictorManifest } from "../../lib/release/manifest";
import type { BulkPredictor } from "../many/scoring";
import type { Backend } from "./api";
import { type Choice, chooseBackend, type Machine } from "./backend";
import { EngineError } from "./errors";

/** All that it takes to open a predictor, again if need be. */
export interface PredictorSource {
  readonly release: string;
  readonly name: string;
  readonly description: PredictorManifest;
  readonly bytes: Uint8Array;
}

interface OpenPredictor {
  readonly source: PredictorSource;
  readonly predictor: Predictor;
}

/** Faults after which the GPU is given up until the page is opened again. */
const GPU_FAULTS = 2;

/** Lengths of the titles that warm a predictor up, and times as many as a week's hours: a GPU compiles other shaders for other sizes. */
const WARM_UP_WORDS = [1, 8, 16, 32];
const WARM_UP_TIMES = new Array<number>(168).fill(0);
const EMPTY = { community: null, site: null, author: null, postedAt: null };

/** The open predictors and the backend under them. A GPU may fail at any time: then everything opens anew on what works. */
export class Predictors {
  private readonly opened = new Map<string, OpenPredictor>();
  private choosing: Promise<Choice> | undefined;
  private replacing: Promise<void> | undefined;
  private faults = 0;

  constructor(
    private readonly tf: TensorFlow,
    private readonly machine: Machine,
    private readonly forced: Backend | undefined,
    private readonly now: () => number,
  ) {
    machine.onLost = () => {
      // A replacement that fails is tried again by the next forecast, which then tells the page.
      this.replaceBackend("the GPU was lost").catch(() => undefined);
    };
  }

  /** The backend that runs; chosen at the first call, and again after a failure. @throws BackendError */
  choice(): Promise<Choice> {
    return this.choosing ?? this.choose(() => chooseBackend(this.machine, this.forced));
  }

  /** Opens a predictor, checks its goldens and warms it up. @throws GoldenError, BackendError */
  async open(source: PredictorSource): Promise<void> {
    const { backend } = await this.choice();
    this.put(source);
    try {
      let difference = await this.compareGoldens(source);
      if (difference !== null && backend === "webgpu" && !this.forced) {
        this.faults = GPU_FAULTS;
        await this.replaceBackend("the GPU computes this model wrongly");
        difference = await this.compareGoldens(source);
      }
      if (difference !== null) throw new EngineError("GoldenError", difference);
      // The goldens were warm-up enough for what compiles nothing of its own.
      for (const words of (await this.choice()).backend === "webgpu" ? WARM_UP_WORDS : []) {
        const post = { ...EMPTY, title: "word ".repeat(words) };
        await this.forecast(source.name, post);
        await this.forecast(source.name, post, WARM_UP_TIMES);
      }
    } catch (error) {
      this.remove(source.name);
      throw error;
    }
  }

  /**
   * @param name of an open predictor.
   * @param times other times to post it at, in milliseconds since the epoch.
   * @throws BackendError
   */
  forecast(name: string, post: Post, times: readonly number[] = []): Promise<Forecast> {
    return this.run((backend) => {
      const { source, predictor } = this.get(name);
      const { release, description } = source;
      return predictor.forecast(post, { release, predictor: name }, backend, this.now, {
        times,
        notice: description.notice,
      });
    });
  }

  /** Distributions of many posts in one pass, and the share of their communities' posts that each is ahead of. */
  predict(name: string, posts: readonly Post[]): Promise<{ buckets: Bucket[]; percentile: number }[]> {
    return this.run(async () => {
      const { predictor } = this.get(name);
      const { edges, model } = predictor;
      const probabilities = await predictor.predict(posts);
      return posts.map(({ community }, i) => {
        const buckets = toBuckets(edges, probabilities.subarray(i * edges.length, (i + 1) * edges.length));
        const usual = toBuckets(edges, model.tables.communities.priorOf(community));
        return { buckets, percentile: 1 - atLeast(usual, expectedScore(buckets)) };
      });
    });
  }

  /** An open predictor as scoring many posts needs it. */
  openBulk(name: string): BulkPredictor {
    const { source, predictor } = this.get(name);
    const { edges, communities, model } = predictor;
    return {
      release: source.release,
      edges,
      communities,
      usual: (community) => toBuckets(edges, model.tables.communities.priorOf(community)),
      // A fault may have opened it anew since.
      predict: (posts) => this.run(() => this.get(name).predictor.predict(posts)),
    };
  }

  /** Known communities of an open predictor, those whose posts usually score highest first. */
  communities(name: string): readonly string[] {
    return this.get(name).predictor.communities;
  }

  private compareGoldens({ name, description }: PredictorSource): Promise<string | null> {
    return this.run(() => this.get(name).predictor.checkGoldens(description.goldens));
  }

  /** Computes on the backend; a GPU that fails under it is replaced, and the work done once more. */
  private async run<T>(work: (backend: Backend) => Promise<T>): Promise<T> {
    await this.replacing?.catch(() => undefined);
    const choosing = this.choice();
    const { backend } = await choosing;
    try {
      return await work(backend);
    } catch (error) {
      if (backend !== "webgpu") throw error;
      await (this.choosing === choosing ? this.replaceBackend("the GPU failed") : this.replacing);
      return await work((await this.choice()).backend);
    }
  }

  private replaceBackend(fault: string): Promise<void> {
    this.replacing ??= this.replace(fault).finally(() => {
      this.replacing = undefined;
    });
    return this.replacing;
  }

  private async replace(fault: string): Promise<void> {
    const { backend } = await this.choice();
    const sources = Array.from(this.opened.values(), ({ source }) => source);
    for (const { predictor } of this.opened.values()) predictor.dispose();
    this.machine.close(backend);
    const giveUp = ++this.faults >= GPU_FAULTS;
    await this.choose(async () => {
      const choice = await chooseBackend(this.machine, this.forced, giveUp ? fault : undefined);
      // Where the GPU was given up, the fault is the reason already.
      return choice.reason === fault ? choice : { ...choice, reason: `${fault}; ${choice.reason}` };
    });
    for (const source of sources) this.put(source);
  }

  private choose(make: () => Promise<Choice>): Promise<Choice> {
    const choosing = make();
    this.choosing = choosing;
    choosing.catch(() => {
      this.choosing = undefined;
    });
    return choosing;
  }

  private put(source: PredictorSource): void {
    this.opened.set(source.name, { source, predictor: Predictor.open(this.tf, source.bytes) });
  }

  private get(name: string): OpenPredictor {
    const entry = this.opened.get(name);
    if (entry === undefined) throw new Error(`the predictor ${name} is not open`);
    return entry;
  }

  private remove(name: string): void {
    this.opened.get(name)?.predictor.dispose();
    this.opened.delete(name);
  }
}
