import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer, request, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { brotliDecompressSync, gunzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { compressFiles } from "../../scripts/compress";
import { addPolicies } from "../../scripts/policy";
import { serveSite } from "../../scripts/server";

const page = (text: string) =>
  `<html><head><meta charSet="utf-8"/></head><body><script>1</script>${text}</body></html>`;
const FILES = {
  "index.html": page("start ".repeat(100)),
  "words/index.html": page("words"),
  "feed/index.html": page("feed"),
  "embed/index.html": page("embed"),
  "404.html": page("missing"),
  "engine/worker-ABC.js": "export {};".repeat(100),
  "models/current.json": '{"release":"a"}',
  "models/a/manifest.json": "{}",
};

let site: string;
let server: Server;

beforeAll(async () => {
  site = await mkdtemp(join(tmpdir(), "titlecast-site-"));
  for (const [path, content] of Object.entries(FILES)) {
    await mkdir(join(site, path, ".."), { recursive: true });
    await writeFile(join(site, path), content);
  }
  await addPolicies(site);
  await compressFiles(site);
  server = createServer(serveSite(site, "/sub"));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
});

afterAll(async () => {
  server.close();
  await rm(site, { recursive: true });
});

interface Answer {
  readonly status: number | undefined;
  readonly headers: NodeJS.Dict<string | string[]>;
  readonly body: Buffer;
}

function ask(path: string, headers: Record<string, string> = {}, method = "GET"): Promise<Answer> {
  const { port } = server.address() as AddressInfo;
  return new Promise((resolve, reject) => {
    const call = request({ port, path, method, headers, host: "127.0.0.1" }, async (response) => {
      const chunks = await response.toArray();
      resolve({ status: response.statusCode, headers: response.headers, body: Buffer.concat(chunks) });
    });
    call.on("error", reject).end();
  });
}

describe("the site's server", () => {
  test("negotiates brotli, gzip and neither", async () => {
    const plain = await ask("/sub/");
    const gzip = await ask("/sub/", { "accept-encoding": "gzip" });
    const brotli = await ask("/sub/", { "accept-encoding": "gzip, br" });
    expect(plain.headers["content-encoding"]).toBeUndefined();
    expect(plain.body.toString()).toContain("start");
    expect(gzip.headers["content-encoding"]).toBe("gzip");
    expect(gunzipSync(gzip.body)).toEqual(plain.body);
    expect(brotli.headers["content-encoding"]).toBe("br");
    expect(brotliDecompressSync(brotli.body)).toEqual(plain.body);
    expect(brotli.body.length).toBeLessThan(plain.body.length);
    for (const answer of [gzip, brotli]) expect(answer.headers.vary).toBe("Accept-Encoding");
  });

  test("sends the page's own policy as a header, and one without inline code for other files", async () => {
    const html = await ask("/sub/words/");
    const script = await ask("/sub/engine/worker-ABC.js");
    expect(html.headers["content-security-policy"]).toMatch(
      /script-src 'self' 'wasm-unsafe-eval' 'sha256-.*frame-ancestors 'none'$/,
    );
    expect(script.headers["content-security-policy"]).toContain("script-src 'self' 'wasm-unsafe-eval';");
    expect(script.headers["x-content-type-options"]).toBe("nosniff");
  });

  test("lets the feed alone ask other sites, by header as by its own element", async () => {
    const policies = await Promise.all(["/sub/feed/", "/sub/words/", "/sub/"].map((path) => ask(path)));
    const asked = policies.map(({ headers }) =>
      /connect-src ([^;]*);/.exec(String(headers["content-security-policy"]))?.[1].split(" "),
    );
    expect(asked).toEqual([["'self'", expect.any(String), expect.any(String)], ["'self'"], ["'self'"]]);
    expect(policies[0].body.toString()).toContain(`connect-src ${asked[0]?.join(" ")};`);
  });

  test("lets any site frame the page that is made for it, and no other page", async () => {
    const framable = async (path: string) => {
      const { headers } = await ask(path);
      return !String(headers["content-security-policy"]).includes("frame-ancestors");
    };
    expect(await framable("/sub/embed/")).toBe(true);
    for (const path of ["/sub/", "/sub/words/", "/sub/none", "/sub/engine/worker-ABC.js"]) {
      expect([path, await framable(path)]).toEqual([path, false]);
    }
  });

  test("keeps its pages apart from the windows of other sites", async () => {
    expect((await ask("/sub/")).headers["cross-origin-opener-policy"]).toBe("same-origin");
  });

  test("lets hashed names and releases be kept for ever, and asks again for the rest", async () => {
    for (const path of ["/sub/engine/worker-ABC.js", "/sub/models/a/manifest.json"]) {
      expect((await ask(path)).headers["cache-control"]).toContain("immutable");
    }
    for (const path of ["/sub/", "/sub/words/", "/sub/models/current.json"]) {
      const { headers } = await ask(path);
      expect(headers["cache-control"]).toBe("no-cache");
      expect((await ask(path, { "if-none-match": String(headers.etag) })).status).toBe(304);
    }
  });

  test.each([
    "/sub/none",
    "/sub/none.js",
    "/",
    "/other/",
    "/subs/",
    "/sub/%00",
    "/sub/%",
    "/sub/..%2f..%2fetc/passwd",
    "/sub//words",
  ])("answers %s with the page that says so", async (path) => {
    const { status, body, headers } = await ask(path);
    expect(status).toBe(404);
    expect(body.toString()).toContain("missing");
    expect(headers["content-security-policy"]).toContain("default-src 'none'");
  });

  test("leads to a page's own address", async () => {
    expect(await ask("/sub/words?a=1")).toMatchObject({ status: 308, headers: { location: "/sub/words/?a=1" } });
    expect(await ask("/sub")).toMatchObject({ status: 308, headers: { location: "/sub/" } });
  });

  test("refuses what it cannot do", async () => {
    expect((await ask("/sub/", {}, "POST")).status).toBe(405);
    expect((await ask("//[", {})).status).not.toBe(200);
    expect((await ask("/sub/", {}, "HEAD")).body.length).toBe(0);
  });
});
