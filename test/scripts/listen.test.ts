import { spawnSync } from "node:child_process";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { networkInterfaces } from "node:os";
import { afterEach, describe, expect, test } from "vitest";
import { listen, readPort } from "../../scripts/listen";

const HAS_IPV6 = Object.values(networkInterfaces()).some((faces) => faces?.some(({ address }) => address === "::1"));
const open: Server[] = [];

afterEach(() => {
  for (const server of open.splice(0)) server.close();
});

/** Takes a free port on one address and returns it. */
function take(host: string): Promise<number> {
  const server = createServer();
  open.push(server);
  return new Promise((resolve) => server.listen(0, host, () => resolve((server.address() as AddressInfo).port)));
}

describe("the port", () => {
  test.each(["127.0.0.1", "0.0.0.0", ...(HAS_IPV6 ? ["::1", "::"] : [])])(
    "that is taken on %s alone is refused, whole",
    async (host) => {
      const port = await take(host);
      await expect(listen(() => {}, port)).rejects.toThrow(`port ${port} is taken`);
    },
  );

  test("that is taken ends `npm start` before it builds anything", async () => {
    const port = await take("127.0.0.1");
    const env = { ...process.env, PORT: String(port) };
    const { status, stdout, stderr } = spawnSync("npm", ["start", "--silent"], { env, encoding: "utf8" });
    expect(stderr).toContain(
      `error: port ${port} is taken; stop what uses it, or choose another one: PORT=${port + 1} npm start`,
    );
    expect(stdout).toBe("");
    expect(status).toBe(1);
  });

  test("that is free is answered on both sides of localhost", async () => {
    const port = await take("127.0.0.1");
    await new Promise((resolve) => open.pop()?.close(resolve));
    open.push(...(await listen((_, response) => response.end("here"), port)));
    for (const host of ["127.0.0.1", ...(HAS_IPV6 ? ["[::1]"] : [])]) {
      expect(await (await fetch(`http://${host}:${port}/`)).text()).toBe("here");
    }
  });

  test.each(["0", "65536", "3e9", "abc", "80.5", ""])("cannot be %j", (value) => {
    expect(() => readPort(value)).toThrow(`PORT must be a whole number from 1 to 65535, not "${value}"`);
  });

  test("is 3000 unless named", () => {
    expect(readPort(undefined)).toBe(3000);
    expect(readPort("8080")).toBe(8080);
  });
});
