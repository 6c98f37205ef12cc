import type { WindowOptions } from "../train";
import { DRAW_GROUP, DRAW_KERNEL } from "./draw-kernel";
import { GpuError } from "./error";
import { LEARN_KERNEL } from "./learn-kernel";
import { columnsOf } from "./memory";
import type { Slice } from "./slice";

export interface GpuOptions extends WindowOptions {
  readonly architecture: "skip-gram" | "cbow";
  readonly dimensions: number;
}

/** The matrices on the GPU, rows padded to whole `vec4f`. */
export interface GpuWeights {
  readonly input: GPUBuffer;
  readonly output: GPUBuffer;
}

/** Lanes in a workgroup at most: what every WebGPU device has. */
const MOST_LANES = 256;
/** Lanes side by side on a row at most: a longer one is taken in pieces. */
const MOST_WIDTH = 32;

/** Numbers in a report: loss and windows measured. */
export const REPORT_NUMBERS = 2;

/** Adds a pass's work to an encoder. */
type Encode = (encoder: GPUCommandEncoder, count: number) => void;

/**
 * @param noise from `uploadNoise`.
 * @returns encodes the drawing of the windows of a slice's first `count` tokens.
 */
export async function createDrawPass(
  device: GPUDevice,
  { task, tokens, windows }: Slice,
  noise: GPUBuffer,
  { window, negatives }: WindowOptions,
): Promise<Encode> {
  const constants = { WINDOW: window, NEGATIVES: negatives };
  const pipeline = await createPipeline(device, DRAW_KERNEL, constants);
  const bind = bindBuffers(device, pipeline, [task, tokens, noise, windows]);
  return (encoder, count) => encode(encoder, pipeline, bind, Math.ceil(count / DRAW_GROUP));
}

/**
 * @param reports room for `REPORT_NUMBERS` float32 for each stretch.
 * @returns encodes the learning of a slice's first `count` stretches, once their windows are drawn.
 */
export async function createLearnPass(
  device: GPUDevice,
  { task, tokens, windows }: Slice,
  { input, output }: GpuWeights,
  reports: GPUBuffer,
  options: GpuOptions,
): Promise<Encode> {
  const { architecture, window, negatives } = options;
  const constants = { WINDOW: window, NEGATIVES: negatives, CBOW: Number(architecture === "cbow") };
  const shape = shapeOf(options, device.limits.maxComputeWorkgroupStorageSize);
  const pipeline = await createPipeline(device, LEARN_KERNEL, { ...constants, ...shape });
  const bind = bindBuffers(device, pipeline, [task, tokens, windows, input, output, reports]);
  return (encoder, count) => encode(encoder, pipeline, bind, count);
}

/** How the learning kernel shares out rows among lanes. @throws GpuError when a workgroup's memory cannot hold a window. */
function shapeOf({ architecture, dimensions, window, negatives }: GpuOptions, memory: number) {
  const columns = columnsOf(dimensions);
  const [contexts, targets] = [2 * window, 1 + negatives];
  const hidden = architecture === "cbow" ? 1 : contexts;
  // Columns are shared out evenly over the pieces, so that few lanes are idle on the last of them.
  for (let pieces = Math.ceil(columns / MOST_WIDTH); pieces <= columns; pieces++) {
    const width = Math.ceil(columns / pieces);
    const teams = Math.min(Math.floor(MOST_LANES / width), contexts + targets);
    // What the kernel's variables take, in float32, with some for their alignment.
    const rows = (hidden + targets) * width * 4;
    const sums = 4 * teams * (width + 1) + hidden * targets + 2 * teams * width;
    if ((rows + sums + contexts + targets + 32) * 4 <= memory) return { COLUMNS: columns, WIDTH: width, TEAMS: teams };
  }
  throw new GpuError(
    `a window of ${window} with ${negatives} noise words is more than this GPU holds; take less of either`,
  );
}

function createPipeline(device: GPUDevice, code: string, constants: Record<string, number>) {
  const module = device.createShaderModule({ code });
  return device.createComputePipelineAsync({ layout: "auto", compute: { module, constants } });
}

function bindBuffers(device: GPUDevice, pipeline: GPUComputePipeline, buffers: readonly GPUBuffer[]): GPUBindGroup {
  const entries = buffers.map((buffer, binding) => ({ binding, resource: { buffer } }));
  return device.createBindGroup({ layout: pipeline.getBindGroupLayout(0), entries });
}

function encode(encoder: GPUCommandEncoder, pipeline: GPUComputePipeline, bind: GPUBindGroup, groups: number): void {
  const pass = encoder.beginComputePass();
  pass.setPipeline(pipeline);
  pass.setBindGroup(0, bind);
  pass.dispatchWorkgroups(groups);
  pass.end();
}
