import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { resolve } from "node:path";
import sirv from "sirv";
import { serveSite } from "../../scripts/server";
import { SITE, SUB_PATH, SUB_SITE } from "../../scripts/sites";

const ROOT = resolve(import.meta.dirname, "../..");

export interface Host {
  /** Ends in `/`. */
  readonly url: string;
  /** Bytes that went over the wire, headers included. */
  sent(): number;
  /** Stops answering, as a lost network does. */
  close(): Promise<void>;
}

/** The built site as `npm start` serves it. */
export function hostSite(): Promise<Host> {
  return host(serveSite(resolve(ROOT, SITE)));
}

/** The built site on a host that can set no headers. */
export function hostPlainly(): Promise<Host> {
  return host(sirv(resolve(ROOT, SITE)));
}

/** The site that was built for a sub-path, at that path. */
export function hostSubPath(): Promise<Host> {
  return host(serveSite(resolve(ROOT, SUB_SITE), SUB_PATH), `${SUB_PATH}/`);
}

/** Where every request ends that is for another machine than this one. */
export interface Outside extends Host {
  /** The addresses that were asked for. */
  readonly requests: readonly string[];
}

/** A proxy that answers every request itself and remembers it. */
export async function standOutside(): Promise<Outside> {
  const requests: string[] = [];
  const server = createServer((request, response) => {
    requests.push(request.url ?? "");
    response.writeHead(200, { "Access-Control-Allow-Origin": "*", "Content-Type": "text/plain" }).end("outside");
  });
  server.on("connect", (request, socket) => {
    requests.push(request.url ?? "");
    socket.end("HTTP/1.1 403 Forbidden\r\n\r\n");
  });
  return { ...(await open(server, "/")), requests };
}

/** A host of our own making, for what the site's must be compared with. */
export function host(listener: RequestListener, path = "/"): Promise<Host> {
  return open(createServer(listener), path);
}

async function open(server: Server, path: string): Promise<Host> {
  let closed = 0;
  const sockets = new Set<{ readonly bytesWritten: number }>();
  server.on("connection", (socket) => {
    sockets.add(socket);
    socket.on("close", () => {
      sockets.delete(socket);
      closed += socket.bytesWritten;
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://localhost:${port}${path}`,
    sent: () => closed + [...sockets].reduce((sum, socket) => sum + socket.bytesWritten, 0),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
