import { builtinModules } from "node:module";
import { posix } from "node:path";
import { type Import, readImports } from "./imports";

interface Room {
  /** What it may import of this repository, and what only for its types. */
  readonly may: RegExp;
  readonly mayType?: RegExp;
  /** Packages that it may import, and those only for their types; any, where absent. */
  readonly packages?: { readonly may: RegExp; readonly mayType: RegExp };
  /** Whether it runs in Node. */
  readonly node?: true;
}

/** Which room may import what: the table of the architecture. */
const ROOMS: Record<string, Room> = {
  // tf is handed in: its types alone are known.
  lib: { may: /^lib\//, packages: { may: /^valibot$/, mayType: /^@tensorflow\/tfjs-core$/ } },
  workers: { may: /^(workers|lib)\// },
  components: { may: /^(components|lib)\/|^workers\/engine\/(client|birth)\.ts$/, mayType: /^workers\// },
  app: { may: /^(app|components)\// },
  training: { may: /^(training|lib)\//, node: true },
  scripts: { may: /^scripts\//, node: true },
  bench: { may: /^(?!test\/)/, node: true },
  test: { may: /^/, node: true },
};

/** The rooms' folders. */
export const FOLDERS = Object.keys(ROOMS);

/** Where a file that an import names may lie. */
const ENDINGS = ["", ".ts", ".tsx", ".d.ts", "/index.ts", "/index.tsx"];

/**
 * Says what breaks the table, every barrel, every import of a file that is not there, and every cycle, types included.
 *
 * @param sources - texts by path from the repository's root, with `/`
 * @returns one sentence each, starting with `path:line`; empty when all is well
 */
export function findViolations(sources: ReadonlyMap<string, string>): string[] {
  const violations: string[] = [];
  const graph = new Map<string, string[]>();
  for (const [path, source] of sources) {
    const neighbours: string[] = [];
    graph.set(path, neighbours);
    if (/\/index\.tsx?$/.test(path)) violations.push(`${path}:1 is a barrel; import from the file that defines`);
    for (const found of readImports(path, source)) {
      const report = (what: string) => violations.push(`${path}:${found.line} ${what}`);
      if (!found.specifier.startsWith(".")) {
        checkPackage(path, found, report);
        continue;
      }
      if (found.reExport) report(`re-exports ${found.specifier}; import from the file that defines`);
      const target = resolve(path, found.specifier, sources);
      if (target) {
        neighbours.push(target);
        checkRoom(path, found, target, report);
      } else if (!/\.(css|woff2|wasm)$/.test(found.specifier)) report(`imports ${found.specifier}, which is not there`);
    }
  }
  return [...violations, ...findCycles(graph).map((cycle) => `${cycle[0]}:1 lies on a cycle: ${cycle.join(" → ")}`)];
}

function resolve(path: string, specifier: string, sources: ReadonlyMap<string, string>): string | undefined {
  const target = posix.join(posix.dirname(path), specifier);
  return ENDINGS.map((ending) => target + ending).find((candidate) => sources.has(candidate));
}

function checkRoom(path: string, found: Import, target: string, report: (what: string) => void): void {
  const name = path.split("/")[0];
  const { may, mayType } = ROOMS[name];
  if (may.test(target) || (found.typeOnly && mayType?.test(target))) return;
  report(`imports ${target}, which ${name}/ may not${mayType?.test(target) ? ", except its types" : ""}`);
}

function checkPackage(path: string, found: Import, report: (what: string) => void): void {
  const name = path.split("/")[0];
  const { packages, node } = ROOMS[name];
  const isBuiltin = found.specifier.startsWith("node:") || builtinModules.includes(found.specifier);
  if (isBuiltin) {
    if (!node) report(`imports ${found.specifier}, but ${name}/ does not run in Node`);
  } else if (packages && !packages.may.test(found.specifier)) {
    const mayType = packages.mayType.test(found.specifier);
    if (mayType && found.typeOnly) return;
    report(`imports the package ${found.specifier}, which ${name}/ may not${mayType ? ", except its types" : ""}`);
  }
}

/** One cycle for each way back that a depth-first walk finds. */
function findCycles(graph: ReadonlyMap<string, readonly string[]>): string[][] {
  const cycles: string[][] = [];
  const done = new Set<string>();
  const walk = (path: string, trail: readonly string[]) => {
    const at = trail.indexOf(path);
    if (at >= 0) cycles.push([...trail.slice(at), path]);
    if (at >= 0 || done.has(path)) return;
    for (const next of graph.get(path) ?? []) walk(next, [...trail, path]);
    done.add(path);
  };
  for (const path of graph.keys()) walk(path, []);
  return cycles;
}
