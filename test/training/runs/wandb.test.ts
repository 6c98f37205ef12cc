import { mkdtempSync, rmSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { readRun } from "../../../training/runs/read";
import { startRun } from "../../../training/runs/run";

/** Answers as the service does: GraphQL for who one is and for a run to be made, and a stream of its lines. */
function serve(received: {
  authorization: Set<string>;
  runs: unknown[];
  history: Record<string, unknown>[];
  complete: boolean;
}) {
  return createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const body = JSON.parse(Buffer.concat(chunks).toString() || "{}");
    received.authorization.add(String(request.headers.authorization));
    response.setHeader("content-type", "application/json");
    if (request.url === "/graphql" && body.query.includes("viewer")) {
      response.end(
        JSON.stringify({ data: { viewer: { id: "1", entity: "reader", flags: "{}", teams: { edges: [] } } } }),
      );
    } else if (request.url === "/graphql") {
      received.runs.push(body.variables);
      const project = { id: "2", name: body.variables.project, entity: { id: "1", name: "reader" } };
      const bucket = { id: "3", name: body.variables.name, displayName: body.variables.displayName, project };
      response.end(JSON.stringify({ data: { upsertBucket: { bucket, inserted: true } } }));
    } else {
      for (const line of body.files?.["wandb-history.jsonl"]?.content ?? []) received.history.push(JSON.parse(line));
      received.complete ||= body.complete === true;
      response.end("{}");
    }
  });
}

let folder: string;
let server: Server | undefined;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "titlecast-test-"));
});
afterEach(async () => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true });
  server?.closeAllConnections();
  await new Promise((resolve) => (server === undefined ? resolve(null) : server.close(resolve)));
  server = undefined;
});

const START = { command: "c", config: { epochs: 2 }, seed: 7, commit: "abc", data: [], backend: "wasm" };

async function train() {
  const run = await startRun(join(folder, "mine"), START);
  run.log({ phase: "search", step: 1, epoch: 1, values: { loss: 1.5 } });
  run.log({ phase: "search", step: 2, epoch: 2, values: { loss: 1.25 } });
  await run.finish({ status: "finished", reason: null, summary: { log_loss: 1.2 } });
  return readRun(join(folder, "mine"));
}

test("a run reaches the service when a key is set", async () => {
  const received = {
    authorization: new Set<string>(),
    runs: [] as unknown[],
    history: [] as Record<string, unknown>[],
    complete: false,
  };
  server = serve(received);
  await new Promise((resolve) => server?.listen(0, "127.0.0.1", () => resolve(null)));
  vi.stubEnv("WANDB_API_KEY", "k".repeat(40));
  vi.stubEnv("WANDB_BASE_URL", `http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  vi.stubEnv("WANDB_PROJECT", "titles");
  await train();
  expect(received.runs).toMatchObject([{ project: "titles", displayName: "mine" }]);
  expect(JSON.stringify(received.runs)).toContain("epochs");
  expect(received.history).toMatchObject([
    { "search/loss": 1.5, epoch: 1 },
    { "search/loss": 1.25, epoch: 2 },
    { log_loss: 1.2 },
  ]);
  expect(received.complete).toBe(true);
  expect([...received.authorization]).toEqual([`Basic ${Buffer.from(`api:${"k".repeat(40)}`).toString("base64")}`]);
}, 30_000);

test("a service that is down leaves the training and its own record whole", async () => {
  vi.stubEnv("WANDB_API_KEY", "k".repeat(40));
  vi.stubEnv("WANDB_BASE_URL", "http://127.0.0.1:9");
  const said: string[] = [];
  const write = vi.spyOn(process.stderr, "write").mockImplementation((text) => said.push(String(text)) > 0);
  const { record, measurements } = await train();
  write.mockRestore();
  expect(record).toMatchObject({ status: "finished", summary: { log_loss: 1.2 } });
  expect(measurements).toHaveLength(2);
  expect(said.join("")).toMatch(/Weights & Biases: /);
}, 30_000);
