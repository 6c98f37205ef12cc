import { describe, expect, test } from "vitest";
import { runGate } from "./plant";

interface Plant {
  readonly gate: string;
  readonly what: string;
  readonly files: Record<string, string>;
  /** What the gate must say. */
  readonly says: RegExp;
}

const PLANTS: Plant[] = [
  {
    gate: "format",
    what: "a misformatted file",
    files: { "lib/planted.ts": "export const  a = 'b'\n" },
    says: /lib\/planted\.ts format/,
  },
  {
    gate: "format",
    what: "a lint error",
    files: { "lib/planted.ts": "export const first = (a: string[]) => a.at(0)!;\n" },
    says: /lib\/planted\.ts:1:\d+ lint\/style\/noNonNullAssertion/,
  },
  {
    gate: "types",
    what: "`window` in lib",
    files: { "lib/planted.ts": "export const width = window.innerWidth;\n" },
    says: /lib\/planted\.ts\D+1\D.*window/,
  },
  {
    gate: "types",
    what: "`process` in workers",
    files: { "lib/a.ts": "export {};\n", "workers/planted.ts": "export const home = process.env.HOME;\n" },
    says: /workers\/planted\.ts\D+1\D.*process/,
  },
  {
    gate: "boundaries",
    what: "a forbidden import",
    files: { "lib/planted.ts": 'import "../training/cli";\n', "training/cli.ts": "export {};\n" },
    says: /lib\/planted\.ts:1 imports training\/cli\.ts, which lib\/ may not/,
  },
  {
    gate: "boundaries",
    what: "a forbidden import from TSX",
    files: {
      "components/Planted.tsx":
        'import { a } from "../workers/a";\nexport const Planted = () => <p lang="en">{a}</p>;\n',
      "workers/a.ts": "export const a = 1;\n",
    },
    says: /components\/Planted\.tsx:1 imports workers\/a\.ts, which components\/ may not, except its types/,
  },
  {
    gate: "boundaries",
    what: "a cycle of types",
    files: {
      "lib/a.ts": 'import type { B } from "./b";\nexport type A = B | 1;\n',
      "lib/b.ts": 'import type { A } from "./a";\nexport type B = A[];\n',
    },
    says: /lib\/a\.ts:1 lies on a cycle: lib\/a\.ts → lib\/b\.ts → lib\/a\.ts/,
  },
  {
    gate: "boundaries",
    what: "a barrel",
    files: { "lib/index.ts": 'export * from "./a";\n', "lib/a.ts": "export const a = 1;\n" },
    says: /lib\/index\.ts:1 is a barrel/,
  },
  {
    gate: "unused",
    what: "an unused export",
    files: {
      "lib/planted.ts": "export const used = 1;\nexport const unused = 2;\n",
      "training/cli.ts": 'import { used } from "../lib/planted";\nconsole.log(used);\n',
    },
    says: /unused\s+lib\/planted\.ts:2/,
  },
  {
    gate: "unused",
    what: "an unused dependency",
    files: { "training/cli.ts": "console.log(1);\n" },
    says: /Unused dependencies[\s\S]*valibot/,
  },
  {
    gate: "unit",
    what: "a failing test",
    files: {
      "test/planted.test.ts": 'import { expect, test } from "vitest";\ntest("one is two", () => expect(1).toBe(2));\n',
    },
    says: /FAIL.*test\/planted\.test\.ts > one is two/,
  },
  {
    gate: "build",
    what: "a worker that cannot be bundled",
    files: { "workers/engine/worker.ts": 'import "./planted";\n' },
    says: /Could not resolve "\.\/planted"\s+workers\/engine\/worker\.ts:1/,
  },
  {
    gate: "budgets",
    what: "too much JavaScript",
    files: {
      "out/index.html": '<script src="/planted.js"></script>',
      "out/planted.js": "x".repeat(200_000),
      "out/engine/worker.js": "",
      "out/models/current.json": '{"release":"a"}',
      "out/models/a/manifest.json": "{}",
      "out/models/a/hacker-news.bin": "",
      "out/models/a/vectors.bin": "",
    },
    says: /first-load JavaScript: 200000 bytes, budget/,
  },
  {
    gate: "browser",
    what: "a failing browser test",
    files: {
      "test/browser/planted.spec.ts":
        'import { expect, test } from "@playwright/test";\n' +
        'test("is there", async ({ page }) => expect(await page.locator("h1").count()).toBe(1));\n',
    },
    says: /planted\.spec\.ts:2:\d+ › is there/,
  },
];

describe.concurrent("each gate catches what it is there for", { timeout: 60_000 }, () => {
  for (const { gate, what, files, says } of PLANTS) {
    test(`${gate}: ${what}`, async () => {
      const { code, output } = await runGate(gate, files);
      expect(output).toMatch(says);
      expect(output).toContain("0 passed, 1 failed");
      expect(code).toBe(1);
    });
  }
});

test("a gate passes where nothing is wrong", async () => {
  const { code, output } = await runGate("boundaries", { "lib/planted.ts": "export const a = 1;\n" });
  expect(output).toContain("1 passed, 0 failed");
  expect(code).toBe(0);
});
