import type { Backend } from "./api";
import { EngineError } from "./errors";

/** What a machine can run tensors on. Handed in, so that the choice can be tested without a GPU. */
export interface Machine {
  /** The GPU that a page may use: `software` when it is only simulated on the CPU. */
  adapter(): Promise<"hardware" | "software" | "none">;
  /** Fetches a backend's code and makes it the one that runs. Rejects when it does not work. */
  open(backend: Backend): Promise<void>;
  /** Frees an open backend, with all that its tensors held; it can be opened again. */
  close(backend: Backend): void;
  /** Milliseconds of one warm forward pass, reading included, on the backend that runs. */
  measure(): Promise<number>;
  /** Called when the backend that runs has lost its device. */
  onLost: () => void;
}

export interface Choice {
  readonly backend: Backend;
  /** One sentence: why this backend. */
  readonly reason: string;
}

const NO_GPU = {
  none: "this browser offers no GPU to the page",
  software: "the only GPU here is a software one",
} as const;

/**
 * Opens the fastest backend that works: webgpu (on real hardware only) or wasm, by one warm forward pass of each, and
 * cpu where neither works.
 * @param gpuFault why the GPU is not to be tried, if it is not
 * @throws BackendError when none works, or the forced one does not
 */
export async function chooseBackend(machine: Machine, forced?: Backend, gpuFault?: string): Promise<Choice> {
  if (forced) return await openForced(machine, forced);
  const obstacle = gpuFault ?? (await findObstacle(machine));
  const timings = new Map<Backend, number>();
  const failures = obstacle ? [obstacle] : [];
  const candidates: readonly Backend[] = obstacle ? ["wasm"] : ["webgpu", "wasm"];
  for (const backend of candidates) {
    try {
      await machine.open(backend);
      timings.set(backend, await machine.measure());
    } catch (error) {
      failures.push(`${backend} failed (${messageOf(error)})`);
    }
  }
  const [fastest, slower] = [...timings].sort(([, a], [, b]) => a - b);
  if (fastest === undefined) return await openLast(machine, failures);
  if (slower) machine.close(slower[0]);
  await machine.open(fastest[0]);
  return { backend: fastest[0], reason: explain(fastest, slower, failures) };
}

async function findObstacle(machine: Machine): Promise<string | undefined> {
  const adapter = await machine.adapter();
  return adapter === "hardware" ? undefined : NO_GPU[adapter];
}

async function openForced(machine: Machine, backend: Backend): Promise<Choice> {
  try {
    // tfjs fails obscurely where there is no adapter.
    if (backend === "webgpu" && (await machine.adapter()) === "none") throw new Error(NO_GPU.none);
    await machine.open(backend);
  } catch (cause) {
    const message = `${backend} was asked for and does not work here: ${messageOf(cause)}`;
    throw new EngineError("BackendError", message, { cause });
  }
  return { backend, reason: `${backend} was asked for` };
}

async function openLast(machine: Machine, failures: readonly string[]): Promise<Choice> {
  try {
    await machine.open("cpu");
  } catch (cause) {
    const message = [...failures, `cpu failed (${messageOf(cause)})`].join("; ");
    throw new EngineError("BackendError", message, { cause });
  }
  return { backend: "cpu", reason: failures.join("; ") };
}

function explain(
  [, ms]: [Backend, number],
  slower: [Backend, number] | undefined,
  failures: readonly string[],
): string {
  if (slower) return `fastest here: ${ms.toFixed(1)} ms a forecast, ${slower[0]} ${slower[1].toFixed(1)} ms`;
  return failures.join("; ");
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
