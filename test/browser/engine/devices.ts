declare global {
  /** Every device that was asked for, the newest last. */
  var devices: GPUDevice[];
}

globalThis.devices = [];

if (globalThis.GPUAdapter) {
  const original = GPUAdapter.prototype.requestDevice;
  GPUAdapter.prototype.requestDevice = async function (this: GPUAdapter, descriptor) {
    const device = await original.call(this, descriptor);
    globalThis.devices.push(device);
    return device;
  };
}

export {};
