import { existsSync } from "node:fs";
import { join } from "node:path";
import { hostUntilStopped, LOCALHOST, readPort } from "./listen";
import { run } from "./run";
import { serveSite } from "./server";
import { SITE } from "./sites";

/** Serves the site that lies built in `out/`. A container names the address to listen on: `HOST=0.0.0.0`. */
await run(async () => {
  const basePath = process.env.NEXT_PUBLIC_BASE_PATH ?? "";
  const port = readPort(process.env.PORT);
  const host = process.env.HOST;
  if (!existsSync(join(SITE, "index.html"))) throw new Error(`${SITE}/ holds no site; \`npm run build\` makes one`);
  await hostUntilStopped(serveSite(SITE, basePath), port, host ? [host] : LOCALHOST);
  console.log(`Titlecast is at http://${host ?? "localhost"}:${port}${basePath}/`);
});
