import { createWriteStream } from "node:fs";
import type { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { UserError } from "../console/errors";
import type { BeginStep } from "../console/progress";

/** Keeps what is piped into the program in a file, since it is gone through more than once. @throws UserError */
export async function keepInput(
  input: Readable & { readonly isTTY?: boolean },
  path: string,
  begin: BeginStep,
): Promise<void> {
  if (input.isTTY)
    throw new UserError("nothing is piped in; expected a command before this one, such as `zcat posts.csv.gz |`");
  const progress = begin("reading standard input", null, "MB");
  let bytes = 0;
  await pipeline(
    input,
    async function* (chunks: AsyncIterable<Buffer>) {
      for await (const chunk of chunks) {
        progress.update((bytes += chunk.length) / 1e6);
        yield chunk;
      }
    },
    createWriteStream(path),
  );
  progress.finish();
}
