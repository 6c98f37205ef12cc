import type { Command } from "commander";

/**
 * Prints what a command found on standard output: text for people, or one JSON object with `--json`.
 * @param result plain data; numbers that are not finite become null in JSON.
 */
export function printResult(command: Command, result: object, text: string): void {
  process.stdout.write(`${command.optsWithGlobals().json === true ? JSON.stringify(result) : text}\n`);
}

/** Rows as aligned columns: the first to the left, the others to the right. */
export function formatTable(rows: readonly (readonly string[])[]): string {
  const widths = rows[0].map((_, column) => Math.max(...rows.map((row) => row[column].length)));
  return rows
    .map((row) => row.map((cell, i) => (i === 0 ? cell.padEnd(widths[i]) : cell.padStart(widths[i]))).join("  "))
    .join("\n");
}

/** Adds examples, one command line each, to the end of a command's help. */
export function addExamples(command: Command, ...examples: string[]): Command {
  const lines = examples.map((example) => `  $ npm run titlecast -- ${example}`);
  return command.addHelpText("after", `\nExamples:\n${lines.join("\n")}`);
}
