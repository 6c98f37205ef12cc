import type { NoiseTable } from "../sampling";
import type { Weights } from "../step";

/** Bits of `GPUBufferUsage` and `GPUMapMode`, which not every runtime has as globals. */
export const USAGE = { mapRead: 0x1, copySource: 0x4, copyTarget: 0x8, uniform: 0x40, storage: 0x80 };
const MAP_READ = 0x1;

/** Numbers in a `vec4f`, the columns that rows are made of. */
const COLUMN_NUMBERS = 4;
export const COLUMN_BYTES = COLUMN_NUMBERS * Float32Array.BYTES_PER_ELEMENT;

/** Bytes of rows that are on the way at once, so that a copy of large weights needs no second copy's room. */
const CHUNK = 1 << 26;

/** How many `vec4f` a row takes on the GPU. What pads it stays zero. */
export function columnsOf(dimensions: number): number {
  return Math.ceil(dimensions / COLUMN_NUMBERS);
}

/** Copies the rows of a matrix to the GPU. */
export async function uploadRows(
  device: GPUDevice,
  buffer: GPUBuffer,
  rows: Float32Array,
  { dimensions, stride }: Weights,
): Promise<void> {
  const width = columnsOf(dimensions) * COLUMN_NUMBERS;
  const count = rows.length / stride;
  const atOnce = Math.min(count, Math.ceil(CHUNK / (width * Float32Array.BYTES_PER_ELEMENT)));
  const chunk = new Float32Array(atOnce * width);
  for (let first = 0; first < count; first += atOnce) {
    const last = Math.min(first + atOnce, count);
    for (let row = first; row < last; row++) {
      chunk.set(rows.subarray(row * stride, row * stride + dimensions), (row - first) * width);
    }
    const offset = first * width * Float32Array.BYTES_PER_ELEMENT;
    device.queue.writeBuffer(buffer, offset, chunk, 0, (last - first) * width);
    await device.queue.onSubmittedWorkDone();
  }
}

/** Copies the rows of a matrix from the GPU. */
export async function downloadRows(
  device: GPUDevice,
  buffer: GPUBuffer,
  rows: Float32Array,
  { dimensions, stride }: Weights,
): Promise<void> {
  const width = columnsOf(dimensions) * COLUMN_NUMBERS;
  const rowBytes = width * Float32Array.BYTES_PER_ELEMENT;
  const count = rows.length / stride;
  const atOnce = Math.min(count, Math.ceil(CHUNK / rowBytes));
  for (let first = 0; first < count; first += atOnce) {
    const last = Math.min(first + atOnce, count);
    const chunk = new Float32Array(await readBuffer(device, buffer, first * rowBytes, (last - first) * rowBytes));
    for (let row = first; row < last; row++) {
      const at = (row - first) * width;
      rows.set(chunk.subarray(at, at + dimensions), row * stride);
    }
  }
}

/** What a buffer holds once all work that was submitted before is done. The buffer needs `copySource`. */
export async function readBuffer(
  device: GPUDevice,
  buffer: GPUBuffer,
  offset = 0,
  bytes = buffer.size - offset,
): Promise<ArrayBuffer> {
  const copy = device.createBuffer({ size: bytes, usage: USAGE.mapRead | USAGE.copyTarget });
  const encoder = device.createCommandEncoder();
  encoder.copyBufferToBuffer(buffer, offset, copy, 0, bytes);
  device.queue.submit([encoder.finish()]);
  try {
    await copy.mapAsync(MAP_READ);
    return copy.getMappedRange().slice(0);
  } finally {
    copy.destroy();
  }
}

/** A noise table as the drawing kernel reads it: slot by slot, its own share and its other word. */
export function uploadNoise(device: GPUDevice, { own, alias }: NoiseTable): GPUBuffer {
  const size = own.byteLength + alias.byteLength;
  const buffer = device.createBuffer({ size, usage: USAGE.storage, mappedAtCreation: true });
  const mapped = buffer.getMappedRange();
  const [shares, words] = [new Float32Array(mapped), new Int32Array(mapped)];
  for (let slot = 0; slot < own.length; slot++) {
    shares[2 * slot] = own[slot];
    words[2 * slot + 1] = alias[slot];
  }
  buffer.unmap();
  return buffer;
}
