import type { Row } from "../../lib/csv";
import type { Columns } from "../../lib/many/columns";
import type { Encoding } from "../../lib/many/encoding";
import type { Layout } from "../../lib/many/layout";
import type { Problem } from "../../lib/many/posts";

/** Why a list could not be read or scored. */
export type ManyErrorName =
  | "ListFileError" // no text, nothing in it, or it cannot be read; `message` says what is wrong
  | "ListGoneError"; // none is open: the worker that had read it has died

/** A list that has been read. Plain data. */
export interface OpenedList {
  readonly layout: Layout;
  readonly encoding: Encoding;
  /** Of the columns, at least one; an empty name where the table gives none. */
  readonly names: readonly string[];
  readonly columns: Columns;
  readonly rows: number;
  readonly firstRows: readonly Row[];
  /** Whether there was more than is read at once. */
  readonly isCut: boolean;
}

/** What rows are scored as. */
export interface ScoringRequest {
  readonly predictor: string;
  readonly columns: Columns;
  /** Of rows that name none. */
  readonly community: string | null;
}

/** How far scoring has come. */
export interface ScoringProgress {
  /** Rows that have been read, those left out included, of all. */
  readonly done: number;
  readonly total: number;
  /** Rows that have a forecast. */
  readonly scored: number;
}

/** What came of scoring. */
export interface ScoredList extends ScoringProgress {
  /** The first thousand problems in order of lines, and how many there are in all. */
  readonly problems: readonly Problem[];
  readonly problemCount: number;
  /** Rows that name a community which the model has never seen. */
  readonly strangers: number;
  /** Expected scores below which a quarter, half and three quarters of the rows lie; null without rows. */
  readonly quartiles: readonly [number, number, number] | null;
  /** Share of rows expected above the median post of their community. */
  readonly aboveMedian: number;
}

/** What a list can be ordered by. */
export type SortKey = "line" | "title" | "place" | "expected" | "low" | "high" | "chance" | "likely";

/** Which rows are wanted, and in which order. */
export interface ViewRequest {
  readonly sort: SortKey;
  readonly isDown: boolean;
  /** In the title or the place; empty for any. */
  readonly text: string;
  /** Least expected score, and least chance of reaching {@link ViewRequest.reach}; 0 for any. */
  readonly leastExpected: number;
  readonly leastChance: number;
  /** N of "chance of reaching N points". */
  readonly reach: number;
  /** Positions whose rows are wanted with the answer. */
  readonly from: number;
  readonly to: number;
}

/** A row with its forecast. */
export interface ScoredRow {
  /** Line of the file on which it starts, from 1. */
  readonly line: number;
  readonly title: string;
  readonly community: string | null;
  readonly site: string | null;
  readonly author: string | null;
  /** Milliseconds since the epoch. */
  readonly postedAt: number | null;
  /** Geometric mean of the score. */
  readonly expected: number;
  /** Scores below which 10 and 90 % of the forecast lie. */
  readonly low: number;
  readonly high: number;
  /** Of reaching the view's score. */
  readonly chance: number;
  /** Index of the most likely bucket. */
  readonly likely: number;
}

/** The rows that were wanted, in order. */
export interface ListView {
  /** Names this view when its rows are asked for. */
  readonly id: number;
  /** Rows in it, of all that have a forecast. */
  readonly count: number;
  readonly scored: number;
  /** Those at the positions that were asked for. */
  readonly from: number;
  readonly rows: readonly ScoredRow[];
}

/** A file to save. */
export interface SavedList {
  readonly text: Blob;
  /** `csv`, or `tsv` for a list that came with tabs. */
  readonly ending: "csv" | "tsv";
}

/**
 * Lists of titles: the engine's side. One list is open at a time, and the latest one wins. Every method may reject with an
 * error that the page has words for.
 */
export interface ManyApi {
  /**
   * Reads a list; what was open is forgotten. Null when a newer list was opened meanwhile, or it was cancelled.
   * @param fileName null for pasted text.
   * @param layout null to guess it.
   * @param onRows hears how many rows have been read.
   */
  open(
    source: Blob,
    fileName: string | null,
    layout: Layout | null,
    onRows: (rows: number) => void,
  ): Promise<OpenedList | null>;
  /** Scores the open list. Null when something newer was asked meanwhile; cancelled, it keeps what has been scored. */
  score(request: ScoringRequest, onProgress: (progress: ScoringProgress) => void): Promise<ScoredList | null>;
  /** Ends reading or scoring. */
  cancel(): Promise<void>;
  /** Lets go of the list. */
  forget(): Promise<void>;
  /** Orders and filters what has been scored by now. Null when a newer view was asked for, or nothing has been scored. */
  view(request: ViewRequest): Promise<ListView | null>;
  /** Rows of a view, by their positions in it; null once it is no longer the latest. */
  rows(view: number, from: number, to: number): Promise<ScoredRow[] | null>;
  /** The rows of a view in its order, as they came, with their forecasts beside them. Null once it is no longer the latest. */
  save(view: number): Promise<SavedList | null>;
}
