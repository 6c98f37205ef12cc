import { createLearner } from "../../lib/online/create";
import type { LearnerName } from "../../lib/online/learner";
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
/** Logistic noise of a click against the taste, in deviations of its score. */
const NOISE = 0.25;

/**
 * Simulated readers on one core, one after the other: each has a taste (a random direction) and clicks by it, with some
 * noise, and a learner of their own learns every click.
 * @param onUsers called now and then with the readers done.
 */
export async function simulateReaders(
  learner: LearnerName,
  { users, clicks, dimensions, seed }: SimulationOptions,
  onUsers: (done: number) => void,
): Promise<SimulationResult> {
  const random = createRandom(seed);
  const posts = Array.from({ length: POOL }, () => drawUnit(dimensions, random));
  const likings = Array.from({ length: TASTES }, () => {
    const taste = drawUnit(dimensions, random);
    const scores = posts.map((post) => post.reduce((sum, value, i) => sum + value * taste[i], 0));
    return Float32Array.from(scores, (score) => score * Math.sqrt(dimensions));
  });
  let foretold = 0;
  let judged = 0;
  let bytes = 0;
  const started = performance.now();
  for (let user = 0; user < users; user++) {
    const model = createLearner(dimensions, learner);
    const likes = likings[user % TASTES];
    for (let click = 0; click < clicks; click++) {
      const post = Math.floor(random() * POOL);
      const accepted = likes[post] + NOISE * (random() - random()) > 0;
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
