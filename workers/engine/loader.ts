import { IntegrityError, verifyFile } from "../../lib/release/integrity";
import { type Manifest, parseManifest, parsePointer, type ReleaseFile } from "../../lib/release/manifest";
import type { FileCache } from "../store/cache";
import type { Progress } from "./api";
import { type Fetch, fetchBytes } from "./fetch";

/** Cache keys of the manifests of the last release that started here, and of the one before. */
const CURRENT = "manifest";
const PREVIOUS = "manifest-previous";

/** Milliseconds that a host may take to tell its current release to a reader who has one already. */
const PATIENCE = 4000;

/** A manifest, and the text that it was read from. */
interface Told {
  readonly text: string;
  readonly manifest: Manifest;
}

/** A file on its way, and who waits for it. */
interface Arrival {
  readonly bytes: Promise<Uint8Array<ArrayBuffer>>;
  readonly followers: ((progress: Progress) => void)[];
}

/** Reads the current release: files from the cache by their SHA-256, else from the network, verified either way. */
export class Loader {
  /** Bytes fetched over the network, after decompression, and bytes taken from the cache. */
  fetched = 0;
  cached = 0;

  private manifestText = "";
  private readonly arrivals = new Map<string, Arrival>();

  /**
   * @param base absolute URL of the site's root, ending in `/`.
   * @param patience in milliseconds; see {@link PATIENCE}.
   */
  constructor(
    private readonly base: string,
    private readonly fetch: Fetch,
    private readonly cache: FileCache,
    private readonly patience = PATIENCE,
  ) {}

  /**
   * The current release's manifest; that of the last release that started here where no network, a slow one, or a release
   * which only a newer Titlecast can read stands in the way.
   * @throws OfflineError, NotFoundError or ManifestError when none ever started here
   */
  async manifest(): Promise<Manifest> {
    const current = this.fetchManifest();
    current.catch(ignore);
    const kept = await this.cache.get(CURRENT);
    const inTime = kept === undefined ? current : Promise.race([current, loseAfter(this.patience)]);
    const { text, manifest } = await inTime.catch(() => readKept(kept) ?? current);
    this.manifestText = text;
    return manifest;
  }

  /** A file that several ask for is fetched once. @throws OfflineError, NotFoundError or IntegrityError, naming the file */
  file(release: string, file: ReleaseFile, onProgress: (progress: Progress) => void): Promise<Uint8Array<ArrayBuffer>> {
    const known = this.arrivals.get(file.sha256);
    if (known) {
      known.followers.push(onProgress);
      return known.bytes;
    }
    const followers = [onProgress];
    const bytes = this.bring(release, file, (progress) => {
      for (const follow of followers) follow(progress);
    });
    this.arrivals.set(file.sha256, { bytes, followers });
    const forget = () => this.arrivals.delete(file.sha256);
    bytes.then(forget, forget);
    return bytes;
  }

  /**
   * Fetches what this release has and the disk has not, one file after the other, so that all of it is there without a
   * network. @throws as {@link file} does
   */
  async keep(manifest: Manifest): Promise<void> {
    for (const file of filesOf(manifest)) {
      // What a disk refused would only fill the memory.
      if (this.cache.place === "memory") return;
      if (!(await this.cache.has(file.sha256))) await this.file(manifest.release, file, ignore);
    }
    await this.settle(manifest);
  }

  private async bring(
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
    if (last === undefined || readKept(last)?.manifest.release !== manifest.release) {
      if (last) await this.cache.put(PREVIOUS, last);
      await this.cache.put(CURRENT, new TextEncoder().encode(this.manifestText));
    }
    const previous = readKept(await this.cache.get(PREVIOUS))?.manifest;
    await this.cache.keepOnly(
      new Set([CURRENT, PREVIOUS, ...hashesOf(manifest), ...(previous ? hashesOf(previous) : [])]),
    );
  }

  private async fetchManifest(): Promise<Told> {
    const release = parsePointer(await this.text("models/current.json", "no-cache"));
    const text = await this.text(`models/${release}/manifest.json`, "default");
    return { text, manifest: parseManifest(text) };
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
function readKept(bytes: Uint8Array | undefined): Told | undefined {
  if (bytes === undefined) return undefined;
  const text = new TextDecoder().decode(bytes);
  try {
    return { text, manifest: parseManifest(text) };
  } catch {
    return undefined;
  }
}

function filesOf({ predictors, vectors }: Manifest): ReleaseFile[] {
  const files = Object.values(predictors).flatMap(({ file, report, profile }) =>
    [file, report ?? [], profile ?? []].flat(),
  );
  if (vectors) files.push(vectors.file);
  return files;
}

function hashesOf(manifest: Manifest): string[] {
  return filesOf(manifest).map(({ sha256 }) => sha256);
}

function loseAfter(milliseconds: number): Promise<never> {
  return new Promise((_, reject) => setTimeout(reject, milliseconds));
}

function ignore(): void {}
