import { expect, test, vi } from "vitest";
import type { Measurement } from "../../../training/runs/record";
import { shield, type Tracker } from "../../../training/runs/tracker";

const measure = (step: number): Measurement => ({ phase: "", step, epoch: null, time: 0, values: { loss: 1 } });
const ENDING = { status: "finished", reason: null, summary: {} } as const;

function captureNotes() {
  const said: string[] = [];
  const write = vi.spyOn(process.stderr, "write").mockImplementation((text) => {
    said.push(String(text));
    return true;
  });
  return { said, restore: () => write.mockRestore() };
}

test("calls reach a slow tracker in their order, and the end waits for them", async () => {
  const seen: number[] = [];
  const tracker = shield({
    name: "slow",
    async log({ step }) {
      await new Promise((resolve) => setTimeout(resolve, 5));
      seen.push(step);
    },
    finish: () => void seen.push(-1),
  });
  for (let step = 0; step < 5; step++) tracker.log(measure(step));
  expect(seen).toEqual([]);
  await tracker.finish(ENDING);
  expect(seen).toEqual([0, 1, 2, 3, 4, -1]);
});

test.each<[string, Tracker["log"]]>([
  [
    "throws",
    () => {
      throw new Error("no route to host");
    },
  ],
  ["rejects", () => Promise.reject(new Error("no route to host"))],
])("a tracker that %s is told of once, then left alone", async (_, log) => {
  const { said, restore } = captureNotes();
  const finish = vi.fn();
  const tracker = shield({ name: "Somewhere", log, finish });
  for (let step = 0; step < 3; step++) tracker.log(measure(step));
  await tracker.finish(ENDING);
  restore();
  expect(said).toEqual(["Somewhere: no route to host; the training goes on without it\n"]);
  expect(finish).not.toHaveBeenCalled();
});

test("a tracker that never answers is given up after a while", async () => {
  const { said, restore } = captureNotes();
  const tracker = shield({ name: "Nowhere", log: () => new Promise(() => {}), finish() {} }, 20);
  tracker.log(measure(0));
  await tracker.finish(ENDING);
  restore();
  expect(said.join("")).toContain("Nowhere: no answer within");
});
