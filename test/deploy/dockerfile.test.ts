import { type ChildProcess, spawn } from "node:child_process";
import { existsSync, readdirSync } from "node:fs";
import { chmod, mkdtemp, readFile, rm } from "node:fs/promises";
import { createServer, request } from "node:http";
import type { AddressInfo } from "node:net";
import { homedir, tmpdir } from "node:os";
import { join, relative, resolve } from "node:path";
import { brotliDecompressSync, gunzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { listFiles } from "../../scripts/files";
import { buildImage, type Container, parseDockerfile, type Stage } from "../support/docker";

const REPOSITORY = resolve(import.meta.dirname, "../..");
/** The user that owns nothing. Only root may start a process as another; and it cannot where Node lies in root's own folder. */
const NOBODY = process.getuid?.() === 0 && !process.execPath.startsWith(homedir()) ? { uid: 65_534, gid: 65_534 } : {};

vi.setConfig({ testTimeout: 60_000 });

let root: string;
let stages: Stage[];
let container: Container;
let server: ChildProcess;
let port: number;
const commands: string[] = [];

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), "titlecast-deploy-"));
  await chmod(root, 0o755);
  stages = parseDockerfile(await readFile(join(REPOSITORY, "Dockerfile"), "utf8"));
  container = await buildImage(stages, REPOSITORY, root, (command) => commands.push(command));
  port = await findPort();
  const [program, ...args] = container.command;
  server = spawn(program, args, {
    cwd: container.folder,
    env: { PATH: process.env.PATH, ...container.env, HOST: "127.0.0.1", PORT: String(port) },
    stdio: ["ignore", "pipe", "inherit"],
    ...NOBODY,
  });
  await new Promise((resolve, reject) => {
    server.stdout?.once("data", resolve);
    server.once("exit", (code) => reject(new Error(`the server ended with ${code}`)));
  });
}, 400_000);

afterAll(async () => {
  server?.kill();
  await rm(root, { recursive: true, force: true });
});

async function findPort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, "127.0.0.1", resolve));
  const { port } = probe.address() as AddressInfo;
  await new Promise((resolve) => probe.close(resolve));
  return port;
}

interface Answer {
  readonly status: number | undefined;
  readonly headers: NodeJS.Dict<string | string[]>;
  readonly body: Buffer;
}

function ask(path: string, headers: Record<string, string> = {}, method = "GET"): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const call = request({ port, path, method, headers, host: "127.0.0.1" }, async (response) => {
      resolve({
        status: response.statusCode,
        headers: response.headers,
        body: Buffer.concat(await response.toArray()),
      });
    });
    call.on("error", reject).end();
  });
}

/** Files of the site that has been built, as paths from its root, without the compressed copies and what is for other hosts. */
async function listSite(): Promise<string[]> {
  const out = join(container.folder, "out");
  const files = await listFiles(out, /(?<!\.br|\.gz|_headers)$/);
  return files.map((file) => relative(out, file));
}

/** The address of a file. */
function toAddress(file: string): string {
  return `/${file.replace(/(^|\/)index\.html$/, "$1")}`;
}

describe("the image", () => {
  test("is built from what the build reads, and from nothing that is kept out of the repository", () => {
    const sent = readdirSync(join(root, "build/titlecast"));
    expect(sent).toEqual(expect.arrayContaining(["app", "lib", "out", "public"]));
    for (const name of [".git", "data", "runs", "test", "training"]) expect(sent).not.toContain(name);
    expect(commands[0]).toBe("npm ci");
  });

  test("holds the site and one file, and starts as somebody else than root", () => {
    expect(readdirSync(container.folder).sort()).toEqual(["out", "serve.mjs"]);
    expect(container.user).toBe("node");
    expect(stages.at(-1)?.base).toMatch(/^node:\d+-alpine$/);
  });

  test("runs without rights", async () => {
    const status = await readFile(`/proc/${server.pid}/status`, "utf8").catch(() => null);
    // Only Linux tells.
    if (status === null || NOBODY.uid === undefined) return;
    expect(/^Uid:\s+(\d+)/m.exec(status)?.[1]).toBe(String(NOBODY.uid));
  });
});

describe("its server", () => {
  test("answers every address of the site with the file's own bytes, small where the browser takes it", async () => {
    const out = join(container.folder, "out");
    const files = await listSite();
    expect(files).toEqual(expect.arrayContaining(["index.html", "service-worker.js", "models/current.json"]));
    for (const file of files) {
      const bytes = await readFile(join(out, file));
      const plain = await ask(toAddress(file));
      expect([file, plain.status]).toEqual([file, 200]);
      expect(plain.body.equals(bytes), file).toBe(true);
      for (const [encoding, ending, open] of [
        ["br", ".br", brotliDecompressSync],
        ["gzip", ".gz", gunzipSync],
      ] as const) {
        if (!existsSync(join(out, file + ending))) continue;
        const answer = await ask(toAddress(file), { "accept-encoding": encoding });
        expect([file, answer.headers["content-encoding"]]).toEqual([file, encoding]);
        expect(answer.body.length).toBeLessThan(bytes.length);
        expect(open(answer.body).equals(bytes), file).toBe(true);
      }
    }
  });

  test("sends with each what `_headers` asks of other hosts", async () => {
    const rules = readRules(await readFile(join(container.folder, "out/_headers"), "utf8"));
    const lasting: string[] = [];
    for (const file of await listSite()) {
      const { headers } = await ask(toAddress(file));
      const wanted = rules.filter(({ pattern }) => pattern.test(toAddress(file))).flatMap(({ headers }) => headers);
      for (const [name, value] of wanted)
        expect([file, name, headers[name.toLowerCase()]]).toEqual([file, name, value]);
      // A host joins the values of a header that two rules name.
      expect(new Set(wanted.map(([name]) => name)).size).toBe(wanted.length);
      expect(headers).toMatchObject({
        "content-security-policy": expect.stringContaining("default-src 'none'"),
        "x-content-type-options": "nosniff",
        "referrer-policy": "no-referrer",
        "permissions-policy": expect.any(String),
      });
      if (headers["cache-control"]?.includes("immutable")) lasting.push(file);
      else expect([file, headers["cache-control"]]).toEqual([file, "no-cache"]);
    }
    const named = lasting.filter((file) => /^(_next\/static|engine|models\/[^/]+)\//.test(file));
    expect(lasting).toEqual(named);
    expect(lasting.some((file) => file.startsWith("models/"))).toBe(true);
  });

  test("lets nobody frame a page, but for the one that is made for it", async () => {
    for (const file of (await listSite()).filter((path) => path.endsWith(".html"))) {
      const { headers } = await ask(toAddress(file));
      const policy = String(headers["content-security-policy"]);
      expect([file, policy.includes("frame-ancestors 'none'")]).toEqual([file, !file.startsWith("embed/")]);
    }
  });

  test("says what is not there", async () => {
    const { status, headers, body } = await ask("/nowhere/");
    expect(status).toBe(404);
    expect(headers["content-security-policy"]).toContain("frame-ancestors 'none'");
    expect(body.toString()).toContain("Nothing is printed here.");
    expect((await ask("/", {}, "POST")).status).toBe(405);
  });

  test("ends when it is told to", async () => {
    const ended = new Promise((resolve) => server.once("exit", (code, signal) => resolve(code ?? signal)));
    server.kill("SIGTERM");
    expect(await ended).toBe(0);
  });
});

/** Rules of a `_headers` file: `*` stands for anything, `:name` for one part of a path. */
function readRules(text: string): { pattern: RegExp; headers: [string, string][] }[] {
  return text.split(/\n(?=\/)/).map((block) => {
    const [path, ...lines] = block.trimEnd().split("\n");
    const source = path
      .replace(/[.+?^${}()|[\]\\]/g, "\\$&")
      .replace(/\*/g, ".*")
      .replace(/:\w+/g, "[^/]+");
    return {
      pattern: new RegExp(`^${source}$`),
      headers: lines.map((line): [string, string] => {
        const [name, value] = line.trim().split(/: (.*)/s);
        return [name, value];
      }),
    };
  });
}
