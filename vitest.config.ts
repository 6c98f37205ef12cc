import { defineConfig } from "vitest/config";

/** Folders with a gate of their own; everything else in `test/` is a unit test. */
const OWN_GATE = ["gates", "budgets", "firefox", "deploy"];

export default defineConfig({
  test: {
    projects: [
      {
        test: { name: "unit", include: ["test/**/*.test.ts"], exclude: OWN_GATE.map((folder) => `test/${folder}/**`) },
      },
      ...OWN_GATE.map((name) => ({ test: { name, include: [`test/${name}/**/*.test.ts`] } })),
    ],
  },
});
