import { spawnSync } from "node:child_process";
import { cp, mkdir, readdir, readFile } from "node:fs/promises";
import { basename, join, relative } from "node:path";

/** One stage of a Dockerfile: its base and the instructions under it, in order. */
export interface Stage {
  readonly name: string | null;
  readonly base: string;
  readonly steps: readonly { readonly instruction: string; readonly rest: string }[];
}

/** What a container starts with. */
export interface Container {
  /** Absolute folder on this machine that stands for the container's working directory. */
  readonly folder: string;
  readonly env: Readonly<Record<string, string>>;
  readonly user: string;
  readonly command: readonly string[];
}

/** Reads as much of a Dockerfile's language as ours uses. @throws Error at an instruction that it does not know */
export function parseDockerfile(text: string): Stage[] {
  const stages: { name: string | null; base: string; steps: { instruction: string; rest: string }[] }[] = [];
  for (const line of text.split("\n")) {
    if (line.trim() === "" || line.startsWith("#")) continue;
    const [, instruction, rest] = /^(\w+) (.*)$/.exec(line) ?? [];
    if (instruction === "FROM") {
      const [, base, name = null] = /^(\S+)(?: AS (\S+))?$/.exec(rest) ?? [];
      stages.push({ name, base, steps: [] });
    } else if (/^(WORKDIR|COPY|RUN|ARG|ENV|EXPOSE|USER|CMD)$/.test(instruction)) {
      stages.at(-1)?.steps.push({ instruction, rest });
    } else throw new Error(`the Dockerfile has a line that this test does not know: ${line}`);
  }
  return stages;
}

/**
 * Does what `docker build` does, without Docker: each stage in a folder of its own under `root`, its commands in this
 * machine's shell. Returns what the last stage would start.
 *
 * @param context - the folder that is sent to Docker; `.dockerignore` decides what of it arrives
 * @param onRun - told of each command before it runs
 * @throws Error when a command fails, with its output
 */
export async function buildImage(
  stages: readonly Stage[],
  context: string,
  root: string,
  onRun: (command: string) => void,
): Promise<Container> {
  const isSent = readIgnore(await readFile(join(context, ".dockerignore"), "utf8"));
  let container: Container = { folder: root, env: {}, user: "root", command: [] };
  for (const [i, stage] of stages.entries()) {
    const place = (path: string, folder = container.folder) =>
      path.startsWith("/") ? join(root, stage.name ?? String(i), path) : join(folder, path);
    container = { folder: place("/"), env: {}, user: "root", command: [] };
    for (const { instruction, rest } of stage.steps) {
      if (instruction === "WORKDIR") {
        container = { ...container, folder: place(rest) };
        await mkdir(container.folder, { recursive: true });
      } else if (instruction === "ARG" || instruction === "ENV") {
        const [name, value] = rest.split(/=(.*)/s);
        const plain = value.replace(/^"(.*)"$/, "$1").replace(/\$\{(\w+)\}/g, (_, other) => container.env[other] ?? "");
        container = { ...container, env: { ...container.env, [name]: plain } };
      } else if (instruction === "COPY") {
        const [, from, paths] = /^(?:--from=(\S+) )?(.*)$/.exec(rest) ?? [];
        const sources = paths.split(" ");
        const target = place(sources.pop() ?? ".");
        for (const source of sources) {
          if (from) await copy(join(root, from, source), target, () => true);
          else await copy(join(context, source), target, (path) => isSent(relative(context, path)));
        }
      } else if (instruction === "RUN") {
        onRun(rest);
        runIn(container, rest);
      } else if (instruction === "USER") container = { ...container, user: rest };
      else if (instruction === "CMD") container = { ...container, command: JSON.parse(rest) };
    }
  }
  return container;
}

/** As Docker copies: a folder's content into the target, a file into it where it is a folder. */
async function copy(source: string, target: string, filter: (path: string) => boolean): Promise<void> {
  const entries = await readdir(source, { withFileTypes: true }).catch(() => null);
  if (entries === null) {
    await mkdir(target, { recursive: true });
    await cp(source, join(target, basename(source)), { filter });
    return;
  }
  for (const { name } of entries) await cp(join(source, name), join(target, name), { recursive: true, filter });
}

function runIn({ folder, env }: Container, command: string): void {
  const { status, stdout, stderr } = spawnSync("sh", ["-c", command], {
    cwd: folder,
    // Nothing of the test's own surroundings may help, but for the packages that npm has fetched before.
    env: { PATH: process.env.PATH, HOME: process.env.HOME, npm_config_prefer_offline: "true", ...env },
    encoding: "utf8",
  });
  if (status !== 0) throw new Error(`${command} ended with ${status}:\n${stdout}\n${stderr}`);
}

/** Whether a path is sent: the last line of `.dockerignore` that names it or a folder around it decides. */
function readIgnore(text: string): (path: string) => boolean {
  const rules = text
    .split("\n")
    .filter((line) => line !== "" && !line.startsWith("#"))
    .map((line) => ({ sent: line.startsWith("!"), pattern: toPattern(line.replace(/^!/, "")) }));
  return (path) => rules.findLast(({ pattern }) => pattern.test(path))?.sent ?? true;
}

function toPattern(glob: string): RegExp {
  const escaped = glob.replace(/[.+^${}()|[\]\\]/g, "\\$&").replace(/\*/g, "[^/]*");
  return new RegExp(`^${escaped}(/|$)`);
}
