import fc from "fast-check";
import { expect, test } from "vitest";
import { latestWins } from "../../workers/engine/latest";

test("whatever the timing, answers come in order, one runs at a time and the last request is answered", async () => {
  let skipped = 0;
  await fc.assert(
    fc.asyncProperty(fc.scheduler(), fc.integer({ min: 1, max: 12 }), async (scheduler, count) => {
      let running = 0;
      const answers: number[] = [];
      const pending: Promise<void>[] = [];
      const ask = latestWins(
        async (request: number) => {
          expect(++running).toBe(1);
          await scheduler.schedule(Promise.resolve(), `run ${request}`);
          running--;
          return request;
        },
        () => scheduler.schedule(Promise.resolve(), "take in"),
      );
      const { task } = scheduler.scheduleSequence(
        Array.from({ length: count }, (_, request) => async () => {
          const answer = ask(request);
          pending.push(answer.then((value) => void (value === null ? skipped++ : answers.push(value))));
        }),
      );
      await scheduler.waitFor(task);
      await scheduler.waitFor(Promise.all(pending));
      expect(answers).toEqual([...new Set(answers)].sort((a, b) => a - b));
      expect(answers.at(-1)).toBe(count - 1);
    }),
  );
  expect(skipped).toBeGreaterThan(0);
});

test("a request that fails does not hold up the next", async () => {
  const ask = latestWins(async (request: string) => {
    if (request === "bad") throw new Error("no");
    return request;
  });
  const bad = ask("bad");
  await expect(bad).rejects.toThrow("no");
  expect(await ask("good")).toBe("good");
});
