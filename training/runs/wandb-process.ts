import wandb from "@wandb/sdk";
import type { WandbMessage } from "./wandb-message";

// The parent decides what Ctrl-C does; without it there is nothing to tell.
process.on("SIGINT", () => {});
process.on("disconnect", () => process.exit(1));

let queue = Promise.resolve();
process.on("message", (message: WandbMessage) => {
  queue = queue.then(() => act(message)).catch(() => process.exit(1));
});

async function act(message: WandbMessage): Promise<void> {
  if ("start" in message) await wandb.init(message.start);
  else if ("log" in message) wandb.log(message.log.values, message.log.step);
  else {
    await wandb.finish(message.finish.code);
    process.exit(0);
  }
}
