import { createServer, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** How a file is answered wrongly: other bytes, a status, a connection that breaks off halfway, none at all, or silence. */
export type Fault = ((bytes: Uint8Array) => Uint8Array) | number | "break off" | "no connection" | "silence";

const TYPES: Readonly<Record<string, string>> = {
  html: "text/html;charset=utf-8",
  js: "text/javascript",
  json: "application/json",
  wasm: "application/wasm",
};

/** A real static host on a port of its own, whose files can be made to fail. */
export class TestHost {
  readonly files = new Map<string, Uint8Array>();
  /** By path: a fault for each coming request, in order; the last one stays. */
  readonly faults = new Map<string, (Fault | undefined)[]>();
  /** Paths asked for, in order. */
  readonly requests: string[] = [];
  private server: Server | undefined;
  private port = 0;

  /** Absolute URL of the root, ending in `/`. */
  get base(): string {
    return `http://127.0.0.1:${this.port}/`;
  }

  /** Starts, on the same port as before if it ran before. */
  async start(): Promise<void> {
    const server = createServer((request, response) => this.answer((request.url ?? "/").slice(1), response));
    this.server = server;
    await new Promise<void>((resolve) => server.listen(this.port, "127.0.0.1", resolve));
    this.port = (server.address() as AddressInfo).port;
  }

  async stop(): Promise<void> {
    this.server?.closeAllConnections();
    await new Promise((resolve) => this.server?.close(resolve) ?? resolve(undefined));
    this.server = undefined;
  }

  private answer(path: string, response: ServerResponse): void {
    this.requests.push(path);
    const faults = this.faults.get(path);
    const fault = faults && (faults.length > 1 ? faults.shift() : faults[0]);
    const bytes = this.files.get(path);
    if (fault === "silence") return;
    if (fault === "no connection") {
      response.destroy();
      return;
    }
    if (!bytes || typeof fault === "number") {
      response.writeHead(typeof fault === "number" ? fault : 404).end();
      return;
    }
    if (fault === "break off") {
      response.writeHead(200, { "content-length": bytes.length });
      response.write(bytes.subarray(0, bytes.length / 2), () => response.destroy());
      return;
    }
    const type = TYPES[path.slice(path.lastIndexOf(".") + 1)] ?? "application/octet-stream";
    response.writeHead(200, { "content-type": type }).end(fault ? fault(bytes) : bytes);
  }
}
