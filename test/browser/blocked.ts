import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type BrowserContext, chromium, type LaunchOptions } from "@playwright/test";

/** A browser of its own that is set to "block all cookies": with them every storage is refused. Closing it ends it. */
export async function launchBlocked(options: LaunchOptions): Promise<BrowserContext> {
  const profile = await mkdtemp(join(tmpdir(), "titlecast-profile-"));
  await mkdir(join(profile, "Default"));
  const preferences = { profile: { default_content_setting_values: { cookies: 2 } } };
  await writeFile(join(profile, "Default/Preferences"), JSON.stringify(preferences));
  const context = await chromium.launchPersistentContext(profile, options);
  // The browser goes on writing for a moment.
  context.on("close", () => rm(profile, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 }));
  return context;
}
