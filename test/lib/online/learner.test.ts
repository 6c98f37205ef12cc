import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { rocAuc } from "../../../lib/metrics/roc";
import { type Click, createLearner, openLearner, relearn } from "../../../lib/online/create";
import { LearnerFileError, learnerNames } from "../../../lib/online/learner";
import { Ridge } from "../../../lib/online/ridge";
import { createRandom } from "../../../lib/random";
import { writeBundle } from "../../../lib/release/bundle";
import { drawClicks } from "./clicks";

const DIMENSIONS = 16;
const flatten = (rows: readonly Float32Array[]) => Float32Array.from(rows.flatMap((row) => [...row]));

describe.each(learnerNames)("%s", (name) => {
  const clicks = drawClicks(120, DIMENSIONS);
  const fresh = drawClicks(60, DIMENSIONS, 1).map(({ x }) => x);
  const learnt = () => relearn(DIMENSIONS, clicks.slice(60), name);

  test("learns a taste: unseen posts that the reader would accept get the higher probabilities", () => {
    const learner = learnt();
    const auc = rocAuc(
      clicks.slice(0, 60).map(({ x }) => learner.predictOne(x)),
      clicks.slice(0, 60).map(({ accepted }) => (accepted ? 1 : 0)),
    );
    expect(auc).toBeGreaterThan(0.75);
    expect(learner.accepted + learner.rejected).toBe(60);
  });

  test("says 0.5 before the first click", () => {
    expect(createLearner(DIMENSIONS, name).predictOne(fresh[0])).toBe(0.5);
  });

  test("the lesson tells what was foretold before the label was known", () => {
    const learner = learnt();
    const foretold = learner.predictOne(clicks[0].x);
    expect(learner.learnOne(clicks[0].x, clicks[0].accepted).probability).toBe(foretold);
  });

  test("ranks in the order of its probabilities, best first", () => {
    const learner = learnt();
    const { scores, order } = learner.rank(flatten(fresh));
    const probabilities = Array.from(order, (row) => learner.predictOne(fresh[row]));
    expect(probabilities).toEqual(probabilities.toSorted((a, b) => b - a));
    expect([...order].sort((a, b) => a - b)).toEqual([...fresh.keys()]);
    expect(scores[order[0]]).toBe(Math.max(...scores));
    for (const [row, probability] of learner.calibrate(scores).entries()) {
      expect(probability).toBeCloseTo(learner.predictOne(fresh[row]), 5);
    }
  });

  test("comes back from its file and goes on as if it had not stopped", () => {
    const learner = learnt();
    const kept = openLearner(learner.serialise());
    expect(kept).toMatchObject({
      name,
      dimensions: DIMENSIONS,
      accepted: learner.accepted,
      rejected: learner.rejected,
    });
    for (const { x, accepted } of clicks.slice(0, 60)) {
      expect(kept.predictOne(x)).toBeCloseTo(learner.predictOne(x), 5);
      kept.learnOne(x, accepted);
      learner.learnOne(x, accepted);
    }
  });

  test("a file cut short or changed anywhere is refused by name, or read whole", () => {
    const bytes = learnt().serialise();
    for (let length = 0; length < bytes.length; length += 97) {
      expect(() => openLearner(bytes.slice(0, length))).toThrow(LearnerFileError);
    }
    fc.assert(
      fc.property(fc.nat(bytes.length - 1), fc.integer({ min: 1, max: 255 }), (at, change) => {
        const damaged = bytes.slice();
        damaged[at] ^= change;
        try {
          openLearner(damaged).rank(flatten(fresh));
        } catch (error) {
          expect(error).toBeInstanceOf(LearnerFileError);
        }
      }),
    );
  });

  test("two halves, merged, know about as much as one that saw all", () => {
    const merged = relearn(DIMENSIONS, clicks.slice(60, 90), name);
    merged.merge(relearn(DIMENSIONS, clicks.slice(90), name));
    const labels = clicks.slice(0, 60).map(({ accepted }) => (accepted ? 1 : 0));
    const [alone, whole, both] = [relearn(DIMENSIONS, clicks.slice(60, 90), name), learnt(), merged].map((learner) =>
      rocAuc(
        clicks.slice(0, 60).map(({ x }) => learner.predictOne(x)),
        labels,
      ),
    );
    expect(both).toBeGreaterThan(whole - 0.06);
    expect(both).toBeGreaterThan(alone);
    expect(merged.accepted + merged.rejected).toBe(60);
  });

  test("merging a model without clicks changes nothing", () => {
    const learner = learnt();
    const before = fresh.map((x) => learner.predictOne(x));
    learner.merge(createLearner(DIMENSIONS, name));
    fresh.forEach((x, i) => {
      expect(learner.predictOne(x)).toBeCloseTo(before[i], 5);
    });
  });

  test("refuses what is no click, and learns nothing of it", () => {
    const learner = learnt();
    const before = learner.predictOne(fresh[0]);
    expect(() => learner.learnOne(new Float32Array(3), true)).toThrow("a vector of 3 numbers, expected 16");
    expect(() => learner.learnOne(fresh[0].with(2, Number.NaN), true)).toThrow("not finite");
    expect(() => createLearner(DIMENSIONS, name).learnOne(fresh[0].with(2, Number.POSITIVE_INFINITY), true)).toThrow(
      "not finite",
    );
    expect(() => learner.learnOne(fresh[0], true, 0)).toThrow("a click of weight 0");
    expect(() => learner.rank(new Float32Array(17))).toThrow("17 numbers are not rows of 16");
    expect(learner.predictOne(fresh[0])).toBe(before);
  });

  test("a one-sided reader's few likes are found, and told how likely they are", () => {
    const oneSided = drawClicks(400, DIMENSIONS, 3, 0.35);
    const learner = relearn(DIMENSIONS, oneSided.slice(200), name);
    expect(learner.accepted).toBeLessThan(30);
    const labels = oneSided.slice(0, 200).map(({ accepted }) => (accepted ? 1 : 0));
    const probabilities = oneSided.slice(0, 200).map(({ x }) => learner.predictOne(x));
    expect(rocAuc(probabilities, labels)).toBeGreaterThan(0.9);
    const share = oneSided.slice(0, 200).filter(({ accepted }) => accepted).length / labels.length;
    const mean = probabilities.reduce((sum, probability) => sum + probability, 0) / labels.length;
    expect(Math.abs(mean - share)).toBeLessThan(0.1);
  });

  test("a taste that turns over is learnt anew", () => {
    const learner = relearn(DIMENSIONS, clicks, name);
    const turned = drawClicks(1200, DIMENSIONS).map(({ x, accepted }) => ({ x, accepted: !accepted }));
    const late = turned.map(({ x, accepted }) => learner.learnOne(x, accepted).probability).slice(-200);
    const labels = turned.slice(-200).map(({ accepted }) => (accepted ? 1 : 0));
    expect(rocAuc(late, labels)).toBeGreaterThan(0.85);
  });
});

test("a drift is reported once the taste turns over, not before, and has the model learn faster than one that never forgets", () => {
  const clicks = drawClicks(400, DIMENSIONS);
  const [before, after] = [
    clicks.slice(0, 200),
    clicks.slice(200).map(({ x, accepted }) => ({ x, accepted: !accepted })),
  ];
  const learner = createLearner(DIMENSIONS);
  const unforgetting = new Ridge(DIMENSIONS);
  const walk = (part: readonly Click[]) =>
    part.map(({ x, accepted }) => {
      const margin = unforgetting.margin(x);
      unforgetting.learn(x, accepted ? 1 : -1, 1);
      return { ...learner.learnOne(x, accepted), margin, label: accepted ? 1 : 0 };
    });
  expect(walk(before).some(({ drifted }) => drifted)).toBe(false);
  const lessons = walk(after);
  const noticed = lessons.findIndex(({ drifted }) => drifted);
  expect(noticed).toBeGreaterThan(0);
  expect(noticed).toBeLessThan(40);
  const labels = lessons.slice(100).map(({ label }) => label);
  const [forgetting, stuck] = [
    rocAuc(
      lessons.slice(100).map(({ probability }) => probability),
      labels,
    ),
    rocAuc(
      lessons.slice(100).map(({ margin }) => margin),
      labels,
    ),
  ];
  expect(forgetting).toBeGreaterThan(stuck + 0.2);
});

test("a model that gets better reports no drift", () => {
  const random = createRandom(8);
  const learner = createLearner(DIMENSIONS);
  for (const { x } of drawClicks(150, DIMENSIONS, 5)) learner.learnOne(x, random() < 0.5);
  const lessons = drawClicks(1500, DIMENSIONS).map(({ x, accepted }) => learner.learnOne(x, accepted));
  expect(lessons.at(-1)?.probability).not.toBeCloseTo(0.5, 1);
  expect(lessons.some(({ drifted }) => drifted)).toBe(false);
});

test("undo is to relearn without the click, and gives what never clicking gives", () => {
  const clicks = drawClicks(80, 24);
  const undone = relearn(24, clicks.toSpliced(30, 1));
  const never = createLearner(24);
  for (const [i, { x, accepted }] of clicks.entries()) if (i !== 30) never.learnOne(x, accepted);
  expect(undone.serialise()).toEqual(never.serialise());
});

test("a late label teaches as much as a prompt one", () => {
  const clicks = drawClicks(30, 40);
  const [prompt, late] = [relearn(40, clicks), relearn(40, [...clicks.slice(10), ...clicks.slice(0, 10)])];
  const posts = flatten(drawClicks(50, 40, 2).map(({ x }) => x));
  expect(late.rank(posts).order).toEqual(prompt.rank(posts).order);
});

test("a model of 384 dimensions stays within 64 KB, however many clicks", () => {
  const learner = createLearner(384);
  for (const { x, accepted } of drawClicks(300, 384)) learner.learnOne(x, accepted);
  expect(learner.serialise().length).toBeLessThanOrEqual(64 * 1024);
});

test("says what a file is when it is no model of a reader", () => {
  const shape = Uint32Array.of(1, 4);
  expect(() => openLearner(new TextEncoder().encode("hello, world"))).toThrow(
    "a reader's model cannot be read: not a Titlecast model file; learn it anew from its clicks",
  );
  expect(() => openLearner(writeBundle({ shape }))).toThrow("it holds no reader's model");
  expect(() =>
    openLearner(writeBundle({ learner: new TextEncoder().encode("ridge"), shape: Uint32Array.of(9, 4) })),
  ).toThrow("it is of version 9, expected 1");
  expect(() => openLearner(writeBundle({ learner: new TextEncoder().encode("oracle"), shape }))).toThrow(
    'it names a learner "oracle"',
  );
});

test("models of other kinds or lengths are not merged", () => {
  expect(() => createLearner(4).merge(createLearner(5))).toThrow(
    "a model ridge of 5 dimensions cannot be merged into one ridge of 4 dimensions",
  );
  expect(() => createLearner(4).merge(createLearner(4, "pa1"))).toThrow(RangeError);
});

describe("exploration", () => {
  const clicks = drawClicks(12, DIMENSIONS);
  const posts = drawClicks(40, DIMENSIONS, 2).map(({ x }) => x);

  test("an upper bound moves what is unlike anything judged forward", () => {
    const learner = createLearner(2);
    for (let i = 0; i < 20; i++) learner.learnOne(Float32Array.of(1, 0), i % 2 === 0);
    const candidates = Float32Array.of(1, 0, 0, 1);
    expect([...learner.rank(candidates, { kind: "upper-bound", width: 2 }).order]).toEqual([1, 0]);
  });

  test("Thompson sampling shows other posts each time, but mostly good ones once the taste is known", () => {
    const firsts = (learner: ReturnType<typeof createLearner>) => {
      const random = createRandom(1);
      return Array.from({ length: 50 }, () => learner.rank(flatten(posts), { kind: "thompson", random }).order[0]);
    };
    const [novice, expert] = [relearn(DIMENSIONS, clicks), relearn(DIMENSIONS, drawClicks(600, DIMENSIONS))];
    expect(new Set(firsts(novice)).size).toBeGreaterThan(5);
    expect(new Set(firsts(expert)).size).toBeLessThan(new Set(firsts(novice)).size);
  });

  test("is refused by a learner without a covariance", () => {
    expect(() => createLearner(2, "adagrad").rank(new Float32Array(2), { kind: "upper-bound", width: 1 })).toThrow(
      "adagrad keeps no covariance to explore by",
    );
  });
});
