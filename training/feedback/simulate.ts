import { createLearner } from "../../lib/online/create";
import type { LearnerName } from "../../lib/online/learner";
import { dot } from "../../lib/online/matrix";
import { drawNormal } from "../../lib/online/normal";
import { createRandom, type Random } from "../../lib/random";

export interface SimulationOptions {
  readonly users: number;
  /** Clicks of each reader. */
  readonly clicks: number;
  readonly dimensions: number;
  readonly seed: number;
}

export interface SimulationResult {
  readonly learner: LearnerName;
  readonly users: number;
  readonly updates: number;
  readonly seconds: number;
  readonly updates_per_second: number;
  /** Of a reader's model, kept. */
  readonly bytes_per_reader: number;
  /** Share of the clicks that were foretold, in the second half of each reader's. */
  readonly accuracy: number;
}

/** Posts and tastes to draw from; enough that a reader hardly meets a post twice. */
const POOL = 1000;
const TASTES = 200;
/** Directions in which posts and tastes differ, as the topics of a feed do. */
const AXES = 8;
/** Length of what else is in a post, beside 1 for what a taste can see. */
const REST = 0.5;
/** Half the width of a click's triangular noise, where liking goes from -1 to 1. */
const NOISE = 0.1;

/**
 * Simulated readers on one core, one after the other: each has a taste (a direction among those in which posts differ) and clicks by it, with some
 * noise, and a learner of their own learns every click.
 * @param onUsers called now and then with the readers done.
 */
export async function simulateReaders(
  learner: LearnerName,
  { users, clicks, dimensions, seed }: SimulationOptions,
  onUsers: (done: number) => void,
): Promise<SimulationResult> {
  const random = createRandom(seed);
  const axes = Array.from({ length: AXES }, () => drawUnit(dimensions, random));
  const latents = Array.from({ length: POOL }, () => drawUnit(AXES, random));
  const posts = latents.map((latent) => combine(latent, axes, drawUnit(dimensions, random)));
  const tastes = Array.from({ length: TASTES }, () => drawUnit(AXES, random));
  let foretold = 0;
  let judged = 0;
  let bytes = 0;
  const started = performance.now();
  for (let user = 0; user < users; user++) {
    const model = createLearner(dimensions, learner);
    const taste = tastes[user % TASTES];
    for (let click = 0; click < clicks; click++) {
      const post = Math.floor(random() * POOL);
      const accepted = dot(taste, latents[post]) + NOISE * (random() - random()) > 0;
      const { probability } = model.learnOne(posts[post], accepted);
      if (2 * click < clicks) continue;
      judged++;
      if (probability > 0.5 === accepted) foretold++;
    }
    if (user === 0) bytes = model.serialise().length;
    if (user % 256 > 0) continue;
    onUsers(user);
    // Lets Ctrl-C in.
    await new Promise(setImmediate);
  }
  const seconds = (performance.now() - started) / 1000;
  const updates = users * clicks;
  return {
    learner,
    users,
    updates,
    seconds,
    updates_per_second: updates / seconds,
    bytes_per_reader: bytes,
    accuracy: foretold / judged,
  };
}

function drawUnit(dimensions: number, random: Random): Float32Array {
  const vector = Float32Array.from({ length: dimensions }, () => drawNormal(random));
  const length = Math.hypot(...vector);
  return vector.map((value) => value / length);
}

/** A post of length 1: its latent place along the axes, and something that is all its own. */
function combine(latent: Float32Array, axes: readonly Float32Array[], rest: Float32Array): Float32Array {
  const vector = rest.map((value, i) => latent.reduce((sum, part, axis) => sum + part * axes[axis][i], REST * value));
  const length = Math.hypot(...vector);
  return vector.map((value) => value / length);
}
