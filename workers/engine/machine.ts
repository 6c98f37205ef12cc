import {
  add,
  backend as currentBackend,
  env,
  findBackendFactory,
  matMul,
  ones,
  registerBackend,
  relu,
  removeBackend,
  setBackend,
  tidy,
} from "@tensorflow/tfjs-core";
import type { Backend } from "./api";
import type { Machine } from "./backend";

/** Names of Vulkan and Direct3D drivers that compute on the CPU. */
const SOFTWARE = /swiftshader|llvmpipe|lavapipe|basic render/i;

/** The browser's tfjs. Each backend's code is fetched when it is opened, and not before. */
export class TensorMachine implements Machine {
  onLost = (): void => {};

  private watched: unknown;

  /** @param wasmFolder absolute URL of the folder with tfjs's WebAssembly files, ending in `/`; Node finds them itself. */
  constructor(private readonly wasmFolder?: string) {}

  async adapter(): Promise<"hardware" | "software" | "none"> {
    const gpu: GPU | undefined = globalThis.navigator?.gpu;
    const adapter = await gpu?.requestAdapter({ powerPreference: "high-performance" }).catch(() => null);
    if (!adapter) return "none";
    // Older browsers say nothing of their adapter; the measurement then tells.
    const info: GPUAdapterInfo | undefined = adapter.info;
    const names = [info?.vendor, info?.architecture, info?.device, info?.description].join(" ");
    return info?.isFallbackAdapter || SOFTWARE.test(names) ? "software" : "hardware";
  }

  async open(backend: Backend): Promise<void> {
    if (backend === "webgpu") await this.prepareWebgpu();
    else if (backend === "wasm") await this.prepareWasm();
    else await import("@tensorflow/tfjs-backend-cpu");
    if (!(await setBackend(backend))) throw new Error("it could not be started");
    if (backend === "webgpu") await this.watchDevice();
  }

  close(backend: Backend): void {
    const factory = findBackendFactory(backend);
    removeBackend(backend);
    registerBackend(backend, factory);
  }

  /** The best of three passes through a network as wide as the real one, over as many rows as a title of 30 words needs. */
  async measure(): Promise<number> {
    await this.passOnce();
    let best = Number.POSITIVE_INFINITY;
    for (let i = 0; i < 3; i++) {
      const start = performance.now();
      await this.passOnce();
      best = Math.min(best, performance.now() - start);
    }
    return best;
  }

  private async passOnce(): Promise<void> {
    const output = tidy(() => matMul(relu(add(matMul(ones([32, 48]), ones([48, 64])), 1)), ones([64, 8])));
    try {
      await output.data();
    } finally {
      output.dispose();
    }
  }

  private async prepareWebgpu(): Promise<void> {
    await import("@tensorflow/tfjs-backend-webgpu");
    // By default small inputs would run on the CPU under webgpu's name.
    env().set("WEBGPU_CPU_FORWARD", false);
  }

  private async prepareWasm(): Promise<void> {
    const { setWasmPaths } = await import("@tensorflow/tfjs-backend-wasm");
    // Threads need SharedArrayBuffer, which a static host cannot grant.
    env().set("WASM_HAS_MULTITHREAD_SUPPORT", false);
    if (this.wasmFolder) setWasmPaths(this.wasmFolder);
  }

  private async watchDevice(): Promise<void> {
    const { WebGPUBackend } = await import("@tensorflow/tfjs-backend-webgpu");
    const opened = currentBackend();
    if (!(opened instanceof WebGPUBackend) || opened === this.watched) return;
    this.watched = opened;
    void opened.device.lost.then(() => {
      if (currentBackend() === opened) this.onLost();
    });
  }
}
