import { parseSync, Visitor } from "oxc-parser";

/** One mention of another module in a source file. */
export interface Import {
  readonly specifier: string;
  /** 1-based. */
  readonly line: number;
  /** Gone at run time. */
  readonly typeOnly: boolean;
  readonly reExport: boolean;
}

/** Every module that a source names: imports, types, re-exports, `import()`, and workers by `new URL("./file", import.meta.url)`. */
export function readImports(path: string, source: string): Import[] {
  const { program, module, errors } = parseSync(path, source);
  if (errors.length > 0) throw new Error(`${path} does not parse: ${errors[0].message}`);
  const found: Import[] = [];
  const add = (specifier: string, at: number, typeOnly: boolean, reExport = false) => {
    found.push({ specifier, line: source.slice(0, at).split("\n").length, typeOnly, reExport });
  };
  for (const { moduleRequest, entries, start } of module.staticImports) {
    add(moduleRequest.value, start, entries.length > 0 && entries.every((entry) => entry.isType));
  }
  for (const { entries, start } of module.staticExports) {
    const from = entries.find((entry) => entry.moduleRequest)?.moduleRequest;
    if (from)
      add(
        from.value,
        start,
        entries.every((entry) => entry.isType),
        true,
      );
  }
  new Visitor({
    ImportExpression({ source: specifier, start }) {
      if (specifier.type === "Literal") add(String(specifier.value), start, false);
    },
    TSImportType({ source: specifier, start }) {
      add(String(specifier.value), start, true);
    },
    NewExpression({ callee, arguments: [file, base], start }) {
      const isUrl = callee.type === "Identifier" && callee.name === "URL";
      if (
        isUrl &&
        file?.type === "Literal" &&
        base?.type === "MemberExpression" &&
        base.object.type === "MetaProperty"
      ) {
        add(String(file.value), start, false);
      }
    },
  }).visit(program);
  return found;
}
