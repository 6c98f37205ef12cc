import { createLearner } from "../lib/online/create";
import { type LearnerName, learnerNames } from "../lib/online/learner";
import { createRandom, type Random } from "../lib/random";
import { note } from "../training/console/progress";
import { simulateReaders } from "../training/feedback/simulate";
import { describeMiddle, describeTail, type Measure, type Part } from "./measure";

const CANDIDATES = 10_000;
const DIMENSIONS = 384;
const CLICKS = 60;
const RANKINGS = 200;
const RUNS = 3;
const USERS = 2_000;
const SEED = 1;

/** The online learner in Node. */
export const feedback: Part = {
  about: "ranking 10,000 posts by a reader's taste after a click, and clicks learnt a second, in Node",
  async measure(): Promise<Measure[]> {
    const measures = measureRanking();
    for (const name of learnerNames) measures.push(await measureUpdates(name));
    return measures;
  },
};

/** A click, and the ranking after it: what stands between the reader's finger and the new order. */
function measureRanking(): Measure[] {
  const random = createRandom(SEED);
  const candidates = drawVectors(CANDIDATES, random);
  const learner = createLearner(DIMENSIONS);
  const times: number[] = [];
  for (let i = -CLICKS; i < RANKINGS; i++) {
    const x = drawVectors(1, random);
    const accepted = random() < 0.5;
    const started = performance.now();
    learner.learnOne(x, accepted);
    learner.rank(candidates);
    if (i >= 0) times.push(performance.now() - started);
  }
  return [
    describeTail("learn and rank", "ms", times, `ridge, ${CANDIDATES.toLocaleString("en-US")} × ${DIMENSIONS}`),
    { name: "kept model", unit: "bytes", samples: 1, p50: learner.serialise().length, p95: null, meaning: "ridge" },
  ];
}

async function measureUpdates(name: LearnerName): Promise<Measure> {
  note(`feedback: ${name}`);
  const rates: number[] = [];
  const options = { users: USERS, clicks: 10, dimensions: DIMENSIONS, seed: SEED };
  for (let run = 0; run < RUNS; run++) {
    rates.push((await simulateReaders(name, options, () => undefined)).updates_per_second);
  }
  return describeMiddle(`${name} updates`, "clicks/s", rates, `${DIMENSIONS} dimensions, 10 clicks a reader, one core`);
}

function drawVectors(count: number, random: Random): Float32Array {
  return Float32Array.from({ length: count * DIMENSIONS }, () => (random() - 0.5) / Math.sqrt(DIMENSIONS / 12));
}
