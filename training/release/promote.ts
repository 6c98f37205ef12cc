import { existsSync } from "node:fs";
import { readdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import * as tf from "@tensorflow/tfjs";
import { Predictor } from "../../lib/predictor/predictor";
import { verifyFile } from "../../lib/release/integrity";
import {
  type Manifest,
  type Metric,
  type PredictorManifest,
  parseManifest,
  parsePointer,
  type ReleaseFile,
} from "../../lib/release/manifest";
import { UserError } from "../console/errors";
import { writeAtomically } from "../console/files";
import { startBackend } from "../predictor/backend";

type Metrics = Readonly<Record<string, Metric>>;

/** Metrics on which a release must beat its baselines, and whether more is better. Log loss must differ beyond both intervals. */
const GATE = {
  ranked_probability_score: -1,
  roc_auc_at_100: 1,
  spearman: 1,
  spearman_within_community: 1,
} as const;

/**
 * Makes a release the current one, and removes those older than the one before.
 * @throws UserError when a file is damaged, a golden differs, or a baseline is not beaten; nothing is changed then.
 */
export async function promoteRelease(models: string, release: string): Promise<Manifest> {
  const folder = join(models, release);
  const manifest = await readManifest(folder);
  const faults = Object.entries(manifest.predictors).flatMap(([name, predictor]) =>
    findFaults(predictor).map((fault) => `${name}: ${fault}`),
  );
  if (faults.length > 0) throw new UserError(`${release} is not promoted:\n${faults.join("\n")}`);
  await startBackend("wasm");
  for (const [name, predictor] of Object.entries(manifest.predictors)) {
    await checkFile(folder, name, predictor);
  }
  if (manifest.vectors) await readVerified(folder, manifest.vectors.file);
  const previous = await readCurrent(models);
  await writeAtomically(join(models, "current.json"), (path) => writeFile(path, `${JSON.stringify({ release })}\n`));
  if (previous !== null && previous !== release) await removeOlder(models, previous);
  return manifest;
}

/** Where a predictor does not beat its baselines, fit to show. */
function findFaults({ evaluation }: Pick<PredictorManifest, "evaluation">): string[] {
  const { metrics, titleOnly, baselines } = evaluation;
  if (Object.keys(baselines).length === 0) return ["no baselines were measured; run `predictor evaluate` with --train"];
  return Object.entries(baselines).flatMap(([name, baseline]) =>
    compare(name.endsWith("_title") ? titleOnly : metrics, baseline).map((metric) => `${metric} (${name})`),
  );
}

function compare(metrics: Metrics, baseline: Metrics): string[] {
  const faults = Object.entries(GATE).flatMap(([name, direction]) => {
    const [own, other] = [metrics[name], baseline[name]];
    if (own === undefined || other === undefined || direction * (own.value - other.value) > 0) return [];
    return [`${name} of ${own.value.toFixed(4)} does not beat ${other.value.toFixed(4)}`];
  });
  const [own, other] = [metrics.log_loss, baseline.log_loss];
  if (own === undefined || other === undefined || own.high < other.low) return faults;
  return [`log_loss of up to ${own.high.toFixed(4)} does not clearly beat ${other.low.toFixed(4)}`, ...faults];
}

async function checkFile(folder: string, name: string, { file, goldens }: PredictorManifest): Promise<void> {
  const predictor = Predictor.open(tf, await readVerified(folder, file));
  try {
    const difference = await predictor.checkGoldens(goldens);
    if (difference !== null)
      throw new UserError(`${name} does not compute what it did when it was made: ${difference}`);
  } finally {
    predictor.dispose();
  }
}

async function readManifest(folder: string): Promise<Manifest> {
  if (!existsSync(folder)) throw new UserError(`${folder}: no such release; make one with \`release export\``);
  try {
    return parseManifest(await readFile(join(folder, "manifest.json"), "utf8"));
  } catch (error) {
    throw new UserError(`${folder}: ${error instanceof Error ? error.message : error}`);
  }
}

async function readVerified(folder: string, file: ReleaseFile): Promise<Uint8Array> {
  try {
    const bytes = new Uint8Array(await readFile(join(folder, file.path)));
    await verifyFile(file, bytes);
    return bytes;
  } catch (error) {
    throw new UserError(`${folder}: ${error instanceof Error ? error.message : error}`);
  }
}

async function readCurrent(models: string): Promise<string | null> {
  try {
    return parsePointer(await readFile(join(models, "current.json"), "utf8"));
  } catch {
    return null;
  }
}

/** Removes releases made before the given one. Files that are not releases stay. */
async function removeOlder(models: string, release: string): Promise<void> {
  const madeAt = async (name: string) => (await readManifest(join(models, name)).catch(() => null))?.created ?? null;
  const limit = await madeAt(release);
  for (const entry of await readdir(models, { withFileTypes: true })) {
    const made = entry.isDirectory() ? await madeAt(entry.name) : null;
    if (limit !== null && made !== null && made < limit) await rm(join(models, entry.name), { recursive: true });
  }
}
