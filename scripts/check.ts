import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { run } from "./run";

/** Each gate and the commands that it passes by. They run in this order: the quick ones first, `build` before what reads its site. */
const GATES: Record<string, readonly string[]> = {
  format: ["biome ci --error-on-warnings"],
  types: ["lib", "workers", ".", "training", "scripts", "test", "bench"]
    .filter((room) => existsSync(`${room}/tsconfig.json`))
    .map((room) => `tsc --project ${room}`),
  boundaries: ["tsx scripts/check-boundaries.ts"],
  unused: ["knip"],
  browsers: ["tsx scripts/install-browsers.ts"],
  gates: ["vitest run --project gates"],
  unit: ["vitest run --project unit"],
  build: ["tsx scripts/build-test-sites.ts"],
  budgets: ["vitest run --project budgets"],
  browser: ["playwright test --config test/browser"],
  firefox: ["vitest run --project firefox"],
  deploy: ["vitest run --project deploy"],
};

await run(async () => {
  const names = process.argv.slice(2);
  const unknown = names.find((name) => !(name in GATES));
  if (unknown) throw new Error(`there is no gate "${unknown}"; there are ${Object.keys(GATES).join(", ")}`);

  const results: { name: string; passed: boolean; seconds: number }[] = [];
  for (const name of names.length > 0 ? names : Object.keys(GATES)) {
    const start = performance.now();
    const passed = await pass(name);
    results.push({ name, passed, seconds: (performance.now() - start) / 1000 });
  }
  console.log();
  for (const { name, passed, seconds } of results) {
    console.log(`${passed ? "passed" : "FAILED"}  ${name.padEnd(12)}${seconds.toFixed(1).padStart(6)} s`);
  }
  const failed = results.filter((result) => !result.passed).length;
  console.log(`${results.length - failed} passed, ${failed} failed`);
  if (failed > 0) process.exitCode = 1;
});

async function pass(name: string): Promise<boolean> {
  console.log(`\n── ${name}`);
  for (const command of GATES[name]) {
    const child = spawn(command, { shell: true, stdio: "inherit" });
    const code = await new Promise((resolve) => child.on("close", resolve));
    if (code !== 0) return false;
  }
  return true;
}
