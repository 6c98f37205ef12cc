import asc from "assemblyscript/asc";

const SOURCE = "lib/word2vec/simd/kernel.ts";
export const KERNEL = "lib/word2vec/simd/kernel.wasm";

/** No runtime and no garbage: the kernel works in the memory that it is handed, up to all that 32 bits reach. */
const FLAGS = [
  ...["--runtime", "stub", "-O3", "--noAssert", "--enable", "simd", "--enable", "threads"],
  ...["--importMemory", "--sharedMemory", "--initialMemory", "1", "--maximumMemory", "65536"],
];

/** Compiles `lib/word2vec/simd/kernel.ts` to WebAssembly; the same source always gives the same bytes. */
export async function compileKernel(): Promise<Uint8Array> {
  let bytes: Uint8Array | undefined;
  const { error, stderr } = await asc.main([SOURCE, "--outFile", KERNEL, ...FLAGS], {
    writeFile(name, contents) {
      if (name === KERNEL && typeof contents !== "string") bytes = contents;
    },
  });
  if (error) throw new Error(`${SOURCE} does not compile: ${stderr.toString()}`);
  if (bytes === undefined) throw new Error(`${SOURCE} compiled to nothing`);
  return bytes;
}
