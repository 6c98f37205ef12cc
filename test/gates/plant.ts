import { spawn } from "node:child_process";
import { cp, mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { stripVTControlCharacters } from "node:util";

const ROOT = resolve(import.meta.dirname, "../..");
const CONFIGURATION = [
  "scripts",
  ".gitignore",
  "biome.json",
  "knip.json",
  "package.json",
  "tsconfig.base.json",
  "lib/tsconfig.json",
  "workers/tsconfig.json",
  "vitest.config.ts",
  "test/browser/playwright.config.ts",
  "test/budgets",
];

interface Outcome {
  readonly code: number | null;
  readonly output: string;
}

/** Runs a gate, as `npm test -- gate` does, on a tree that holds our configuration and these files alone. */
export async function runGate(gate: string, files: Record<string, string>): Promise<Outcome> {
  const tree = await mkdtemp(join(tmpdir(), "titlecast-gate-"));
  try {
    for (const path of CONFIGURATION) await cp(join(ROOT, path), join(tree, path), { recursive: true });
    await symlink(join(ROOT, "node_modules"), join(tree, "node_modules"));
    for (const [path, content] of Object.entries(files)) {
      await mkdir(dirname(join(tree, path)), { recursive: true });
      await writeFile(join(tree, path), content);
    }
    return await run(gate, tree);
  } finally {
    await rm(tree, { recursive: true, force: true });
  }
}

function run(gate: string, tree: string): Promise<Outcome> {
  const PATH = `${join(ROOT, "node_modules/.bin")}:${process.env.PATH}`;
  const child = spawn("tsx", ["scripts/check.ts", gate], { cwd: tree, env: { ...process.env, PATH } });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk) => (output += chunk));
  return new Promise((resolve) =>
    child.on("close", (code) => resolve({ code, output: stripVTControlCharacters(output) })),
  );
}
