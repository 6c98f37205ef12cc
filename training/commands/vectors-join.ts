import { writeFile } from "node:fs/promises";
import type { Command } from "commander";
import { joinTables, type Part } from "../../lib/vectors/join";
import { encodeVectors, type VectorTable } from "../../lib/vectors/table";
import { numberFrom } from "../console/arguments";
import { UserError } from "../console/errors";
import { writeAtomically } from "../console/files";
import { addExamples, printResult } from "../console/output";
import { formatCount } from "../console/progress";
import { readVectorsFile } from "../word2vec/exchange";

/** `vectors join`. */
export function registerJoin(vectors: Command): void {
  const command = vectors
    .command("join")
    .description("put word vectors side by side: those of a narrow and of a wide window know different things")
    .argument("<files...>", "files of vectors; the words are those that all have, in the order of the first")
    .requiredOption("--out <file>", "file of vectors to write")
    .option("--weights <x...>", "how much each file counts (default: all the same)", collectWeights)
    .action(async (files: string[], { out, weights }: { out: string; weights?: number[] }) => {
      if (files.length < 2) throw new UserError("vectors join takes two files or more");
      if (weights !== undefined && weights.length !== files.length) {
        throw new UserError(`${files.length} files and ${weights.length} --weights; give one for each file`);
      }
      const parts: Part[] = [];
      for (const [i, file] of files.entries()) {
        parts.push({ table: await readVectorsFile(file), weight: weights?.[i] ?? 1 });
      }
      const [first, ...rest] = parts;
      const table = join([first, ...rest]);
      await writeAtomically(out, (temporary) => writeFile(temporary, encodeVectors(table)));
      const result = { out, words: table.words.length, dimensions: table.dimensions };
      printResult(
        command,
        result,
        `wrote ${formatCount(result.words)} words of ${result.dimensions} dimensions to ${out}`,
      );
    });
  addExamples(
    command,
    "vectors join wide.bin narrow.bin --out vectors.bin",
    "vectors join wide.bin narrow.bin --weights 1 0.7 --out vectors.bin",
  );
}

function join(parts: [Part, ...Part[]]): VectorTable {
  try {
    return joinTables(parts);
  } catch (error) {
    throw error instanceof RangeError ? new UserError(error.message) : error;
  }
}

const parseWeight = numberFrom(1e-3, 1e3);

function collectWeights(text: string, previous: number[] | undefined): number[] {
  return [...(previous ?? []), parseWeight(text)];
}
