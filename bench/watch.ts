import { execFile, spawn } from "node:child_process";
import { promisify } from "node:util";
import { UserError } from "../training/console/errors";

/** How a command went. */
export interface Watched {
  /** What it wrote on standard output. */
  readonly stdout: string;
  readonly seconds: number;
  /** The most memory that the command and all it started held at once, in MiB. */
  readonly mebibytes: number;
}

/** Milliseconds between two looks at a process's memory. */
const INTERVAL = 250;
const KIBIBYTES = 1024;

/**
 * Runs `npm run titlecast -- … --json` in a process of its own, and watches its memory.
 * @param hear gets what it says on standard error, piece by piece; true ends the command as Ctrl-C does.
 * @throws UserError when it fails.
 */
export async function watchTitlecast(
  args: readonly string[],
  hear: (text: string) => boolean = () => false,
): Promise<Watched> {
  const started = performance.now();
  const child = spawn(process.execPath, ["--import", "tsx", "training/cli.ts", "--json", ...args], {
    stdio: ["ignore", "pipe", "pipe"],
  });
  let [stdout, stderr, most, isEnough] = ["", "", 0, false];
  child.stdout.on("data", (text) => {
    stdout += text;
  });
  child.stderr.on("data", (text) => {
    stderr = `${stderr}${text}`.slice(-4096);
    if (isEnough || !hear(String(text))) return;
    isEnough = true;
    child.kill("SIGINT");
  });
  let watching = true;
  const watch = (async () => {
    while (watching) {
      if (child.pid !== undefined) most = Math.max(most, await residentMemory(child.pid));
      await new Promise((resolve) => setTimeout(resolve, INTERVAL));
    }
  })();
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once("error", reject);
    child.once("exit", resolve);
  });
  watching = false;
  await watch;
  if (code !== 0 && !isEnough) throw new UserError(stderr.trim().split("\n").at(-1) ?? `titlecast ${args[0]} failed`);
  return { stdout, seconds: (performance.now() - started) / 1000, mebibytes: most / KIBIBYTES };
}

/** Resident memory of a process and all that it started, in KiB. */
async function residentMemory(root: number): Promise<number> {
  const { stdout } = await promisify(execFile)("ps", ["-A", "-o", "pid=,ppid=,rss="]);
  const processes = stdout
    .trim()
    .split("\n")
    .map((line) => line.trim().split(/\s+/).map(Number));
  const family = new Set([root]);
  // A process may be listed before the one that started it.
  for (let size = 0; size < family.size; ) {
    size = family.size;
    for (const [pid, parent] of processes) if (family.has(parent)) family.add(pid);
  }
  return processes.reduce((sum, [pid, , memory]) => (family.has(pid) ? sum + memory : sum), 0);
}
