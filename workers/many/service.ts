import { guessColumns } from "../../lib/many/columns";
import type { Layout } from "../../lib/many/layout";
import { EngineError } from "../engine/errors";
import { latestWins, nextTask } from "../engine/latest";
import type {
  ListView,
  ManyApi,
  OpenedList,
  SavedList,
  ScoredList,
  ScoredRow,
  ScoringProgress,
  ScoringRequest,
  ViewRequest,
} from "./api";
import { type List, readList } from "./read";
import { saveList } from "./save";
import { type BulkPredictor, Scoring } from "./scoring";
import { Viewer } from "./viewer";

/** Rows that the page shows while columns are chosen. */
const FIRST_ROWS = 5;
/** Rows that tell which column is the title's. */
const SAMPLE = 100;

interface CurrentView {
  readonly id: number;
  readonly viewer: Viewer;
  readonly order: Uint32Array;
  readonly reach: number;
}

/** Scores lists. It knows nothing of workers. */
export class ManyService implements ManyApi {
  private list: List | undefined;
  private viewer: Viewer | undefined;
  private current: CurrentView | undefined;
  private views = 0;
  /** Of what is read or scored now; a newer one ends it. */
  private ticket = 0;
  private cancelled = 0;

  /** @param openPredictor gives a predictor, loading it if need be. */
  constructor(private readonly openPredictor: (name: string) => Promise<BulkPredictor>) {}

  async open(
    source: Blob,
    fileName: string | null,
    layout: Layout | null,
    onRows: (rows: number) => void,
  ): Promise<OpenedList | null> {
    const ticket = this.close();
    const list = await readList(source, fileName, layout, (rows) => {
      onRows(rows);
      return this.isWanted(ticket);
    });
    if (list === null || !this.isWanted(ticket)) return null;
    this.list = list;
    const { rows, names } = list;
    return {
      layout: list.layout,
      encoding: list.encoding,
      names,
      columns: guessColumns(names, rows.slice(0, SAMPLE)),
      rows: rows.length,
      firstRows: rows.slice(0, FIRST_ROWS),
      isCut: list.isCut,
    };
  }

  async score(request: ScoringRequest, onProgress: (progress: ScoringProgress) => void): Promise<ScoredList | null> {
    const ticket = ++this.ticket;
    const { list } = this;
    if (list === undefined) throw new EngineError("ListGoneError", "no list is open here");
    const predictor = await this.openPredictor(request.predictor);
    if (ticket !== this.ticket) return null;
    const scoring = new Scoring(list, request, predictor);
    this.viewer = new Viewer(scoring);
    this.current = undefined;
    while (this.isWanted(ticket) && (await scoring.step())) {
      onProgress(scoring.progress);
      // What the page asks meanwhile has its turn.
      await nextTask();
    }
    return ticket === this.ticket ? scoring.outcome : null;
  }

  async cancel(): Promise<void> {
    this.cancelled = this.ticket;
  }

  async forget(): Promise<void> {
    this.close();
  }

  view(request: ViewRequest): Promise<ListView | null> {
    return this.viewLatest(request);
  }

  async rows(view: number, from: number, to: number): Promise<ScoredRow[] | null> {
    const { current } = this;
    return current?.id === view ? current.viewer.show(current.order.subarray(from, to), current.reach) : null;
  }

  async save(view: number): Promise<SavedList | null> {
    const { current } = this;
    return current?.id === view ? await saveList(current.viewer.scoring, current.order, current.reach) : null;
  }

  private readonly viewLatest = latestWins(async (request: ViewRequest): Promise<ListView | null> => {
    const { viewer } = this;
    if (viewer === undefined) return null;
    const { reach, from, to } = request;
    const order = viewer.order(request);
    const id = ++this.views;
    this.current = { id, viewer, order, reach };
    const rows = viewer.show(order.subarray(from, to), reach);
    return { id, count: order.length, scored: viewer.scoring.scores.count, from, rows };
  });

  private close(): number {
    this.list = undefined;
    this.viewer = undefined;
    this.current = undefined;
    return ++this.ticket;
  }

  private isWanted(ticket: number): boolean {
    return ticket === this.ticket && ticket !== this.cancelled;
  }
}
