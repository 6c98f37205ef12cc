import { existsSync, readFileSync } from "node:fs";
import type { RequestListener, ServerResponse } from "node:http";
import { join } from "node:path";
import sirv from "sirv";
import { HASHED } from "./files";
import { readPolicy, writePolicy } from "./policy";

const YEAR_IN_SECONDS = 365 * 24 * 60 * 60;

/** Serves a built site under its base path: compressed, cached as its names allow, its security policy as a header. */
export function serveSite(out: string, basePath = ""): RequestListener {
  const sendFile = sirv(out, { etag: true, brotli: true, gzip: true, setHeaders });
  const missing = readFileSync(join(out, "404.html"), "utf8");

  function setHeaders(response: ServerResponse, pathname: string): void {
    const page = join(out, pathname.endsWith("/") ? `${pathname}index.html` : pathname);
    secure(response, page.endsWith(".html") ? readPolicy(readFileSync(page, "utf8")) : null);
    response.setHeader(
      "Cache-Control",
      HASHED.test(pathname) ? `public, max-age=${YEAR_IN_SECONDS}, immutable` : "no-cache",
    );
  }

  function sendMissing(response: ServerResponse): void {
    secure(response, readPolicy(missing));
    response.writeHead(404, { "Content-Type": "text/html;charset=utf-8", "Cache-Control": "no-cache" }).end(missing);
  }

  return (request, response) => {
    if (request.method !== "GET" && request.method !== "HEAD") {
      response.writeHead(405, { Allow: "GET, HEAD" }).end();
      return;
    }
    const address = `http://localhost${request.url}`;
    if (!URL.canParse(address)) {
      response.writeHead(400).end();
      return;
    }
    const { pathname, search } = new URL(address);
    if (!`${pathname}/`.startsWith(`${basePath}/`) || pathname.includes("//")) {
      sendMissing(response);
      return;
    }
    const inside = pathname.slice(basePath.length);
    if (!inside.endsWith("/") && existsSync(join(out, inside, "index.html"))) {
      response.writeHead(308, { Location: `${pathname}/${search}` }).end();
      return;
    }
    request.url = inside + search;
    sendFile(request, response, () => sendMissing(response));
  };
}

function secure(response: ServerResponse, policy: string | null): void {
  // A page may only be framed by nobody; a `<meta>` policy cannot say so.
  response.setHeader("Content-Security-Policy", `${policy ?? writePolicy()}; frame-ancestors 'none'`);
  response.setHeader("X-Content-Type-Options", "nosniff");
  response.setHeader("Referrer-Policy", "no-referrer");
  response.setHeader("Permissions-Policy", "camera=(), geolocation=(), microphone=()");
}
