import { existsSync } from "node:fs";
import * as tf from "@tensorflow/tfjs";
import "@tensorflow/tfjs-backend-wasm";
import { UserError } from "../console/errors";

export const DEVICES = ["auto", "webgpu", "wasm", "cpu"] as const;
export type Device = (typeof DEVICES)[number];

/**
 * Makes tfjs ready. `auto` takes a GPU through Dawn (the npm package `webgpu`) where there is a real one, else wasm.
 * @returns the name of what runs. @throws UserError when the device asked for cannot run.
 */
export async function startBackend(device: Device): Promise<string> {
  if (device === "webgpu" || device === "auto") {
    if (await registerWebGpu(device === "webgpu")) {
      await tf.setBackend("webgpu");
      return "webgpu";
    }
    if (device === "webgpu") throw new UserError("no WebGPU adapter here; use --device wasm");
  }
  if (device === "cpu") {
    await tf.setBackend("cpu");
    return "cpu";
  }
  await tf.setBackend("wasm");
  return "wasm";
}

/** On Linux a GPU has a device file; looking there first spares the driver loader's warnings where there is none. */
function mayHaveGpu(): boolean {
  return process.platform !== "linux" || existsSync("/dev/nvidia0") || existsSync("/dev/dri/renderD128");
}

/** Registers tfjs's WebGPU backend on Dawn. A software adapter is slower than wasm, so it is taken only when asked for. */
async function registerWebGpu(softwareToo: boolean): Promise<boolean> {
  if (!softwareToo && !mayHaveGpu()) return false;
  const { create, globals } = await import("webgpu");
  const gpu = create([]);
  const adapter = await gpu.requestAdapter();
  if (adapter === null || (adapter.info.isFallbackAdapter && !softwareToo)) return false;
  Object.assign(globalThis, globals);
  Object.defineProperty(globalThis, "navigator", { value: { gpu }, configurable: true });
  await import("@tensorflow/tfjs-backend-webgpu");
  return true;
}
