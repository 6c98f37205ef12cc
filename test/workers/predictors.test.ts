import * as tf from "@tensorflow/tfjs-core";
import { expect, test } from "vitest";
import type { Backend } from "../../workers/engine/api";
import type { Machine } from "../../workers/engine/backend";
import { Predictors } from "../../workers/engine/predictors";
import { tinyRelease } from "../support/tinyRelease";

const POST = { title: "Why the king?", community: null, site: null, author: null, postedAt: null };

/** A machine whose GPU is the faster one and can be made to fail; under both names plain JavaScript computes. */
class FaultyMachine implements Machine {
  onLost = () => {};
  current: Backend = "cpu";
  opened: Backend[] = [];
  /** What the next multiplications on the GPU do. */
  faults: ("throw" | "miscompute")[] = [];

  readonly tf = {
    ...tf,
    matMul: <T extends tf.Tensor>(a: tf.Tensor | tf.TensorLike, b: tf.Tensor | tf.TensorLike): T => {
      const fault = this.current === "webgpu" ? this.faults.shift() : undefined;
      if (fault === "throw") throw new Error("the device is lost");
      const product = tf.matMul<T>(a, b);
      return fault === "miscompute" ? tf.add<T>(product, 0.5) : product;
    },
  };

  async adapter() {
    return "hardware" as const;
  }

  async open(backend: Backend) {
    this.current = backend;
    this.opened.push(backend);
  }

  close() {}

  async measure() {
    return this.current === "webgpu" ? 1 : 2;
  }
}

async function openOn(machine: FaultyMachine, forced?: Backend) {
  const { manifest, files } = await tinyRelease();
  const predictors = new Predictors(machine.tf, machine, forced, () => performance.now());
  const name = "hacker-news";
  const bytes = files.get(`${name}.bin`) ?? new Uint8Array();
  const open = () => predictors.open({ release: "tiny", name, description: manifest.predictors[name], bytes });
  return { predictors, open, forecast: () => predictors.forecast(name, POST) };
}

test("a GPU that computes the goldens wrongly gives way to wasm before it answers", async () => {
  const machine = new FaultyMachine();
  const { predictors, open, forecast } = await openOn(machine);
  machine.faults = ["miscompute"];
  await open();
  expect(await predictors.choice()).toEqual({ backend: "wasm", reason: "the GPU computes this model wrongly" });
  expect((await forecast()).timing.backend).toBe("wasm");
});

test("a forced GPU that computes wrongly is refused, and its tensors freed", async () => {
  const machine = new FaultyMachine();
  const { predictors, open } = await openOn(machine, "webgpu");
  await predictors.choice();
  const { numTensors } = tf.memory();
  machine.faults = ["miscompute"];
  await expect(open()).rejects.toMatchObject({ name: "GoldenError" });
  expect(tf.memory().numTensors).toBe(numTensors);
});

test("a GPU that fails under a request is opened again; the second time wasm takes over", async () => {
  const machine = new FaultyMachine();
  const { predictors, open, forecast } = await openOn(machine);
  await open();
  const sound = await forecast();
  const { numTensors } = tf.memory();

  machine.faults = ["throw"];
  const first = await forecast();
  expect(first.timing.backend).toBe("webgpu");
  expect((await predictors.choice()).reason).toMatch(/^the GPU failed; fastest here/);

  machine.faults = ["throw"];
  const second = await forecast();
  expect(await predictors.choice()).toEqual({ backend: "wasm", reason: "the GPU failed" });
  for (const { buckets } of [first, second]) expect(buckets).toEqual(sound.buckets);
  expect(tf.memory().numTensors).toBe(numTensors);
});

test("a device that is lost while nothing runs is replaced before the next request", async () => {
  const machine = new FaultyMachine();
  const { predictors, open, forecast } = await openOn(machine);
  await open();
  machine.opened = [];
  machine.onLost();
  machine.onLost();
  expect((await forecast()).timing.backend).toBe("webgpu");
  expect(machine.opened.filter((backend) => backend === "wasm")).toHaveLength(1);
  expect((await predictors.choice()).reason).toMatch(/^the GPU was lost; /);
});
