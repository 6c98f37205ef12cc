import { createServer, type RequestListener, type Server } from "node:http";
import { connect } from "node:net";

/** Both sides of `localhost`: a browser may take either. */
export const LOCALHOST = ["127.0.0.1", "::1"];

/** The port that `PORT` names, or 3000. @throws Error when it is no port. */
export function readPort(value: string | undefined): number {
  const port = Number(value ?? 3000);
  if (!Number.isInteger(port) || port < 1 || port > 65535) {
    throw new Error(`PORT must be a whole number from 1 to 65535, not "${value}"`);
  }
  return port;
}

/** @throws Error when something answers on either side of `localhost`. */
export async function checkPort(port: number): Promise<void> {
  const answers = await Promise.all(LOCALHOST.map((host) => hasListener(host, port)));
  if (answers.includes(true)) throw takenError(port);
}

/** Answers at a port until the process is told to stop. @throws Error as {@link listen} does */
export async function hostUntilStopped(listener: RequestListener, port: number, hosts = LOCALHOST): Promise<void> {
  const servers = await listen(listener, port, hosts);
  for (const signal of ["SIGINT", "SIGTERM"]) {
    process.once(signal, () => {
      for (const server of servers) {
        server.close();
        server.closeAllConnections();
      }
    });
  }
}

/** Listens on both sides of `localhost`, or where else it should. @throws Error when the port is taken on one. */
export async function listen(listener: RequestListener, port: number, hosts = LOCALHOST): Promise<Server[]> {
  // Some systems let a second server share a port whose first one listens on all addresses; asking finds those.
  await checkPort(port);
  const servers: Server[] = [];
  try {
    for (const host of hosts) {
      const server = await listenOn(listener, host, port);
      if (server) servers.push(server);
    }
  } catch (error) {
    for (const server of servers) server.close();
    throw error;
  }
  return servers;
}

function listenOn(listener: RequestListener, host: string, port: number): Promise<Server | null> {
  return new Promise((resolve, reject) => {
    const server = createServer(listener);
    server.once("error", (error: NodeJS.ErrnoException) => {
      // A machine without IPv6 has only one side.
      if (error.code === "EADDRNOTAVAIL" || error.code === "EAFNOSUPPORT") resolve(null);
      else if (error.code === "EADDRINUSE") reject(takenError(port));
      else if (error.code === "EACCES")
        reject(new Error(`no right to listen on port ${port}; choose one above 1023 with PORT`));
      else reject(error);
    });
    server.listen(port, host, () => resolve(server));
  });
}

function hasListener(host: string, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, host);
    socket.once("connect", () => resolve(true)).once("error", () => resolve(false));
    socket.once("connect", () => socket.destroy());
  });
}

function takenError(port: number): Error {
  return new Error(`port ${port} is taken; stop what uses it, or choose another one: PORT=${port + 1} npm start`);
}
