import { readFileSync } from "node:fs";
import { expect, test } from "vitest";

interface Entry {
  readonly version: string;
  readonly optionalDependencies?: Record<string, string>;
}

/** `npm install` drops a platform's binaries from the lock where it cannot reach them, and then `npm ci` refuses it elsewhere. */
test("the lock names every platform's binaries", () => {
  const { packages }: { packages: Record<string, Entry> } = JSON.parse(readFileSync("package-lock.json", "utf8"));
  const entries = Object.entries(packages);
  const missing = entries.flatMap(([path, { optionalDependencies }]) =>
    Object.keys(optionalDependencies ?? {}).filter(
      (name) => !packages[`${path}/node_modules/${name}`] && !packages[`node_modules/${name}`],
    ),
  );
  expect(entries.length).toBeGreaterThan(100);
  expect(missing).toEqual([]);
});
