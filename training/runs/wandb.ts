import { type ChildProcess, fork } from "node:child_process";
import { fileURLToPath } from "node:url";
import type { RunRecord } from "./record";
import type { Tracker } from "./tracker";
import type { WandbMessage } from "./wandb-message";

const PROJECT = "titlecast";

/**
 * Sends a run to Weights & Biases when `WANDB_API_KEY` is set (`WANDB_PROJECT` and `WANDB_BASE_URL` as its own tools
 * read them). In a process of its own: the library retries for minutes, ends the program at Ctrl-C and throws from timers.
 */
export function openWandb(run: RunRecord): Tracker | null {
  if (!process.env.WANDB_API_KEY) return null;
  const child = fork(fileURLToPath(new URL("./wandb-process.ts", import.meta.url)), {
    execArgv: ["--import", "tsx"],
    stdio: ["ignore", "ignore", "ignore", "ipc"],
  });
  const ended = new Promise<number | null>((resolve) => {
    child.once("exit", resolve);
    child.once("error", () => resolve(null));
  });
  // A tracker that hangs must not keep the training's own process alive.
  child.unref();
  child.channel?.unref();
  process.once("exit", () => child.kill());
  let step = 0;
  const config = { ...run.config, seed: run.seed, commit: run.commit, data: run.data, machine: run.machine };
  const started = send(child, {
    start: { name: run.name, project: process.env.WANDB_PROJECT ?? PROJECT, config },
  });
  return {
    name: "Weights & Biases",
    async log({ phase, epoch, values }) {
      await started;
      const named = Object.entries(values).map(([name, value]) => [phase === "" ? name : `${phase}/${name}`, value]);
      await send(child, {
        log: { values: { ...Object.fromEntries(named), ...(epoch === null ? {} : { epoch }) }, step: step++ },
      });
    },
    async finish({ status, summary }) {
      await started;
      await send(child, { log: { values: summary, step: step++ } });
      await send(child, { finish: { code: status === "finished" ? 0 : 1 } });
      child.ref();
      const code = await ended;
      if (code !== 0) throw new Error("it could not be reached, or refused the run");
    },
  };
}

function send(child: ChildProcess, message: WandbMessage): Promise<void> {
  return new Promise((resolve, reject) => {
    if (!child.connected) reject(new Error("it could not be reached, or refused the run"));
    else child.send(message, (error) => (error ? reject(error) : resolve()));
  });
}
