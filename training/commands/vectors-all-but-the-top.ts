import { writeFile } from "node:fs/promises";
import type { Command } from "commander";
import { allButTheTop } from "../../lib/vectors/all-but-the-top";
import { encodeVectors } from "../../lib/vectors/table";
import { wholeNumberFrom } from "../console/arguments";
import { UserError } from "../console/errors";
import { writeAtomically } from "../console/files";
import { addExamples, printResult } from "../console/output";
import { formatCount } from "../console/progress";
import { readVectorsFile } from "../word2vec/exchange";

/** `vectors all-but-the-top`. */
export function registerAllButTheTop(vectors: Command): void {
  const command = vectors
    .command("all-but-the-top")
    .description("take out of word vectors what all words have in common; similarity and neighbours gain by it")
    .argument("<vectors>", "file of vectors")
    .requiredOption("--out <file>", "file of vectors to write")
    .option("--components <n>", "principal components to take out, beside the mean", wholeNumberFrom(0, 100), 2)
    .action(async (path: string, { out, components }: { out: string; components: number }) => {
      const table = await readVectorsFile(path);
      if (components >= table.dimensions) {
        throw new UserError(`${path} has ${table.dimensions} dimensions; --components must be less than that`);
      }
      const refined = allButTheTop(table, components);
      await writeAtomically(out, (temporary) => writeFile(temporary, encodeVectors(refined)));
      const result = { out, words: table.words.length, dimensions: table.dimensions, components };
      printResult(command, result, `wrote ${formatCount(result.words)} words to ${out}, less ${components} components`);
    });
  addExamples(
    command,
    "vectors all-but-the-top vectors.bin --out refined.bin",
    "vectors all-but-the-top vectors.bin --components 3 --out refined.bin",
  );
}
