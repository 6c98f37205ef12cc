import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, expect, test } from "vitest";
import { layWire, type Speed, UNLIMITED, type Wire } from "../../bench/page/wire";

const BODY = Buffer.alloc(300_000, "titlecast");
const server = createServer((_, response) => response.end(BODY));
const wires: Wire[] = [];

beforeEach(() => new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve)));
afterEach(() => {
  for (const wire of wires.splice(0)) wire.close();
  server.closeAllConnections();
  return new Promise((resolve) => server.close(resolve));
});

test("what is fetched over a wire arrives whole and is counted, headers included", async () => {
  const { wire, bodies } = await fetchOver(UNLIMITED, 3);
  for (const body of bodies) expect(body.equals(BODY)).toBe(true);
  expect(wire.received()).toBeGreaterThan(3 * BODY.length);
  expect(wire.received()).toBeLessThan(3 * BODY.length + 3_000);
});

test("connections share a slow wire's speed", async () => {
  const { seconds, bodies } = await fetchOver({ bytesPerSecond: 2e6, roundTrip: 0 }, 2);
  expect(bodies).toHaveLength(2);
  expect(seconds).toBeGreaterThanOrEqual((2 * BODY.length) / 2e6 - 0.001);
});

test("a first answer takes two round trips: one to connect, one to ask", async () => {
  const { seconds } = await fetchOver({ bytesPerSecond: Number.POSITIVE_INFINITY, roundTrip: 100 }, 1);
  expect(seconds).toBeGreaterThanOrEqual(0.198);
});

async function fetchOver(speed: Speed, count: number) {
  const wire = await layWire((server.address() as AddressInfo).port, speed);
  wires.push(wire);
  const started = performance.now();
  const bodies = await Promise.all(
    Array.from({ length: count }, async () => {
      const response = await fetch(`http://127.0.0.1:${wire.port}/`);
      return Buffer.from(await response.arrayBuffer());
    }),
  );
  return { wire, bodies, seconds: (performance.now() - started) / 1000 };
}
