/** A GPU cannot take a training, or has failed. The message says what to do. */
export class GpuError extends Error {
  override readonly name = "GpuError";
}
