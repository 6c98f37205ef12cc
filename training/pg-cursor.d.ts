/** What `training/` uses of pg-cursor, which comes without types. */
declare module "pg-cursor" {
  import type { Connection, Submittable } from "pg";

  export type Cells = (string | null)[];

  export default class Cursor implements Submittable {
    constructor(
      text: string,
      values: readonly string[],
      config: { rowMode: "array"; types: { getTypeParser: () => (text: string) => string } },
    );
    submit(connection: Connection): void;
    /** Up to `count` rows, none at the end, and then without their columns. */
    read(
      count: number,
      done: (
        error: Error | undefined,
        rows: Cells[],
        result?: { readonly fields: { readonly name: string }[] },
      ) => void,
    ): void;
  }
}
