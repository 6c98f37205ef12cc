import { UserError } from "../console/errors";

/** Dawn's way to the GPUs. Kept: once it is collected, the devices that it opened crash. */
let dawn: GPU | undefined;

export interface OpenGpu {
  readonly device: GPUDevice;
  /** The GPU's name, as far as its driver tells. */
  readonly name: string;
}

/**
 * Opens a GPU through Dawn (the npm package `webgpu`), with all the memory that it has for a matrix.
 * @param softwareToo whether a software adapter will do: it computes the same, but slower than threads would.
 * @throws UserError when there is none.
 */
export async function openGpu(softwareToo = false): Promise<OpenGpu> {
  if (dawn === undefined) {
    const { create } = await import("webgpu");
    dawn = create([]);
  }
  const adapter = await dawn.requestAdapter({ powerPreference: "high-performance" });
  if (adapter === null)
    throw new UserError("no GPU found; install its Vulkan driver (on Linux also libvulkan1), or use --device cpu");
  const { info, limits } = adapter;
  const name = info.description || info.device || info.vendor || "unnamed GPU";
  if (info.isFallbackAdapter && !softwareToo) {
    throw new UserError(`the only GPU here is a software one (${name}), slower than threads; use --device cpu`);
  }
  const { maxStorageBufferBindingSize, maxBufferSize, maxComputeWorkgroupStorageSize } = limits;
  const requiredLimits = { maxStorageBufferBindingSize, maxBufferSize, maxComputeWorkgroupStorageSize };
  return { device: await adapter.requestDevice({ requiredLimits }), name };
}
