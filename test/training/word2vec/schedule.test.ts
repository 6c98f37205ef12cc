import { expect, test } from "vitest";
import { planTurns } from "../../../training/word2vec/schedule";

const config = { seed: 1, epochs: 3, learningRate: 0.025 };

function turnsOf(changes: Partial<typeof config> = {}) {
  const turnAt = planTurns(50, { ...config, ...changes });
  return Array.from({ length: 150 }, (_, place) => turnAt(place));
}

test("each epoch takes every block once, in an order of its own, with draws of its own", () => {
  const turns = turnsOf();
  const epochs = [0, 1, 2].map((epoch) => turns.slice(50 * epoch, 50 * (epoch + 1)).map(({ block }) => block));
  for (const order of epochs) expect(order.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 50 }, (_, i) => i));
  expect(epochs[0]).not.toEqual(epochs[1]);
  expect(new Set(turns.map(({ seed }) => seed)).size).toBe(150);
  expect(turnsOf({ seed: 2 }).map(({ block }) => block)).not.toEqual(turns.map(({ block }) => block));
});

test("a turn is the same whoever asks first, so that a resumed training goes on as an unbroken one", () => {
  const turns = turnsOf();
  for (const place of [149, 77, 0]) expect(planTurns(50, config)(place)).toEqual(turns[place]);
});

test("the rate falls evenly from where it starts to almost nothing", () => {
  const rates = turnsOf().map(({ rate }) => rate);
  expect(rates[0]).toBe(0.025);
  expect(rates[75]).toBeCloseTo(0.0125, 10);
  expect(rates[149]).toBeLessThan(0.0002);
  rates.slice(1).forEach((rate, i) => {
    expect(rate).toBeLessThan(rates[i]);
  });
});
