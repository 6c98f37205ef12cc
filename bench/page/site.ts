import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { stat } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { serveSite } from "../../scripts/server";
import { SITE } from "../../scripts/sites";
import { UserError } from "../../training/console/errors";
import { note } from "../../training/console/progress";

const MINUTE = 60_000;

export interface Site {
  readonly port: number;
  close(): void;
}

/** Serves a built site as `npm start` does. Builds it where it is absent and is this repository's own. @throws UserError */
export async function openSite(folder: string): Promise<Site> {
  // A build that was not compressed is not what people are sent.
  const page = join(folder, "index.html.br");
  if (!existsSync(page) && folder === SITE) buildSite();
  if (!existsSync(page))
    throw new UserError(`${folder} holds no compressed site; \`npm run build\` makes one in ${SITE}`);
  if (!existsSync(join(folder, "models/current.json"))) {
    throw new UserError(`${folder} has no release to forecast with; promote one, then \`npm run build\``);
  }
  const age = (Date.now() - (await stat(page)).mtimeMs) / MINUTE;
  note(`page: ${folder} was built ${age.toFixed(0)} min ago; \`npm run build\` makes it anew`);

  const server = createServer(serveSite(folder));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    port: (server.address() as AddressInfo).port,
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}

function buildSite(): void {
  // Its output goes to standard error: standard output is for results.
  const { status } = spawnSync("npm", ["run", "build"], { stdio: ["ignore", 2, 2] });
  if (status !== 0) throw new UserError("the site could not be built; its own output says why");
}
