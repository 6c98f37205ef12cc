import { type Command, Option } from "commander";
import { truncate } from "../../lib/vectors/table";
import { wholeNumberFrom } from "../console/arguments";
import { addExamples, printResult } from "../console/output";
import { formatCount } from "../console/progress";
import {
  type ExportFormat,
  exportFormats,
  exportVectors,
  type ImportFormat,
  importFormats,
  importVectors,
  readVectorsFile,
} from "../word2vec/exchange";
import { registerAllButTheTop } from "./vectors-all-but-the-top";
import { registerEvaluate } from "./vectors-evaluate";
import { registerTrain } from "./vectors-train";

/** `vectors train`, `vectors evaluate`, `vectors export` and `vectors import`. */
export function registerVectors(program: Command): void {
  const vectors = program.command("vectors").description("train word vectors, judge them, and bring them in and out");
  registerTrain(vectors);
  registerEvaluate(vectors);
  registerAllButTheTop(vectors);
  registerExport(vectors);
  registerImport(vectors);
}

interface ExportFlags {
  readonly format: ExportFormat;
  readonly out: string;
  readonly maxWords?: number;
}

function registerExport(vectors: Command): void {
  const command = vectors
    .command("export")
    .description("write word vectors for other programs; a space inside a word becomes an underscore")
    .argument("<vectors>", "file of vectors")
    .addOption(new Option("--format <name>", "what to write").choices(exportFormats).makeOptionMandatory())
    .requiredOption("--out <file>", "file to write; projector-tsv writes the words beside it, as <file>.labels.tsv")
    .option("--max-words <n>", "write this many of the most frequent words", wholeNumberFrom(1))
    .action(async (path: string, { format, out, maxWords }: ExportFlags) => {
      const whole = await readVectorsFile(path);
      const table = maxWords === undefined ? whole : truncate(whole, maxWords);
      const files = await exportVectors(table, format, out);
      const result = { files, words: table.words.length, dimensions: table.dimensions };
      printResult(command, result, `wrote ${formatCount(result.words)} words to ${files.join(" and ")}`);
    });
  addExamples(
    command,
    "vectors export vectors.bin --format word2vec-binary --out vectors.w2v",
    "vectors export vectors.bin --format word2vec-text --out vectors.txt",
    "vectors export vectors.bin --format projector-tsv --max-words 10000 --out vectors.tsv",
  );
}

interface ImportFlags {
  readonly out: string;
  readonly format?: ImportFormat;
  readonly maxWords?: number;
}

function registerImport(vectors: Command): void {
  const command = vectors
    .command("import")
    .description("read word vectors that another program wrote in word2vec's binary or text format (.gz too)")
    .argument("<file>", "file to read")
    .requiredOption("--out <file>", "file of vectors to write")
    .addOption(new Option("--format <name>", "what it is (default: found out from the file)").choices(importFormats))
    .option("--max-words <n>", "read this many of the first words, which are the most frequent", wholeNumberFrom(1))
    .action(async (path: string, { out, ...options }: ImportFlags) => {
      const { table, repeated } = await importVectors(path, options, out);
      const result = { out, words: table.words.length, dimensions: table.dimensions, repeated };
      const size = `${formatCount(result.words)} words of ${result.dimensions} dimensions`;
      const left = repeated === 0 ? "" : `; left out ${formatCount(repeated)} rows of words that had come before`;
      printResult(command, result, `wrote ${size} to ${out}${left}`);
    });
  addExamples(
    command,
    "vectors import GoogleNews-vectors-negative300.bin.gz --max-words 200000 --out vectors.bin",
    "vectors import vectors.txt --format word2vec-text --out vectors.bin",
  );
}
