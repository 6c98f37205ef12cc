import { type AddressInfo, connect, createServer, type Socket } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";

/** A connection's speed. */
export interface Speed {
  readonly bytesPerSecond: number;
  /** Milliseconds that a request and its answer's first byte take on the way. */
  readonly roundTrip: number;
}

export const UNLIMITED: Speed = { bytesPerSecond: Number.POSITIVE_INFINITY, roundTrip: 0 };

export interface Wire {
  /** Port of its near end. */
  readonly port: number;
  /** Bytes that the browser has been sent, headers included. */
  received(): number;
  close(): void;
}

/**
 * Lays a wire to a server of this machine that carries all connections at one speed. The browser's own counters and
 * brakes leave out what workers and a service worker ask for; a wire leaves out nothing.
 */
export async function layWire(server: number, { bytesPerSecond, roundTrip }: Speed): Promise<Wire> {
  const sockets = new Set<Socket>();
  let received = 0;
  /** When the wire will have carried all that was given to it. */
  let free = 0;

  async function carryUp(from: Socket, to: Socket): Promise<void> {
    // A new connection shakes hands first.
    if (roundTrip > 0) await sleep(roundTrip);
    for await (const chunk of from) later(() => to.write(chunk));
  }

  async function carryDown(from: Socket, to: Socket): Promise<void> {
    for await (const chunk of from) {
      const now = performance.now();
      free = Math.max(free, now) + (1000 * chunk.length) / bytesPerSecond;
      if (free > now) await sleep(free - now);
      received += chunk.length;
      later(() => to.write(chunk));
    }
    later(() => to.end());
  }

  function later(deliver: () => void): void {
    if (roundTrip > 0) setTimeout(deliver, roundTrip / 2);
    else deliver();
  }

  const near = createServer((browser) => {
    const far = connect(server, "127.0.0.1");
    const cut = () => [browser, far].forEach((socket) => void socket.destroy());
    for (const socket of [browser, far]) {
      sockets.add(socket);
      socket.setNoDelay();
      socket.on("error", cut).on("close", () => sockets.delete(socket));
    }
    browser.on("close", cut);
    carryUp(browser, far).catch(cut);
    carryDown(far, browser).catch(cut);
  });
  await new Promise<void>((resolve) => near.listen(0, "127.0.0.1", resolve));
  return {
    port: (near.address() as AddressInfo).port,
    received: () => received,
    close() {
      near.close();
      for (const socket of sockets) socket.destroy();
    },
  };
}
