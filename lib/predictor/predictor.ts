import { cut, givenInputs, weigh, withoutInput } from "../advice/leave-one-out";
import { type Bucket, expectedScore, toBuckets } from "../buckets";
import { type Forecast, type SubmissionForecast, summarise } from "../forecast";
import type { Post } from "../post";
import { GOLDEN_TOLERANCE, type Golden } from "../release/manifest";
import { tokenize, words } from "../text/tokenize";
import { encode, FEATURE_COUNT, TITLE_READ_LIMIT } from "./features";
import { decodeModel, type Model } from "./model";
import { forward, type TensorFlow, type WeightName, type Weights, weightShapes } from "./network";
import { chanceOfNotice, mixUnnoticed, type NoticeModel, noticeFeatures } from "./notice";
import { appendTimes, type PostRows, toRows } from "./rows";

/** Words of one title whose effect is computed; later ones show none. */
const EFFECT_LIMIT = 80;

/** Who made a forecast: it is told to whoever reads it. */
export interface ForecastSource {
  readonly release: string;
  readonly predictor: string;
}

/** What a forecast may be asked for beside itself. */
export interface ForecastExtras {
  /** Other times to post it at, in milliseconds since the epoch. */
  readonly times?: readonly number[];
  /** How submissions are noticed, where that is known. */
  readonly notice?: NoticeModel | undefined;
}

/** A trained predictor, ready to run. Holds tensors: {@link dispose} frees them. */
export class Predictor {
  private readonly weights: Weights;
  /** Known communities, those whose posts usually score highest first. */
  readonly communities: readonly string[];

  constructor(
    private readonly tf: TensorFlow,
    readonly model: Model,
  ) {
    const entries = Object.entries(weightShapes(model.shape)).map(([name, shape]) => [
      name,
      tf.tensor2d(model.weights[name as WeightName], shape),
    ]);
    this.weights = Object.fromEntries(entries) as Weights;
    const { communities } = model.tables;
    const usual = (name: string) => expectedScore(toBuckets(model.edges, communities.priorOf(name)));
    const ranked = communities.names.map((name) => ({ name, usual: usual(name) })).sort((a, b) => b.usual - a.usual);
    this.communities = ranked.map(({ name }) => name);
  }

  /** Reads a predictor's file. @throws BundleError when it is damaged or of another version. */
  static open(tf: TensorFlow, bytes: Uint8Array): Predictor {
    return new Predictor(tf, decodeModel(bytes));
  }

  /** First score of each bucket. */
  get edges(): readonly number[] {
    return this.model.edges;
  }

  /** Probabilities of the score buckets, [posts, buckets], row-major; every row sums to one. */
  async predict(posts: readonly Post[]): Promise<Float32Array> {
    if (posts.length === 0) return new Float32Array(0);
    return this.predictRows(this.readRows(posts));
  }

  /**
   * Everything there is to say about one title. The effect of each word and of each input is measured by leaving it out,
   * and the other times are compared, in the same batch.
   * @param backend name of what `tf` runs on, for the forecast's timing.
   * @param now a clock in milliseconds.
   */
  async forecast(
    post: Post,
    source: ForecastSource,
    backend: string,
    now: () => number,
    { times = [], notice }: ForecastExtras = {},
  ): Promise<Forecast> {
    const started = now();
    const title = post.title.slice(0, TITLE_READ_LIMIT);
    const tokens = tokenize(title);
    const probed = tokens.slice(0, EFFECT_LIMIT);
    const given = givenInputs(post);
    const posts = [
      post,
      ...given.map((input) => withoutInput(post, input)),
      ...probed.map(({ start, end }) => ({ ...post, title: cut(title, start, end) })),
      ...(notice === undefined ? [] : [{ ...post, site: null, author: null, postedAt: null }]),
    ];
    const rows = appendTimes(this.readRows(posts), times, this.model.tables.until);
    const probabilities = await this.predictRows(rows);
    const bucketsOf = (row: number) =>
      toBuckets(this.edges, probabilities.subarray(row * this.edges.length, (row + 1) * this.edges.length));
    const buckets = bucketsOf(0);
    const expectedOf = (row: number) => expectedScore(bucketsOf(row));
    const { vocabulary, communities } = this.model.tables;
    const summary = summarise(buckets, toBuckets(this.edges, communities.priorOf(post.community)));
    const known = tokens.map(({ form }) => vocabulary.rowsOf(form)[0] !== 0);
    const { expected, usual } = summary;
    return {
      ...source,
      ...summary,
      title: post.title,
      tokens: tokens.map(({ start, end }, i) => ({
        text: title.slice(start, end),
        start,
        end,
        known: known[i],
        ...weigh(expected, i < probed.length ? expectedOf(1 + given.length + i) : expected),
      })),
      inputs: given.map((input, i) => ({ input, ...weigh(expected, expectedOf(1 + i)) })),
      times: times.map((_, i) => expectedOf(posts.length + i)),
      knownShare: tokens.length === 0 ? 1 : known.filter(Boolean).length / tokens.length,
      widened: tokens.length > 0 && rows.trust[0] < 1,
      submission:
        notice === undefined ? null : this.toSubmission(post, notice, buckets, usual, expectedOf(posts.length - 1)),
      timing: { total: now() - started, backend },
    };
  }

  /** Compares with outputs recorded when the release was made. Returns what differs, fit to show, or null. */
  async checkGoldens(goldens: readonly Golden[]): Promise<string | null> {
    const probabilities = await this.predict(goldens.map(({ title, context }) => ({ title, ...context })));
    for (const [i, golden] of goldens.entries()) {
      const forms = words(golden.title);
      if (forms.join("\n") !== golden.forms.join("\n")) {
        return `"${golden.title}" reads as ${forms.join(" | ")}, expected ${golden.forms.join(" | ")}`;
      }
      if (golden.probabilities.length !== this.edges.length) {
        return `"${golden.title}" has ${golden.probabilities.length} buckets, expected ${this.edges.length}`;
      }
      for (const [bucket, expected] of golden.probabilities.entries()) {
        const actual = probabilities[i * this.edges.length + bucket];
        if (!(Math.abs(actual - expected) <= GOLDEN_TOLERANCE)) {
          return `"${golden.title}": bucket ${bucket} has probability ${actual}, expected ${expected}`;
        }
      }
    }
    return null;
  }

  /** @param expected from the title alone, as the chance of being noticed was learnt. */
  private toSubmission(
    post: Post,
    model: NoticeModel,
    buckets: readonly Bucket[],
    usual: readonly Bucket[],
    expected: number,
  ): SubmissionForecast {
    const notice = chanceOfNotice(model, noticeFeatures(post, this.model.tables, expected));
    return {
      notice,
      buckets: mixUnnoticed(buckets, model, notice.chance),
      usual: mixUnnoticed(usual, model, model.noticed / model.stories),
    };
  }

  dispose(): void {
    for (const tensor of Object.values(this.weights)) tensor.dispose();
  }

  private readRows(posts: readonly Post[]): PostRows {
    return toRows(encode(posts, this.model.tables), this.model.embedding);
  }

  private async predictRows(rows: PostRows): Promise<Float32Array> {
    return this.toProbabilities(await this.computeLogits(rows), rows);
  }

  private async computeLogits({ bag, dense, communities }: PostRows): Promise<Float32Array> {
    const { tf, weights } = this;
    const { shape } = this.model;
    const posts = communities.length;
    const logits = tf.tidy(() =>
      forward(
        tf,
        weights,
        tf.tensor2d(bag, [posts, shape.embedding]),
        tf.tensor2d(this.normalise(dense), [posts, FEATURE_COUNT]),
        tf.tensor2d(this.priorsOf(communities), [posts, shape.buckets]),
      ),
    );
    try {
      return (await logits.data()) as Float32Array;
    } finally {
      logits.dispose();
    }
  }

  private normalise(dense: Float32Array): Float32Array {
    const { featureMean, featureScale } = this.model;
    return dense.map((value, i) => (value - featureMean[i % FEATURE_COUNT]) / featureScale[i % FEATURE_COUNT]);
  }

  /** Log priors of each post's community, [posts, buckets]. */
  private priorsOf(communities: Int32Array): Float32Array {
    const { buckets } = this.model.shape;
    const { logPriors } = this.model.tables.communities;
    const priors = new Float32Array(communities.length * buckets);
    communities.forEach((row, i) => {
      priors.set(logPriors.subarray(row * buckets, (row + 1) * buckets), i * buckets);
    });
    return priors;
  }

  /** Softmax, then a blend with the community's own distribution by as much as the title's words cannot be trusted. */
  private toProbabilities(logits: Float32Array, { trust, communities }: PostRows): Float32Array {
    const { buckets } = this.model.shape;
    const { logPriors } = this.model.tables.communities;
    const probabilities = new Float32Array(logits.length);
    for (let post = 0; post < communities.length; post++) {
      const at = post * buckets;
      let max = Number.NEGATIVE_INFINITY;
      for (let k = 0; k < buckets; k++) max = Math.max(max, logits[at + k]);
      let sum = 0;
      for (let k = 0; k < buckets; k++) sum += probabilities[at + k] = Math.exp(logits[at + k] - max);
      for (let k = 0; k < buckets; k++) {
        const prior = Math.exp(logPriors[communities[post] * buckets + k]);
        probabilities[at + k] = (trust[post] * probabilities[at + k]) / sum + (1 - trust[post]) * prior;
      }
    }
    return probabilities;
  }
}
