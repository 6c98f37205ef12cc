import { buildSite } from "./build";
import { compressFiles } from "./compress";
import { run } from "./run";
import { SITE, SUB_PATH, SUB_SITE } from "./sites";

await run(async () => {
  await buildSite(SUB_PATH, SUB_SITE);
  await buildSite("", SITE);
  await compressFiles(SITE);
});
