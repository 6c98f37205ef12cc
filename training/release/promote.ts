import { readdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import * as v from "valibot";
import { type Manifest, type Metric, type PredictorManifest, parsePointer } from "../../lib/release/manifest";
import { UserError } from "../console/errors";
import { writeAtomically } from "../console/files";
import { openPredictor, readRelease, readVerified } from "./load";

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
  const candidate = await readRelease(join(models, release));
  const { manifest } = candidate;
  const faults = Object.entries(manifest.predictors).flatMap(([name, predictor]) =>
    findFaults(predictor).map((fault) => `${name}: ${fault}`),
  );
  if (faults.length > 0) throw new UserError(`${release} is not promoted:\n${faults.join("\n")}`);
  for (const name of Object.keys(manifest.predictors)) (await openPredictor(candidate, name)).predictor.dispose();
  const others = Object.values(manifest.predictors).flatMap(({ report, profile }) => [report, profile]);
  for (const file of [...others, manifest.vectors?.file]) if (file) await readVerified(candidate, file);
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

/** A baseline that constantly says the same has no rank correlation; what a baseline has, the release must have too. */
function compare(metrics: Metrics, baseline: Metrics): string[] {
  const faults: string[] = [];
  const [own, other] = [metrics.log_loss, baseline.log_loss];
  if (own === undefined || other === undefined) faults.push("log_loss was not measured");
  else if (own.high >= other.low) {
    faults.push(`log_loss of up to ${own.high.toFixed(4)} does not clearly beat ${other.low.toFixed(4)}`);
  }
  for (const [name, direction] of Object.entries(GATE)) {
    const [measured, rival] = [metrics[name], baseline[name]];
    if (rival === undefined) continue;
    if (measured === undefined) faults.push(`${name} was not measured`);
    else if (direction * (measured.value - rival.value) <= 0) {
      faults.push(`${name} of ${measured.value.toFixed(4)} does not beat ${rival.value.toFixed(4)}`);
    }
  }
  return faults;
}

async function readCurrent(models: string): Promise<string | null> {
  try {
    return parsePointer(await readFile(join(models, "current.json"), "utf8"));
  } catch {
    return null;
  }
}

/** What the manifest of every format has, those that this version no longer reads too. */
const dated = v.pipe(v.string(), v.parseJson(), v.object({ format: v.number(), created: v.string() }));

/** Removes releases made before the given one. Files that are not releases stay. */
async function removeOlder(models: string, release: string): Promise<void> {
  const madeAt = async (name: string) => {
    const text = await readFile(join(models, name, "manifest.json"), "utf8").catch(() => "");
    const told = v.safeParse(dated, text);
    return told.success ? told.output.created : null;
  };
  const limit = await madeAt(release);
  for (const entry of await readdir(models, { withFileTypes: true })) {
    const made = entry.isDirectory() ? await madeAt(entry.name) : null;
    if (limit !== null && made !== null && made < limit) await rm(join(models, entry.name), { recursive: true });
  }
}
