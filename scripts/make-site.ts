import { buildSite } from "./build";
import { compressFiles } from "./compress";
import { run } from "./run";
import { SITE } from "./sites";

/** Builds and compresses the site into `out/`, for any static host. */
await run(async () => {
  await buildSite(process.env.NEXT_PUBLIC_BASE_PATH ?? "", SITE);
  await compressFiles(SITE);
});
