import { PassThrough } from "node:stream";
import { describe, expect, it } from "vitest";
import { formatCount, formatSeconds, startProgress } from "../../../training/console/progress";

function watch(isTerminal: boolean) {
  const stream = Object.assign(new PassThrough(), { isTTY: isTerminal, columns: 100, fd: 2 as const });
  const progress = startProgress("training", 200, "words", stream as unknown as typeof process.stderr);
  progress.update(50, "loss 1.5");
  progress.finish("done");
  return String(stream.read()).replaceAll("\u001b[K", "<clear>");
}

describe("progress", () => {
  it("rewrites one line on a terminal, with a bar, the rate and the time left", () => {
    const text = watch(true);
    expect(text).toMatch(/^\r<clear>█{6}░{18} training: 25 %, [\d,.]+ words\/s, [\d.]+ s left, loss 1\.5/);
    expect(text).toMatch(/\r<clear>training: 200 words in 0\.\d s, done\n$/);
  });

  it("writes plain lines elsewhere, and not many", () => {
    expect(watch(false)).toMatch(/^training: 200 words in 0\.\d s, done\n$/);
  });
});

it.each([
  [0.42, "0.4 s"],
  [42, "42 s"],
  [185, "3:05"],
  [3723, "1:02:03"],
  [59.7, "1:00"],
])("%d seconds are %s", (seconds, text) => {
  expect(formatSeconds(seconds)).toBe(text);
});

it("groups digits", () => {
  expect([formatCount(1234567), formatCount(1.25), formatCount(12.7)]).toEqual(["1,234,567", "1.3", "13"]);
});
