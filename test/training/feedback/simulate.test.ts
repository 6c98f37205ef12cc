import { describe, expect, it } from "vitest";
import { learnerNames } from "../../../lib/online/learner";
import type { SimulationResult } from "../../../training/feedback/simulate";
import { titlecast, titlecastJson } from "../../support/cli";

describe.concurrent("feedback simulate", { timeout: 60_000 }, () => {
  it("lets every learner learn, better than by lot, and weighs its models", async () => {
    const { learners } = await titlecastJson<{ learners: SimulationResult[] }>(
      ...["feedback", "simulate", "--users", "40", "--clicks", "60", "--dimensions", "32"],
    );
    expect(learners.map(({ learner }) => learner)).toEqual(learnerNames);
    for (const result of learners) {
      expect(result).toMatchObject({ users: 40, updates: 2400 });
      expect(result.updates_per_second).toBeGreaterThan(0);
      expect(result.accuracy).toBeGreaterThan(0.65);
      expect(result.bytes_per_reader).toBeGreaterThan(4 * 32);
      expect(result.bytes_per_reader).toBeLessThan(64 * 1024);
    }
  });

  it("prints a table for people, and shows each learner's progress beside it", async () => {
    const { code, stdout, stderr } = await titlecast(
      ...["feedback", "simulate", "--users", "3", "--learner", "pa2", "--dimensions", "8"],
    );
    expect(code).toBe(0);
    expect(stdout).toMatch(
      /^3 readers, 10 clicks each, 8 dimensions\n\nlearner +updates\/s +bytes per reader +foretold\npa2 /,
    );
    expect(stderr).toContain("pa2: 3 readers in");
  });

  it("refuses a learner it does not have, naming those it has", async () => {
    const { code, stderr } = await titlecast("feedback", "simulate", "--learner", "oracle");
    expect(code).toBe(1);
    expect(stderr).toContain("Allowed choices are ridge, arow, adagrad, ftrl, pa1, pa2, stack");
  });
});
