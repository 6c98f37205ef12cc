import { readFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import * as tf from "@tensorflow/tfjs-core";
import "@tensorflow/tfjs-backend-wasm";
import { Predictor } from "../../lib/predictor/predictor";
import { verifyFile } from "../../lib/release/integrity";
import { type Manifest, type PredictorManifest, parseManifest, parsePointer } from "../../lib/release/manifest";
import { UserError } from "../console/errors";

/** A predictor of a release, checked and ready. */
export interface LoadedPredictor {
  readonly predictor: Predictor;
  readonly release: string;
  readonly description: PredictorManifest;
}

/**
 * Finds a release: a folder with `manifest.json`, or one with `current.json` beside its releases.
 * @throws UserError, ManifestError
 */
async function readRelease(folder: string): Promise<{ folder: string; manifest: Manifest }> {
  const pointer = await readFile(join(folder, "current.json"), "utf8").catch(() => null);
  const release = pointer === null ? folder : join(folder, parsePointer(pointer));
  const json = await readFile(join(release, "manifest.json"), "utf8").catch(() => {
    throw new UserError(`${release}: no release here; expected manifest.json, as \`release export\` writes it`);
  });
  return { folder: release, manifest: parseManifest(json) };
}

/**
 * Loads a predictor as the browser does: verifies its file against the manifest, opens it and compares its goldens.
 * @throws UserError, ManifestError, IntegrityError, BundleError
 */
export async function loadPredictor(folder: string, name: string): Promise<LoadedPredictor> {
  const release = await readRelease(folder);
  const { predictors } = release.manifest;
  if (!Object.hasOwn(predictors, name)) {
    throw new UserError(`${release.folder}: no predictor "${name}"; it has ${Object.keys(predictors).join(", ")}`);
  }
  const description = predictors[name];
  const path = join(release.folder, description.file.path);
  const bytes = await readFile(path).catch(() => {
    throw new UserError(`${path}: the manifest names this file, but it cannot be read`);
  });
  await verifyFile(description.file, new Uint8Array(bytes));
  await tf.setBackend("wasm");
  const predictor = Predictor.open(tf, new Uint8Array(bytes));
  const difference = await predictor.checkGoldens(description.goldens);
  if (difference !== null) {
    throw new UserError(`${dirname(path)}: ${name} does not compute what it did when it was made: ${difference}`);
  }
  return { predictor, release: release.manifest.release, description };
}
