import { buildSite } from "./build";
import { compressFiles } from "./compress";
import { checkPort, listen, readPort } from "./listen";
import { run } from "./run";
import { serveSite } from "./server";
import { SITE } from "./sites";

await run(async () => {
  const basePath = process.env.NEXT_PUBLIC_BASE_PATH ?? "";
  const port = readPort(process.env.PORT);
  await checkPort(port);
  await buildSite(basePath, SITE);
  await compressFiles(SITE);
  const servers = await listen(serveSite(SITE, basePath), port);
  console.log(`\nTitlecast is at http://localhost:${port}${basePath}/ (Ctrl-C ends it)`);
  for (const signal of ["SIGINT", "SIGTERM"]) {
    process.once(signal, () => {
      for (const server of servers) {
        server.close();
        server.closeAllConnections();
      }
    });
  }
});
