import { runNext } from "./build";
import { buildFirst, watchEngine } from "./build-engine";
import { readPort } from "./listen";
import { run } from "./run";
import { serveRuns } from "./runs";

await run(async () => {
  const port = readPort(process.env.PORT);
  const engine = await watchEngine();
  await runNext(["dev", "--port", String(port)], {
    NEXT_PUBLIC_ENGINE: engine,
    NEXT_PUBLIC_FIRST: await buildFirst(engine),
    NEXT_PUBLIC_RUNS: await serveRuns("runs"),
  });
  // esbuild's watcher would keep the process alive.
  process.exit();
});
