import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";

interface Budget {
  readonly name: string;
  /** Bytes over the wire: brotli where a compressed copy lies beside. */
  readonly bytes: number;
  readonly limit: number;
  readonly why: string;
}

const KB = 1000;

/** Measures a built site. @throws Error when it holds no release */
export function measureSite(site: string): Budget[] {
  const html = readFileSync(join(site, "index.html"), "utf8");
  const release = join("models", readRelease(site));
  const scripts = [...html.matchAll(/<script src="([^"]+)"([^>]*)>/g)].filter(
    ([, , rest]) => !rest.includes("noModule"),
  );
  const styles = html.matchAll(/<link rel="stylesheet" href="([^"]+)"/g);
  const fonts = html.matchAll(/<link rel="preload" href="([^"]+\.woff2)"/g);
  const engine = readdirSync(join(site, "engine"), { recursive: true, encoding: "utf8" });

  const weigh = (paths: Iterable<string>) => [...paths].reduce((sum, path) => sum + weighFile(join(site, path)), 0);
  const scriptBytes = weigh(scripts.map(([, path]) => path));
  const isFeed = (name: string) => /^feed-[^/]*\.js$/.test(name);
  // The file that the engine fetches for lists is named for their service.
  const isMany = (name: string) => /^service-[^/]*\.js$/.test(name);
  const isRewriter = (name: string) => /^rewriter-[^/]*\.js$/.test(name);
  const weighEngine = (which: (name: string) => boolean) =>
    weigh(engine.filter(which).map((name) => join("engine", name)));
  const engineBytes = weighEngine(
    (name) => name.endsWith(".js") && ![isFeed, isMany, isRewriter].some((isPart) => isPart(name)),
  );
  const wasmBytes = weighEngine((name) => name.endsWith("-wasm-simd.wasm"));
  const pageBytes = weigh(["index.html", ...[...styles, ...fonts].map(([, path]) => path)]);
  const modelBytes = weigh(["models/current.json", join(release, "manifest.json"), join(release, "hacker-news.bin")]);

  return [
    {
      name: "first-load JavaScript",
      bytes: scriptBytes,
      limit: 170 * KB,
      why: "React and Next's router take 105 KB; the page around one input should not outweigh them",
    },
    {
      name: "the engine's JavaScript",
      bytes: engineBytes,
      limit: 200 * KB,
      why: "tfjs core and three backends take 155 KB, of which one backend is fetched; whole tfjs would take 300",
    },
    {
      name: "the feed's part of the engine",
      bytes: weighEngine(isFeed),
      limit: 30 * KB,
      why: "a learner, its embedder and readers of files, which no other page may fetch",
    },
    {
      name: "the lists' part of the engine",
      bytes: weighEngine(isMany),
      limit: 10 * KB,
      why: "readers of tables, an order and a writer, which no other page may fetch",
    },
    {
      name: "the rewrites' part of the engine",
      bytes: weighEngine(isRewriter),
      limit: 140 * KB,
      why: "the tagger takes 108 KB; it is fetched after the first score, and the thesaurus beside it should stay small",
    },
    {
      name: "everything before the first score",
      bytes: pageBytes + scriptBytes + engineBytes + wasmBytes + modelBytes,
      limit: 1500 * KB,
      why: "under 10 s on a slow phone connection (1.2 Mbit/s)",
    },
    {
      name: "the word vectors",
      bytes: weigh([join(release, "vectors.bin")]),
      limit: 6000 * KB,
      why: "50,000 words of 100 bytes hardly compress; more would not arrive while someone reads",
    },
  ];
}

function readRelease(site: string): string {
  const path = join(site, "models/current.json");
  if (!existsSync(path)) throw new Error("the site has no models/current.json; promote a release first");
  return String(JSON.parse(readFileSync(path, "utf8")).release);
}

function weighFile(path: string): number {
  return statSync(existsSync(`${path}.br`) ? `${path}.br` : path).size;
}
