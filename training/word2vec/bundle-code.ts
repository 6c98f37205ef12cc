import { fileURLToPath } from "node:url";
import { buildSync } from "esbuild";

const bundled = new Map<string, string>();

/**
 * A TypeScript file with all that it imports as one CommonJS script, for a thread or a process of its own: each that
 * registers tsx for itself takes 35 MB more.
 */
export function bundleCode(entry: URL): string {
  const code = bundled.get(entry.href) ?? bundle(entry);
  bundled.set(entry.href, code);
  return code;
}

function bundle(entry: URL): string {
  const { outputFiles } = buildSync({
    entryPoints: [fileURLToPath(entry)],
    bundle: true,
    write: false,
    platform: "node",
    format: "cjs",
    target: "node20",
    packages: "external",
    define: { "import.meta.url": JSON.stringify(entry.href) },
    // Packages are looked for from the source, wherever the script lies.
    banner: { js: `require = require("node:module").createRequire(${JSON.stringify(entry.href)});` },
  });
  return outputFiles[0].text;
}
