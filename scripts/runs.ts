import { spawn } from "node:child_process";
import { mkdirSync, watch } from "node:fs";

/** Time in which changes are gathered, in milliseconds: a training writes a line at each step. */
const PAUSE = 3000;

/** Keeps `index.json` of a folder of trainings up to date, for the page that draws them. */
export function watchRuns(folder: string): void {
  mkdirSync(folder, { recursive: true });
  let waiting: NodeJS.Timeout | undefined;
  const index = (): void => {
    waiting = undefined;
    spawn(process.execPath, ["--import", "tsx", "training/cli.ts", "runs", "index", folder], {
      stdio: ["ignore", "ignore", "inherit"],
    });
  };
  index();
  watch(folder, { recursive: true }, (_, name) => {
    const ofRun = name !== null && /(?:^|[\\/])(?:run\.json|metrics\.ndjson)$/.test(name);
    if (ofRun && waiting === undefined) waiting = setTimeout(index, PAUSE);
  });
}
