import { readFile } from "node:fs/promises";
import { join } from "node:path";
import * as tf from "@tensorflow/tfjs-core";
import "@tensorflow/tfjs-backend-wasm";
import { Predictor } from "../../lib/predictor/predictor";
import { verifyFile } from "../../lib/release/integrity";
import {
  type Manifest,
  type PredictorManifest,
  parseManifest,
  parsePointer,
  type ReleaseFile,
} from "../../lib/release/manifest";
import { UserError } from "../console/errors";

/** A release on disk. */
interface Release {
  readonly folder: string;
  readonly manifest: Manifest;
}

/** A predictor of a release, checked and ready. */
interface LoadedPredictor {
  readonly predictor: Predictor;
  readonly release: string;
  readonly description: PredictorManifest;
}

/**
 * Finds a release: a folder with `manifest.json`, or one with `current.json` beside its releases.
 * @throws UserError, ManifestError
 */
export async function readRelease(folder: string): Promise<Release> {
  const pointer = await readFile(join(folder, "current.json"), "utf8").catch(() => null);
  const release = pointer === null ? folder : join(folder, parsePointer(pointer));
  const json = await readFile(join(release, "manifest.json"), "utf8").catch(() => {
    throw new UserError(`${release}: no release here; expected manifest.json, as \`release export\` writes it`);
  });
  return { folder: release, manifest: parseManifest(json) };
}

/** Reads one of a release's files and compares it with the manifest. @throws UserError, IntegrityError */
export async function readVerified({ folder }: Release, file: ReleaseFile): Promise<Uint8Array<ArrayBuffer>> {
  const path = join(folder, file.path);
  const bytes = await readFile(path).catch(() => {
    throw new UserError(`${path}: the manifest names this file, but it cannot be read`);
  });
  const own = new Uint8Array(bytes);
  await verifyFile(file, own);
  return own;
}

/**
 * Opens a predictor as the browser does: verifies its file against the manifest, and compares its goldens.
 * @throws UserError, IntegrityError, BundleError
 */
export async function openPredictor(release: Release, name: string): Promise<LoadedPredictor> {
  const { predictors, release: releaseName } = release.manifest;
  if (!Object.hasOwn(predictors, name)) {
    throw new UserError(`${release.folder}: no predictor "${name}"; it has ${Object.keys(predictors).join(", ")}`);
  }
  const description = predictors[name];
  const bytes = await readVerified(release, description.file);
  await tf.setBackend("wasm");
  const predictor = Predictor.open(tf, bytes);
  const difference = await predictor.checkGoldens(description.goldens);
  if (difference === null) return { predictor, release: releaseName, description };
  predictor.dispose();
  throw new UserError(`${release.folder}: ${name} does not compute what it did when it was made: ${difference}`);
}

/** {@link openPredictor} of the release in a folder. */
export async function loadPredictor(folder: string, name: string): Promise<LoadedPredictor> {
  return openPredictor(await readRelease(folder), name);
}
