import { defineConfig } from "@playwright/test";
import { BROWSER_FLAGS, ensureBrowser } from "../../scripts/browser";

const executablePath = ensureBrowser();

export default defineConfig({
  testDir: ".",
  outputDir: "../../test-results",
  reporter: "list",
  workers: 2,
  timeout: 60_000,
  forbidOnly: Boolean(process.env.CI),
  use: { trace: "retain-on-failure", actionTimeout: 15_000 },
  projects: [
    {
      name: "chromium",
      testIgnore: "**/*.webgpu.spec.ts",
      use: { launchOptions: { executablePath, args: BROWSER_FLAGS } },
    },
    {
      // A software adapter: slow, correct, and only behind a flag.
      name: "webgpu",
      testMatch: "**/*.webgpu.spec.ts",
      use: { launchOptions: { executablePath, args: [...BROWSER_FLAGS, "--enable-unsafe-webgpu"] } },
    },
  ],
});
