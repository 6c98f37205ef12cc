import { onInterrupt } from "../console/interrupt";
import type { Run } from "../runs/run";
import type { TrainingRecord } from "./training-record";

/** Trains, and keeps on record how that ends, however it does. */
export async function follow(run: Run, train: () => Promise<TrainingRecord>): Promise<TrainingRecord> {
  const forget = onInterrupt(async () => {
    await run.finish({ status: "interrupted", reason: null, summary: {} });
    return "the same command goes on after the last whole epoch";
  });
  try {
    const record = await train();
    await run.finish({ status: "finished", reason: null, summary: summarise(record) });
    return record;
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    await run.finish({ status: "failed", reason, summary: {} });
    throw error;
  } finally {
    forget();
  }
}

function summarise({ posts, epochs, search }: TrainingRecord): Record<string, number> {
  const last = search.find(({ epoch }) => epoch === epochs);
  const judged = last?.full == null || last.title === null ? {} : { log_loss: last.full, log_loss_title: last.title };
  return { posts, epochs, ...judged };
}
