import { ensureBrowser } from "./browser";
import { ensureFirefox } from "./firefox";
import { run } from "./run";

await run(async () => {
  console.log(`tests run in ${ensureBrowser()}`);
  console.log(`and in ${ensureFirefox()}`);
});
