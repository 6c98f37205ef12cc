import { writeFile } from "node:fs/promises";
import { compileKernel, KERNEL } from "./kernel";
import { run } from "./run";

/** Compiles the SIMD kernel of word2vec. The result is committed, so that only who changes the kernel needs this. */
await run(async () => {
  const bytes = await compileKernel();
  await writeFile(KERNEL, bytes);
  console.log(`wrote ${KERNEL} (${bytes.length} bytes)`);
});
