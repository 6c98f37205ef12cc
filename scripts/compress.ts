import { readFile, writeFile } from "node:fs/promises";
import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";
import { listFiles } from "./files";

const compressBrotli = promisify(brotliCompress);
const compressGzip = promisify(gzip);

/** Only word vectors are larger: nearly noise, which the best quality makes no smaller in half a minute more. */
const LARGE = 3_000_000;

/** Puts `.br` and `.gz` beside every file under `out` that gets smaller by it. */
export async function compressFiles(out: string): Promise<void> {
  const paths = await listFiles(out, /\.(html|js|css|txt|json|svg|ico|wasm|bin|webmanifest)$/);
  await Promise.all(paths.map(compressFile));
}

async function compressFile(path: string): Promise<void> {
  const bytes = await readFile(path);
  const params = {
    [constants.BROTLI_PARAM_QUALITY]: bytes.length > LARGE ? 9 : constants.BROTLI_MAX_QUALITY,
    [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
  };
  const [brotli, gzipped] = await Promise.all([compressBrotli(bytes, { params }), compressGzip(bytes, { level: 9 })]);
  if (brotli.length < bytes.length) await writeFile(`${path}.br`, brotli);
  if (gzipped.length < bytes.length) await writeFile(`${path}.gz`, gzipped);
}
