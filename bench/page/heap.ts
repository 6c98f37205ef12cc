import type { CDPSession, Page } from "@playwright/test";

/** Where V8 keeps a page's and a worker's objects, in bytes. */
interface HeapUsage {
  readonly usedSize: number;
  readonly embedderHeapUsedSize?: number;
  readonly backingStorageSize?: number;
}

/** Bytes that a page and its workers hold once their garbage is gone, buffers included. */
export async function measureHeap(page: Page): Promise<number> {
  const session = await page.context().newCDPSession(page);
  const workers: string[] = [];
  session.on("Target.attachedToTarget", ({ sessionId }) => workers.push(sessionId));
  await session.send("Target.setAutoAttach", { autoAttach: true, waitForDebuggerOnStart: false, flatten: false });
  await session.send("HeapProfiler.collectGarbage");
  let bytes = sum(await session.send("Runtime.getHeapUsage"));
  for (const worker of workers) {
    await askWorker(session, worker, "HeapProfiler.collectGarbage");
    bytes += sum(await askWorker(session, worker, "Runtime.getHeapUsage"));
  }
  await session.detach();
  return bytes;
}

function sum({ usedSize, embedderHeapUsedSize = 0, backingStorageSize = 0 }: HeapUsage): number {
  return usedSize + embedderHeapUsedSize + backingStorageSize;
}

/** Playwright has no session of a worker's own; the page's carries messages to it. */
function askWorker(session: CDPSession, sessionId: string, method: string): Promise<HeapUsage> {
  return new Promise((resolve, reject) => {
    const id = Math.ceil(Math.random() * 1e9);
    const listen = ({ message }: { message: string }): void => {
      const answer = JSON.parse(message);
      if (answer.id !== id) return;
      session.off("Target.receivedMessageFromTarget", listen);
      if (answer.error) reject(new Error(answer.error.message));
      else resolve(answer.result);
    };
    session.on("Target.receivedMessageFromTarget", listen);
    session.send("Target.sendMessageToTarget", { sessionId, message: JSON.stringify({ id, method }) }).catch(reject);
  });
}
