import { existsSync, readFileSync } from "node:fs";
import type { RequestListener, ServerResponse } from "node:http";
import { join } from "node:path";
import sirv from "sirv";
import { describeHeaders } from "./headers";

/** Serves a built site under its base path: compressed, with the headers that every host should send. */
export function serveSite(out: string, basePath = ""): RequestListener {
  const sendFile = sirv(out, { etag: true, brotli: true, gzip: true, setHeaders });
  const missing = readFileSync(join(out, "404.html"), "utf8");

  function setHeaders(response: ServerResponse, pathname: string): void {
    const page = join(out, pathname.endsWith("/") ? `${pathname}index.html` : pathname);
    setAll(response, pathname, page.endsWith(".html") ? readFileSync(page, "utf8") : null);
  }

  function sendMissing(response: ServerResponse): void {
    setAll(response, "/404.html", missing);
    response.writeHead(404, { "Content-Type": "text/html;charset=utf-8" }).end(missing);
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

function setAll(response: ServerResponse, path: string, html: string | null): void {
  for (const [name, value] of Object.entries(describeHeaders(path, html))) response.setHeader(name, value);
}
