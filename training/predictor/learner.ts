import * as tf from "@tensorflow/tfjs";
import { countTableRows, FEATURE_COUNT } from "../../lib/predictor/features";
import { forward, type NetworkShape, type WeightName, type Weights, weightShapes } from "../../lib/predictor/network";
import { createRandom } from "../../lib/random";
import { Bundle, writeBundle } from "../../lib/release/bundle";
import { UserError } from "../console/errors";
import type { Network } from "./average";
import { type Batch, countBatches, readBatches } from "./batches";
import type { PredictorConfig } from "./config";
import type { TrainingSet } from "./examples";
import { LearningTable } from "./table";
import type { AlignedVectors } from "./vectors";

const INITIAL_EMBEDDING = 0.05;
/** Rates end at this share of where they started. */
const LAST_RATE = 1e-3;

/**
 * A predictor while it learns. The embedding of a word is a projection of its frozen word vector plus a part of its own;
 * both are linear, so that the release folds them into one small table. tfjs knows variables by name, across the whole
 * process: dispose of one learner before making another.
 */
export class Learner {
  private readonly shape: NetworkShape;
  private readonly table: LearningTable;
  private readonly names: readonly WeightName[];
  private readonly dense: Readonly<Record<WeightName, tf.Variable<tf.Rank.R2>>>;
  /** Projection of word vectors, [dimensions, embedding]. */
  private readonly projection: tf.Variable<tf.Rank.R2>;
  private readonly optimiser: tf.AdamOptimizer;
  /** Middle of each bucket on the log scale, [1, buckets]. */
  private readonly middles: tf.Tensor2D;

  constructor(
    private readonly set: TrainingSet,
    private readonly vectors: AlignedVectors,
    private readonly config: PredictorConfig,
  ) {
    const { edges, embedding, hidden } = config;
    this.shape = { embedding, hidden, buckets: edges.length };
    const random = createRandom(config.seed);
    const rows = countTableRows(set.tables);
    this.table = new LearningTable(rows, embedding, config.tableDecay, () => (2 * random() - 1) * INITIAL_EMBEDDING);
    const shapes = weightShapes(this.shape);
    this.names = Object.keys(shapes) as WeightName[];
    const entries = this.names.map((name) => [name, createVariable(name, shapes[name], random)]);
    this.dense = Object.fromEntries(entries) as typeof this.dense;
    this.projection = createVariable("projection", [vectors.dimensions, embedding], random);
    this.optimiser = tf.train.adam(config.learningRate);
    this.middles = tf.tensor2d([edges.map((edge, i) => 0.5 * (Math.log(edge) + logEnd(edges, i)))]);
  }

  /**
   * Goes through all training posts once, in an order that depends on the seed and the epoch alone.
   * @returns mean loss.
   * @throws UserError naming the batch when the loss is no longer a finite number.
   */
  async runEpoch(epoch: number, onBatch: (posts: number, loss: number) => void): Promise<number> {
    // tfjs restores Adam with the powers of its rates computed anew, which differ in their last bits from products. So does
    // every epoch, then: one that follows a restart is the same as one that does not.
    await this.setMoments(await this.optimiser.getWeights());
    const random = createRandom(this.config.seed + 7919 * (epoch + 1));
    const count = countBatches(this.set, this.config);
    let sum = 0;
    let seen = 0;
    let i = 0;
    for await (const batch of readBatches(this.set, this.config, random)) {
      const share = (epoch + i / count) / this.config.epochs;
      const loss = await this.step(batch, LAST_RATE + (1 - LAST_RATE) * 0.5 * (1 + Math.cos(Math.PI * share)));
      if (!Number.isFinite(loss)) {
        throw new UserError(`loss ${loss} in epoch ${epoch + 1}, batch ${i + 1}; try a lower learningRate`);
      }
      i++;
      sum += loss * batch.posts;
      seen += batch.posts;
      onBatch(batch.posts, sum / seen);
    }
    return sum / seen;
  }

  /** The network as it now stands, with the word vectors folded into its table. */
  async toNetwork(): Promise<Network> {
    const { tables, featureMean, featureScale } = this.set;
    const folded = this.table.learnt();
    const projection = await this.projection.data();
    const { values, dimensions } = this.vectors;
    const { embedding } = this.shape;
    for (let row = 0; row < tables.vocabulary.size; row++) {
      for (let d = 0; d < dimensions; d++) {
        const value = values[row * dimensions + d];
        for (let c = 0; c < embedding; c++) folded[row * embedding + c] += value * projection[d * embedding + c];
      }
    }
    const weights = await Promise.all(this.names.map(async (name) => [name, (await this.dense[name].data()).slice()]));
    return {
      edges: this.config.edges,
      shape: this.shape,
      tables,
      featureMean,
      featureScale,
      table: folded,
      weights: Object.fromEntries(weights) as Network["weights"],
    };
  }

  /** Everything that the next epoch depends on. */
  async encode(): Promise<Uint8Array> {
    const arrays: Record<string, Float32Array | Uint8Array> = { table: this.table.encode() };
    for (const variable of this.variables) arrays[`weight ${variable.name}`] = (await variable.data()) as Float32Array;
    const [iterations, ...moments] = await this.optimiser.getWeights();
    for (const { name, tensor } of [iterations, ...moments]) {
      arrays[`adam ${name} ${tensor.shape.join("x")}`] = Float32Array.from(await tensor.data());
    }
    iterations.tensor.dispose();
    return writeBundle(arrays);
  }

  async restore(bytes: Uint8Array): Promise<void> {
    const bundle = new Bundle(bytes);
    this.table.restore(bundle.u8("table"));
    for (const variable of this.variables) {
      tf.tidy(() => variable.assign(tf.tensor(bundle.f32(`weight ${variable.name}`), variable.shape)));
    }
    const state = bundle.names
      .filter((name) => name.startsWith("adam "))
      .map((key) => {
        const [, name, shape] = key.split(" ");
        const dimensions = shape === "" ? [] : shape.split("x").map(Number);
        return { name, tensor: tf.tensor(bundle.f32(key), dimensions) };
      });
    await this.setMoments(state);
  }

  dispose(): void {
    tf.dispose([...this.variables, this.middles]);
    this.optimiser.dispose();
  }

  private get variables(): tf.Variable<tf.Rank.R2>[] {
    return [this.projection, ...this.names.map((name) => this.dense[name])];
  }

  /** Hands the optimiser its state, which it copies. */
  private async setMoments(state: { name: string; tensor: tf.Tensor }[]): Promise<void> {
    await this.optimiser.setWeights(state);
    tf.dispose(state.map(({ tensor }) => tensor));
  }

  /** One step of gradient descent at `rate` times the configured rates. Returns the batch's mean loss. */
  private async step(batch: Batch, rate: number): Promise<number> {
    const { config, vectors, shape } = this;
    const bag = tf.tensor2d(this.table.sum(batch), [batch.posts, shape.embedding]);
    const means = tf.tensor2d(vectors.sum(batch), [batch.posts, vectors.dimensions]);
    const { value, grads } = tf.tidy(() => {
      const { value, grads } = tf.valueAndGrads(this.createLoss(batch, means))([bag, ...this.variables]);
      return { value, grads: clipNorm(grads, config.gradientLimit) };
    });
    const [bagGradient, ...gradients] = grads;
    const [loss, gradient] = await Promise.all([value.data(), bagGradient.data()]);
    setRate(this.optimiser, config.learningRate * rate);
    this.optimiser.applyGradients(this.variables.map(({ name }, i) => ({ name, tensor: gradients[i] })));
    this.table.step(batch, gradient as Float32Array, config.tableLearningRate * rate);
    tf.dispose([bag, means, value, grads]);
    return loss[0];
  }

  /** Cross-entropy of the buckets and of reaching the mark, plus the squared error of the expected log score. */
  private createLoss(batch: Batch, means: tf.Tensor2D): (...inputs: tf.Tensor[]) => tf.Scalar {
    const { posts } = batch;
    const { buckets } = this.shape;
    const { edges, scoreLoss, markLoss } = this.config;
    const mark = firstOf(edges, this.config.mark);
    const features = tf.tensor2d(batch.dense, [posts, FEATURE_COUNT]);
    const priors = tf.tensor2d(batch.logPriors, [posts, buckets]);
    const truth = tf.oneHot(tf.tensor1d(batch.buckets, "int32"), buckets);
    const isReached = tf.tensor2d(
      Array.from(batch.buckets, (bucket) => [bucket >= mark]),
      [posts, 1],
      "bool",
    );
    const logScores = tf.tensor2d(batch.logScores, [posts, 1]);
    return (bag, projection, ...dense) => {
      const weights = Object.fromEntries(this.names.map((name, i) => [name, dense[i]])) as Weights;
      const embedded = tf.add(bag, tf.matMul(means, projection as tf.Tensor2D)) as tf.Tensor2D;
      const logShares = tf.logSoftmax(forward(tf, weights, embedded, features, priors));
      const crossEntropy = tf.neg(tf.sum(tf.mul(logShares, truth)));
      const reached = tf.logSumExp(tf.slice(logShares, [0, mark]), 1, true);
      const missed = tf.logSumExp(tf.slice(logShares, [0, 0], [posts, mark]), 1, true);
      const marked = tf.neg(tf.sum(tf.where(isReached, reached, missed)));
      const expected = tf.sum(tf.mul(tf.exp(logShares), this.middles), 1, true);
      const squared = tf.sum(tf.square(tf.sub(expected, logScores)));
      const loss = tf.addN([crossEntropy, tf.mul(marked, markLoss), tf.mul(squared, scoreLoss)]);
      return tf.div(loss, posts) as tf.Scalar;
    };
  }
}

/** Scales gradients down together where their norm is above the limit (Pascanu et al. 2013). */
function clipNorm(gradients: readonly tf.Tensor[], limit: number): tf.Tensor[] {
  const squares = gradients.map((gradient) => tf.sum(tf.square(gradient)));
  const norm = tf.sqrt(squares.reduce((sum, square) => tf.add(sum, square)));
  const scale = tf.div(limit, tf.maximum(norm, limit));
  return gradients.map((gradient) => tf.mul(gradient, scale));
}

/** Weights that start at zero leave the first forecasts at the prior. */
const STARTS_AT_ZERO = new Set(["hiddenBias", "outputBias", "skip"]);

function createVariable(name: string, [rows, columns]: [number, number], random: () => number) {
  const spread = STARTS_AT_ZERO.has(name) ? 0 : name === "hidden" ? 1 / Math.sqrt(rows) : 0.1;
  const values = Float32Array.from({ length: rows * columns }, () => spread * gaussian(random));
  return tf.tidy(() => tf.variable(tf.tensor2d(values, [rows, columns]), true, name) as tf.Variable<tf.Rank.R2>);
}

/** The first bucket of scores of `mark` or more; the last one where there is none, and the second where all are. */
function firstOf(edges: readonly number[], mark: number): number {
  const reached = edges.findIndex((edge) => edge >= mark);
  return reached === -1 ? edges.length - 1 : Math.max(1, reached);
}

/** Box and Muller 1958. */
function gaussian(random: () => number): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}

/** Log of where bucket `i` ends; the open last one is taken to be as wide as half an order of magnitude. */
function logEnd(edges: readonly number[], i: number): number {
  return i + 1 < edges.length ? Math.log(edges[i + 1]) : Math.log(edges[i]) + 0.5 * Math.LN10;
}

/** tfjs declares the rate protected, yet offers no other way to follow a schedule without losing the moments. */
function setRate(optimiser: tf.AdamOptimizer, rate: number): void {
  Object.assign(optimiser, { learningRate: rate });
}
