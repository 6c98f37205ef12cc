import { spawn } from "node:child_process";
import { mkdirSync, watch } from "node:fs";
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";

/** Time in which changes are gathered, in milliseconds: a training writes a line at each step. */
const PAUSE = 3000;

/**
 * Serves the index of a folder of trainings, kept up to date, on a port of this machine alone: the page that draws them
 * belongs to the development server, and the site must not carry them.
 * @returns its address.
 */
export async function serveRuns(folder: string): Promise<string> {
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
  const server = createServer(async (_request, response) => {
    const json = await readFile(join(folder, "index.json"), "utf8").catch(() => '{"runs":[]}');
    response.writeHead(200, { "content-type": "application/json", "access-control-allow-origin": "*" }).end(json);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
}
