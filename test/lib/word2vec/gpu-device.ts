import { afterAll, beforeAll, describe } from "vitest";
import { prepareSoftwareGpu } from "../../../scripts/software-gpu";
import { openGpu } from "../../../training/word2vec/gpu";

const missing = prepareSoftwareGpu();
if (missing !== null) console.warn(`not tested on a GPU: ${missing}`);

/** Tests that share a device of the software GPU; skipped where there is none. */
export function describeOnGpu(name: string, tests: (device: () => GPUDevice) => void): void {
  describe.skipIf(missing !== null)(name, { timeout: 120_000 }, () => {
    let device: GPUDevice;
    beforeAll(async () => {
      ({ device } = await openGpu(true));
    });
    afterAll(() => device.destroy());
    tests(() => device);
  });
}
