import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { onTestFinished } from "vitest";
import type { Fetch } from "../../../workers/engine/fetch";
import type { SourceOptions } from "../../../workers/sources/request";

/** A site on this machine in the place of one on the web. */
export interface Site {
  /** Options that lead requests for the real origin here. */
  readonly options: Pick<SourceOptions, "fetch" | "isOnline">;
  /** Paths asked for, in order, and the headers that came with them. */
  readonly asked: string[];
  readonly headers: IncomingMessage["headers"][];
  /** Most requests that were open at the same time. */
  mostAtOnce(): number;
}

/** Serves a site until the test ends. An answer is JSON to send, or what sends one. */
export async function startSite(
  origin: string,
  answer: (path: string, response: ServerResponse) => unknown,
): Promise<Site> {
  const asked: string[] = [];
  const headers: IncomingMessage["headers"][] = [];
  let open = 0;
  let most = 0;
  const server = createServer(async (request, response) => {
    asked.push(request.url ?? "");
    headers.push(request.headers);
    most = Math.max(most, ++open);
    response.on("close", () => open--);
    // Requests that are made together arrive before the first is answered.
    await new Promise((resolve) => setTimeout(resolve, 5));
    const body = answer(request.url ?? "", response);
    if (body !== undefined) response.setHeader("Content-Type", "application/json").end(JSON.stringify(body));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    server.close();
    server.closeAllConnections();
  });
  const { port } = server.address() as AddressInfo;
  const reroute: Fetch = (url, init) => {
    if (!url.startsWith(`${origin}/`)) throw new Error(`${url} is not of ${origin}`);
    return fetch(`http://127.0.0.1:${port}${url.slice(origin.length)}`, init);
  };
  return { options: { fetch: reroute, isOnline: () => true }, asked, headers, mostAtOnce: () => most };
}

/** Answers with a status and a body. */
export function refuse(response: ServerResponse, status: number, body: string): void {
  response.writeHead(status, { "Content-Type": "application/json" }).end(body);
}
