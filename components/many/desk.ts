import { type Columns, restrictColumns } from "../../lib/many/columns";
import type { Layout } from "../../lib/many/layout";
import type { EngineClient } from "../../workers/engine/client";
import type { ManyApi, SavedList, ScoredRow, ScoringProgress } from "../../workers/many/api";
import { toFailure } from "../failures";
import { type DeskState, EMPTY_DESK, type Source, type Terms, type Wanted } from "./deskState";

/** Rows that are fetched together. */
export const BLOCK = 100;
/** Milliseconds between two looks at a list that is being scored, and between two tellings of how far it has come. */
const LOOK = 1000;
const TELL = 100;

/** What the desk asks of the engine. */
interface ListEngine extends Pick<EngineClient, "openList" | "scoreList" | "onRestart"> {
  many<T>(ask: (many: Pick<ManyApi, "cancel" | "forget" | "view" | "rows" | "save">) => Promise<T>): Promise<T>;
}

/** The list that a reader scores, while the document lives. The latest list and the latest question win. */
export class Desk {
  private state = EMPTY_DESK;
  private terms: Terms | null = null;
  private readonly listeners = new Set<() => void>();
  /** Of reading and scoring; a newer turn ends an older one. */
  private turn = 0;
  private looking = 0;
  private looked = Number.NEGATIVE_INFINITY;
  private readonly fetching = new Set<number>();
  /** Positions that the page shows. */
  private shown = { from: 0, to: BLOCK };

  /** @param now a clock in milliseconds. */
  constructor(
    private readonly engine: ListEngine,
    private readonly now: () => number,
  ) {
    engine.onRestart(() => {
      // What the dead worker was doing is asked anew by whoever waits for it.
      if (this.state.stage === "scored") void this.score();
    });
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  readonly snapshot = (): DeskState => this.state;

  /** Says how lists are scored; one that has been scored otherwise is scored anew. */
  agree(terms: Terms): void {
    this.terms = terms;
    if (this.state.stage === "scoring" || this.state.stage === "scored") void this.score();
  }

  /** Takes a list and reads it. Where there is no column to choose, it is scored at once. */
  async take(source: Source): Promise<void> {
    const { request } = this.state;
    this.state = { ...EMPTY_DESK, request: { ...request, text: "", leastExpected: 0, leastChance: 0 } };
    await this.open(source, null);
    if (this.state.opened?.layout.separator === "line" && this.state.source === source) await this.score();
  }

  /** Reads the list again, in another layout. */
  async arrange(layout: Layout): Promise<void> {
    if (this.state.source !== null) await this.open(this.state.source, layout);
  }

  /** Goes back to choosing columns. */
  rechoose(): void {
    this.turn++;
    void this.engine.many((many) => many.cancel()).catch(() => {});
    this.set({ stage: "choosing" });
  }

  choose(columns: Columns): void {
    this.set({ columns });
  }

  /** Scores the list by the chosen columns. */
  async score(): Promise<void> {
    const { opened, columns, source } = this.state;
    if (opened === null || columns === null || source === null || this.terms === null) return;
    const turn = ++this.turn;
    const started = this.now();
    let told = Number.NEGATIVE_INFINITY;
    const { predictor, community, inputs } = this.terms;
    const request = { predictor, community, columns: restrictColumns(columns, inputs) };
    const follow = (progress: ScoringProgress): void => {
      const now = this.now();
      if (turn !== this.turn || now - told < TELL) return;
      told = now;
      this.set({ progress: { ...progress, rate: (1000 * progress.done) / Math.max(1, now - started) } });
      if (now - this.looked >= LOOK) void this.look({});
    };
    this.looking++;
    this.looked = Number.NEGATIVE_INFINITY;
    this.shown = { from: 0, to: BLOCK };
    const progress = { done: 0, total: opened.rows, scored: 0, rate: 0 };
    this.set({ stage: "scoring", progress, result: null, view: null, rows: new Map(), failure: null });
    try {
      const ask = () => this.engine.scoreList(request, follow);
      const result = await ask().catch(async (error) => {
        if (toFailure(error).name !== "ListGoneError") throw error;
        // The worker that had read it has died.
        await this.engine.openList(source.blob, source.name, opened.layout, () => {});
        return await ask();
      });
      if (turn !== this.turn || result === null) return;
      this.set({ stage: "scored", result });
      await this.look({});
    } catch (error) {
      if (turn === this.turn) this.set({ stage: "choosing", failure: toFailure(error) });
    }
  }

  /** Ends reading, which leaves nothing, or scoring, which keeps what it has. */
  cancel(): void {
    if (this.state.stage === "reading") this.clear();
    else void this.engine.many((many) => many.cancel()).catch(() => {});
  }

  /** Lets go of the list. */
  clear(): void {
    this.turn++;
    this.set({ ...EMPTY_DESK, request: this.state.request });
    void this.engine.many((many) => many.forget()).catch(() => {});
  }

  /** Orders and filters anew, as far as something is to change. */
  async look(change: Partial<Wanted>): Promise<void> {
    const request = { ...this.state.request, ...change };
    const isNew = Object.keys(change).length > 0;
    if (isNew) {
      this.shown = { from: 0, to: BLOCK };
      this.set({ request });
    }
    if (this.state.progress === null) return;
    const turn = ++this.looking;
    this.looked = this.now();
    const { from, to } = this.shown;
    try {
      const view = await this.engine.many((many) => many.view({ ...request, from, to }));
      if (view === null || turn !== this.looking) return;
      this.fetching.clear();
      this.set({ view, rows: toBlocks(view.from, view.rows) });
      this.show(this.shown.from, this.shown.to);
    } catch (error) {
      this.set({ failure: toFailure(error) });
    }
  }

  /** Fetches the rows at these positions, as far as they are not here. */
  show(from: number, to: number): void {
    const first = Math.floor(from / BLOCK);
    const last = Math.max(first, Math.ceil(to / BLOCK) - 1);
    this.shown = { from: first * BLOCK, to: (last + 1) * BLOCK };
    const { view, rows } = this.state;
    if (view === null) return;
    for (let block = first; block <= last && block * BLOCK < view.count; block++) {
      if (!rows.has(block) && !this.fetching.has(block)) void this.fetch(view.id, block);
    }
  }

  /** The rows as they are shown, as a file; null when they have changed meanwhile. */
  async save(): Promise<SavedList | null> {
    const id = this.state.view?.id;
    try {
      return id === undefined ? null : await this.engine.many((many) => many.save(id));
    } catch (error) {
      this.set({ failure: toFailure(error) });
      return null;
    }
  }

  private async open(source: Source, layout: Layout | null): Promise<void> {
    const turn = ++this.turn;
    this.looking++;
    this.set({ stage: "reading", source, read: 0, progress: null, result: null, view: null, failure: null });
    let told = Number.NEGATIVE_INFINITY;
    const follow = (read: number): void => {
      const now = this.now();
      if (turn !== this.turn || now - told < TELL) return;
      told = now;
      this.set({ read });
    };
    try {
      const opened = await this.engine.openList(source.blob, source.name, layout, follow);
      if (turn === this.turn && opened !== null) this.set({ stage: "choosing", opened, columns: opened.columns });
    } catch (error) {
      if (turn !== this.turn) return;
      this.set({ stage: this.state.opened === null ? "empty" : "choosing", failure: toFailure(error) });
    }
  }

  private async fetch(view: number, block: number): Promise<void> {
    this.fetching.add(block);
    // A view that is gone has rows no more; a worker that is gone is replaced, and everything asked again.
    const rows = await this.engine
      .many((many) => many.rows(view, block * BLOCK, (block + 1) * BLOCK))
      .catch(() => null);
    if (this.state.view?.id !== view) return;
    this.fetching.delete(block);
    if (rows !== null) this.set({ rows: new Map([...this.state.rows, [block, rows]]) });
  }

  private set(change: Partial<DeskState>): void {
    this.state = { ...this.state, ...change };
    for (const listener of this.listeners) listener();
  }
}

function toBlocks(from: number, rows: readonly ScoredRow[]): ReadonlyMap<number, readonly ScoredRow[]> {
  const blocks = new Map<number, readonly ScoredRow[]>();
  for (let at = 0; at < rows.length; at += BLOCK) blocks.set((from + at) / BLOCK, rows.slice(at, at + BLOCK));
  return blocks;
}
