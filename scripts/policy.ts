import { createHash } from "node:crypto";
import { readFile, writeFile } from "node:fs/promises";
import { listFiles } from "./files";

const META = /<meta http-equiv="Content-Security-Policy" content="([^"]*)"\/>/;

/**
 * The Content-Security-Policy of a page, or of a file without inline code. Nothing may leave the origin.
 *
 * @param scripts - hash sources (`'sha256-…'`) of the page's inline scripts
 * @param styles - hash sources of its inline `<style>` elements
 */
export function writePolicy(scripts: readonly string[] = [], styles: readonly string[] = []): string {
  return [
    "default-src 'none'",
    // tfjs compiles WebAssembly.
    `script-src ${["'self'", "'wasm-unsafe-eval'", ...scripts].join(" ")}`,
    // The engine starts from a blob, which inherits the page's policy on every host.
    "worker-src 'self' blob:",
    `style-src ${["'self'", ...styles].join(" ")}`,
    "connect-src 'self'",
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
    await writeFile(path, addPolicy(await readFile(path, "utf8"), path));
  }
}

/** @throws Error when the page has what no policy without `'unsafe-inline'` allows. `path` is for its message. */
export function addPolicy(html: string, path: string): string {
  const refused = / (style|on[a-z]+)="/.exec(html.replace(/<(script|style)\b[^>]*>[\s\S]*?<\/\1>/g, ""));
  if (refused) {
    throw new Error(
      `${path} has an inline ${refused[1]}="…", which the security policy refuses; use a class or a handler`,
    );
  }
  const policy = writePolicy(hashInline(html, "script"), hashInline(html, "style"));
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
