import { expect, test } from "vitest";
import type { Backend } from "../../workers/engine/api";
import { chooseBackend, type Machine } from "../../workers/engine/backend";
import { TensorMachine } from "../../workers/engine/machine";

interface Traits {
  adapter?: "hardware" | "software" | "none";
  /** Milliseconds of a pass on each backend that works. */
  works: Partial<Record<Backend, number>>;
}

/** A machine as described, and the backends whose code it had to fetch. */
function describeMachine({ adapter = "none", works }: Traits): Machine & { opened: Backend[]; current: () => Backend } {
  const opened: Backend[] = [];
  const current = () => opened[opened.length - 1];
  return {
    opened,
    current,
    adapter: async () => adapter,
    open: async (backend) => {
      if (works[backend] === undefined) throw new Error(`no ${backend}`);
      opened.push(backend);
    },
    close: () => {},
    measure: async () => works[current()] ?? Number.NaN,
    onLost: () => {},
  };
}

const ALL = { webgpu: 2, wasm: 1, cpu: 3 };

test("without a GPU, wasm runs and webgpu's code is never fetched", async () => {
  const machine = describeMachine({ works: ALL });
  const choice = await chooseBackend(machine);
  expect(choice).toEqual({ backend: "wasm", reason: "this browser offers no GPU to the page" });
  expect(machine.opened).not.toContain("webgpu");
});

test("a software GPU is never chosen over wasm, however fast it claims to be", async () => {
  const machine = describeMachine({ adapter: "software", works: { webgpu: 0, wasm: 9 } });
  expect((await chooseBackend(machine)).backend).toBe("wasm");
  expect(machine.opened).not.toContain("webgpu");
});

test("with a GPU, the faster of webgpu and wasm runs, and the reason says both times", async () => {
  for (const [webgpu, wasm, expected] of [
    [1, 4, "webgpu"],
    [4, 1, "wasm"],
  ] as const) {
    const machine = describeMachine({ adapter: "hardware", works: { webgpu, wasm } });
    const choice = await chooseBackend(machine);
    expect(choice.backend).toBe(expected);
    expect(machine.current()).toBe(expected);
    expect(choice.reason).toMatch(/1\.0 ms.*4\.0 ms/);
  }
});

test("a GPU that fails gives way to wasm, and wasm to plain JavaScript", async () => {
  const first = await chooseBackend(describeMachine({ adapter: "hardware", works: { wasm: 1, cpu: 1 } }));
  expect(first).toEqual({ backend: "wasm", reason: "webgpu failed (no webgpu)" });
  const second = await chooseBackend(describeMachine({ works: { cpu: 1 } }));
  expect(second.backend).toBe("cpu");
  expect(second.reason).toContain("wasm failed (no wasm)");
});

test("where nothing works the error tells why", async () => {
  await expect(chooseBackend(describeMachine({ works: {} }))).rejects.toMatchObject({
    name: "BackendError",
    message: expect.stringContaining("cpu failed (no cpu)"),
  });
});

test("a forced backend runs or fails", async () => {
  const slow = describeMachine({ adapter: "software", works: { webgpu: 99, wasm: 1, cpu: 3 } });
  expect(await chooseBackend(slow, "webgpu")).toEqual({ backend: "webgpu", reason: "webgpu was asked for" });
  expect((await chooseBackend(slow, "cpu")).backend).toBe("cpu");
  const bare = describeMachine({ works: { wasm: 1, cpu: 1 } });
  await expect(chooseBackend(bare, "webgpu")).rejects.toMatchObject({
    name: "BackendError",
    message: "webgpu was asked for and does not work here: this browser offers no GPU to the page",
  });
});

test("tfjs itself: wasm opens and is measured here, and so is plain JavaScript", async () => {
  const machine = new TensorMachine();
  expect(await chooseBackend(machine)).toMatchObject({ backend: "wasm" });
  await machine.open("cpu");
  expect(await machine.measure()).toBeGreaterThan(0);
});
