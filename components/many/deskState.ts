import type { Columns } from "../../lib/many/columns";
import { DEFAULT_AT_LEAST } from "../../lib/permalink";
import type { ListView, OpenedList, ScoredList, ScoredRow, ScoringProgress, ViewRequest } from "../../workers/many/api";
import type { Failure } from "../failures";

/** A list to score: a file, or pasted text, which has no name. */
export interface Source {
  readonly blob: Blob;
  readonly name: string | null;
}

/** How lists are scored. */
export interface Terms {
  readonly predictor: string;
  /** Of rows that name none. */
  readonly community: string | null;
  /** What the predictor takes beside the title. */
  readonly inputs: readonly string[];
}

export interface DeskState {
  readonly stage: "empty" | "reading" | "choosing" | "scoring" | "scored";
  readonly source: Source | null;
  /** Rows that have been read. */
  readonly read: number;
  readonly opened: OpenedList | null;
  readonly columns: Columns | null;
  /** Of scoring, with rows per second. */
  readonly progress: (ScoringProgress & { readonly rate: number }) | null;
  readonly result: ScoredList | null;
  readonly view: ListView | null;
  /** The view's rows by block. */
  readonly rows: ReadonlyMap<number, readonly ScoredRow[]>;
  readonly request: Wanted;
  readonly failure: Failure | null;
}

/** What a list is ordered and filtered by. */
export type Wanted = Omit<ViewRequest, "from" | "to">;

export const EMPTY_DESK: DeskState = {
  stage: "empty",
  source: null,
  read: 0,
  opened: null,
  columns: null,
  progress: null,
  result: null,
  view: null,
  rows: new Map(),
  request: { sort: "expected", isDown: true, text: "", leastExpected: 0, leastChance: 0, reach: DEFAULT_AT_LEAST },
  failure: null,
};
