import { createHash } from "node:crypto";
import { readFile, writeFile } from "node:fs/promises";
import { relative } from "node:path";
import { listFiles } from "./files";

const META = /<meta http-equiv="Content-Security-Policy" content="([^"]*)"\/>/;

/**
 * Pages that may ask other sites for something, when their reader wants it, and which; from all others nothing may leave
 * the origin. A document keeps the policy that it was loaded with, also where Next's `<Link>` shows another page in it:
 * so what leads to these pages, and away from them, must be a plain `<a>`, which loads a document. The alternative, these
 * hosts for every page, would take from the score page the browser's own guarantee that a title never leaves it. A worker
 * that starts from a blob has the policy of its document.
 */
const CONNECTIONS: ReadonlyMap<string, readonly string[]> = new Map([
  ["feed/index.html", ["https://hacker-news.firebaseio.com", "https://www.reddit.com"]],
]);

interface PolicySources {
  /** Hash sources (`'sha256-…'`) of the page's inline scripts. */
  readonly scripts?: readonly string[];
  /** Hash sources of its inline `<style>` elements. */
  readonly styles?: readonly string[];
  /** Origins that it may ask, beside its own. */
  readonly connections?: readonly string[];
}

/** The Content-Security-Policy of a page, or of a file without inline code. Nothing else may leave the origin. */
export function writePolicy({ scripts = [], styles = [], connections = [] }: PolicySources = {}): string {
  return [
    "default-src 'none'",
    // tfjs compiles WebAssembly.
    `script-src ${["'self'", "'wasm-unsafe-eval'", ...scripts].join(" ")}`,
    // The engine starts from a blob, which inherits the page's policy on every host.
    "worker-src 'self' blob:",
    `style-src ${["'self'", ...styles].join(" ")}`,
    `connect-src ${["'self'", ...connections].join(" ")}`,
    "img-src 'self' data: blob:",
    "font-src 'self'",
    "manifest-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
  ].join("; ");
}

/** The policy that a built page carries, or null. */
export function readPolicy(html: string): string | null {
  return META.exec(html)?.[1] ?? null;
}

/** Gives every page under `out` a `<meta>` policy with the hashes of its own inline scripts and styles. */
export async function addPolicies(out: string): Promise<void> {
  for (const path of await listFiles(out, /\.html$/)) {
    await writeFile(path, addPolicy(await readFile(path, "utf8"), relative(out, path).replaceAll("\\", "/")));
  }
}

/**
 * @param path - of the page within the site, with `/`
 * @throws Error when the page has what no policy without `'unsafe-inline'` allows
 */
export function addPolicy(html: string, path: string): string {
  const refused = / (style|on[a-z]+)="/.exec(html.replace(/<(script|style)\b[^>]*>[\s\S]*?<\/\1>/g, ""));
  if (refused) {
    throw new Error(
      `${path} has an inline ${refused[1]}="…", which the security policy refuses; use a class or a handler`,
    );
  }
  const policy = writePolicy({
    scripts: hashInline(html, "script"),
    styles: hashInline(html, "style"),
    connections: CONNECTIONS.get(path) ?? [],
  });
  // Behind the charset, which browsers look for in the first 1,024 bytes only.
  const [head] = /<head><meta charSet="utf-8"\/>/i.exec(html) ?? [];
  if (!head) throw new Error(`${path} does not start with <head><meta charSet="utf-8"/>`);
  return html.replace(head, `${head}<meta http-equiv="Content-Security-Policy" content="${policy}"/>`);
}

function hashInline(html: string, tag: "script" | "style"): string[] {
  const elements = html.matchAll(new RegExp(`<${tag}\\b([^>]*)>([\\s\\S]*?)</${tag}>`, "g"));
  const hashes = new Set<string>();
  for (const [, attributes = "", content = ""] of elements) {
    if (/\bsrc=/.test(attributes)) continue;
    hashes.add(`'sha256-${createHash("sha256").update(content).digest("base64")}'`);
  }
  return [...hashes];
}
