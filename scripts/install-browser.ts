import { ensureBrowser } from "./browser";
import { run } from "./run";

await run(async () => console.log(`tests run in ${ensureBrowser()}`));
