import { IntegrityError, verifyFile } from "../../lib/release/integrity";
import { type Manifest, parseManifest, parsePointer, type ReleaseFile } from "../../lib/release/manifest";
import type { FileCache } from "../store/cache";
import type { Progress } from "./api";
import { EngineError } from "./errors";
import { type Fetch, fetchBytes } from "./fetch";

/** Cache keys of the manifests of the last release that started here, and of the one before. */
const CURRENT = "manifest";
const PREVIOUS = "manifest-previous";

/** Reads the current release: files from the cache by their SHA-256, else from the network, verified either way. */
export class Loader {
  /** Bytes fetched over the network, after decompression, and bytes taken from the cache. */
  fetched = 0;
  cached = 0;

  private manifestText = "";

  /** @param base absolute URL of the site's root, ending in `/`. */
  constructor(
    private readonly base: string,
    private readonly fetch: Fetch,
    private readonly cache: FileCache,
  ) {}

  /**
   * The current release's manifest; without a network, that of the last release that started here.
   * @throws OfflineError, NotFoundError or ManifestError
   */
  async manifest(): Promise<Manifest> {
    try {
      const release = parsePointer(await this.text("models/current.json", "no-cache"));
      this.manifestText = await this.text(`models/${release}/manifest.json`, "default");
    } catch (error) {
      const offline = error instanceof EngineError && error.name === "OfflineError";
      const kept = offline ? await this.cache.get(CURRENT) : undefined;
      if (kept === undefined) throw error;
      this.manifestText = new TextDecoder().decode(kept);
    }
    return parseManifest(this.manifestText);
  }

  /** @throws OfflineError, NotFoundError or IntegrityError, naming the file */
  async file(
    release: string,
    file: ReleaseFile,
    onProgress: (progress: Progress) => void,
  ): Promise<Uint8Array<ArrayBuffer>> {
    const kept = await this.cache.get(file.sha256);
    if (kept && (await isIntact(file, kept))) {
      this.cached += kept.length;
      onProgress({ loaded: file.bytes, total: file.bytes });
      return kept;
    }
    const bytes = await this.fetchVerified(release, file, onProgress);
    this.fetched += bytes.length;
    await this.cache.put(file.sha256, bytes);
    return bytes;
  }

  /** Remembers this release for offline visits and forgets every file that neither it nor the one before it names. */
  async settle(manifest: Manifest): Promise<void> {
    const last = await this.cache.get(CURRENT);
    if (last === undefined || readKept(last)?.release !== manifest.release) {
      if (last) await this.cache.put(PREVIOUS, last);
      await this.cache.put(CURRENT, new TextEncoder().encode(this.manifestText));
    }
    const previous = readKept(await this.cache.get(PREVIOUS));
    await this.cache.keepOnly(
      new Set([CURRENT, PREVIOUS, ...hashesOf(manifest), ...(previous ? hashesOf(previous) : [])]),
    );
  }

  private async text(path: string, cache: RequestCache): Promise<string> {
    return new TextDecoder().decode(await fetchBytes(this.fetch, this.base + path, cache));
  }

  private async fetchVerified(release: string, file: ReleaseFile, onProgress: (progress: Progress) => void) {
    const url = `${this.base}models/${release}/${file.path}`;
    const attempt = async (cache: RequestCache) => {
      let loaded = 0;
      const bytes = await fetchBytes(this.fetch, url, cache, (count) => {
        loaded += count;
        onProgress({ loaded: Math.min(loaded, file.bytes), total: file.bytes });
      });
      await verifyFile(file, bytes);
      return bytes;
    };
    try {
      return await attempt("default");
    } catch (error) {
      if (!(error instanceof IntegrityError)) throw error;
      // A damaged copy may sit in the browser's own cache; the host gets one more chance.
      return await attempt("reload");
    }
  }
}

async function isIntact(file: ReleaseFile, bytes: Uint8Array<ArrayBuffer>): Promise<boolean> {
  return verifyFile(file, bytes).then(
    () => true,
    () => false,
  );
}

/** A kept manifest, or undefined when it is of a version that this Titlecast cannot read. */
function readKept(bytes: Uint8Array | undefined): Manifest | undefined {
  try {
    return bytes && parseManifest(new TextDecoder().decode(bytes));
  } catch {
    return undefined;
  }
}

function hashesOf({ predictors, vectors }: Manifest): string[] {
  const files = Object.values(predictors).map(({ file }) => file);
  if (vectors) files.push(vectors.file);
  return files.map(({ sha256 }) => sha256);
}
