import { readFile } from "node:fs/promises";
import { UserError } from "../console/errors";

/** A line of a file of questions, and where it stands. */
export interface Line {
  readonly text: string;
  /** `FILE, line 3`, for messages. */
  readonly where: string;
}

/** The lines that hold something, without the white space around them. @throws UserError when the file cannot be read. */
export async function readLines(path: string): Promise<Line[]> {
  const text = await readFile(path, "utf8").catch((error: Error) => {
    throw new UserError(`${path} cannot be read: ${error.message}`);
  });
  return text
    .split("\n")
    .map((line, i) => ({ text: line.trim(), where: `${path}, line ${i + 1}` }))
    .filter((line) => line.text !== "");
}
