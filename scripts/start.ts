import { buildSite } from "./build";
import { compressFiles } from "./compress";
import { checkPort, hostUntilStopped, readPort } from "./listen";
import { run } from "./run";
import { serveSite } from "./server";
import { SITE } from "./sites";

await run(async () => {
  const basePath = process.env.NEXT_PUBLIC_BASE_PATH ?? "";
  const port = readPort(process.env.PORT);
  await checkPort(port);
  await buildSite(basePath, SITE);
  await compressFiles(SITE);
  await hostUntilStopped(serveSite(SITE, basePath), port);
  console.log(`\nTitlecast is at http://localhost:${port}${basePath}/ (Ctrl-C ends it)`);
});
