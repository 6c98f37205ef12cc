import { type Command, InvalidArgumentError } from "commander";
import type { Manifest } from "../../lib/release/manifest";
import { wholeNumberFrom } from "../console/arguments";
import { addExamples, printResult } from "../console/output";
import { formatCount } from "../console/progress";
import { exportRelease, type ReleasedPredictor } from "../release/export";
import { promoteRelease } from "../release/promote";

interface ExportFlags {
  readonly predictor: readonly Omit<ReleasedPredictor, "profile">[];
  readonly profile: Readonly<Record<string, string>>;
  readonly vectors?: string;
  readonly vectorsEvaluation?: string;
  readonly words: number;
  readonly corpus: string;
  readonly models: string;
}

/** `release export` and `release promote`. */
export function registerRelease(program: Command): void {
  const release = program.command("release").description("make models into a release that browsers load");
  const exporting = release
    .command("export")
    .description("write a release: models, vectors and the manifest that describes them")
    .argument("<name>", "name of the release, such as 2026-11")
    .requiredOption(
      "--predictor <name=folder[,evaluated]>",
      "predictor to release, and the folder of the fit that was evaluated where that is another; may be repeated",
      collectPredictor,
      [],
    )
    .option(
      "--profile <name=file>",
      "what `data profile --json` found in a predictor's posts, for the model page; may be repeated",
      collectProfile,
      {},
    )
    .option("--vectors <file>", "word vectors, from `vectors train`")
    .option("--vectors-evaluation <file>", "what `vectors evaluate --json` printed about them")
    .option("--corpus <text>", "what the vectors were learnt from, as the page says it", "texts of one's own")
    .option("--words <n>", "keep this many of the most frequent words", wholeNumberFrom(1), 50_000)
    .option("--models <folder>", "folder of all releases", "public/models")
    .action(async (name: string, { predictor, profile, words, ...flags }: ExportFlags) => {
      const manifest = await exportRelease({
        release: name,
        predictors: predictor.map((released) => ({ ...released, profile: profile[released.name] ?? null })),
        vectors: flags.vectors ?? null,
        vectorsEvaluation: flags.vectorsEvaluation ?? null,
        vectorWords: words,
        corpus: flags.corpus,
        models: flags.models,
      });
      printResult(exporting, manifest, `wrote ${flags.models}/${name}\n${listFiles(manifest)}`);
    });
  addExamples(
    exporting,
    "release export 2026-11 --predictor hacker-news=runs/hacker-news,runs/hacker-news-split --vectors vectors.bin",
  );
  const promoting = release
    .command("promote")
    .description("make a release the current one, if it beats its baselines and computes its goldens")
    .argument("<name>", "name of the release")
    .option("--models <folder>", "folder of all releases", "public/models")
    .action(async (name: string, { models }: { models: string }) => {
      const manifest = await promoteRelease(models, name);
      printResult(promoting, { release: manifest.release }, `${name} is the current release`);
    });
  addExamples(promoting, "release promote 2026-11");
}

function listFiles({ predictors, vectors }: Manifest): string {
  const files = [
    ...Object.values(predictors).flatMap(({ file, report, profile }) => [file, report, profile]),
    vectors?.file,
  ].filter((file) => file !== undefined);
  return files.map(({ path, bytes }) => `${path}: ${formatCount(bytes)} bytes`).join("\n");
}

function collectProfile(value: string, earlier: Readonly<Record<string, string>>): Record<string, string> {
  const parts = /^([a-z0-9][a-z0-9-]*)=(.+)$/.exec(value);
  if (parts === null) throw new InvalidArgumentError("Expected name=file.");
  return { ...earlier, [parts[1]]: parts[2] };
}

function collectPredictor(value: string, earlier: ExportFlags["predictor"]): ExportFlags["predictor"] {
  const parts = /^([a-z0-9][a-z0-9-]*)=([^,]+)(?:,([^,]+))?$/.exec(value);
  if (parts === null) throw new InvalidArgumentError("Expected name=folder or name=folder,evaluated-folder.");
  const [, name, folder, evaluated = folder] = parts;
  return [...earlier, { name, folder, evaluated }];
}
