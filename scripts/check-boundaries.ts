import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { sep } from "node:path";
import { FOLDERS, findViolations } from "./boundaries";
import { listFiles } from "./files";
import { run } from "./run";

await run(async () => {
  const sources = new Map<string, string>();
  for (const folder of FOLDERS.filter((folder) => existsSync(folder))) {
    for (const path of await listFiles(folder, /\.(tsx?|mjs)$/)) {
      sources.set(path.split(sep).join("/"), await readFile(path, "utf8"));
    }
  }
  const violations = findViolations(sources);
  if (violations.length > 0) throw new Error(`import boundaries are crossed\n${violations.join("\n")}`);
  console.log(`${sources.size} files keep the boundaries`);
});
