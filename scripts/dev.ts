import { runNext } from "./build";
import { watchEngine } from "./build-engine";
import { readPort } from "./listen";
import { run } from "./run";
import { watchRuns } from "./runs";

await run(async () => {
  const port = readPort(process.env.PORT);
  const engine = await watchEngine();
  watchRuns("runs");
  await runNext(["dev", "--port", String(port)], { NEXT_PUBLIC_ENGINE: engine });
  // esbuild's watcher would keep the process alive.
  process.exit();
});
