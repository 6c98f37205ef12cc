import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import { cleanVersions, VERSIONS_MAX } from "../../../lib/permalink";
import type { KeptVersions } from "../../../workers/store/versions";
import { useBrief } from "../../useBrief";
import type { EngineView } from "../../useEngine";

interface Deleted {
  readonly title: string;
  readonly index: number;
  /** True of a link's list: each list gets back only what it lost itself. */
  readonly foreign: boolean;
}

export interface Versions {
  /** Those shown: the address holds them. */
  readonly titles: readonly string[];
  /** The reader's own list, while a link shows another; null otherwise. */
  readonly own: readonly string[] | null;
  /** `memory` where the browser keeps nothing beyond the address; null until that is known, and nothing can be changed. */
  readonly place: "disk" | "memory" | null;
  /** What was deleted last, while it can be brought back. */
  readonly deleted: Deleted | null;
  /** What was done a moment ago. */
  readonly said: string;
  readonly keep: (title: string) => void;
  readonly remove: (title: string) => void;
  readonly undo: () => void;
  /** Moves one by so many places. */
  readonly move: (title: string, step: number) => void;
  readonly order: (titles: readonly string[]) => void;
  /** Ends the choice between a link's list and the reader's own. */
  readonly choose: (titles: readonly string[]) => void;
  /** Leaves the link's list for the reader's own. */
  readonly leave: () => void;
}

const NOTHING: KeptVersions = { titles: [], place: "memory" };
const FULL = `${VERSIONS_MAX} are the most`;

/**
 * The list of versions. The page shows the address's; the browser keeps one list, which is shown wherever the address
 * brings nothing else. A link's list stands beside it, and neither touches the other until the reader says so.
 * @param show puts a list into the address; `visit` in a history entry of its own. Stable functions.
 */
export function useVersions(
  { engine, ready }: EngineView,
  titles: readonly string[],
  show: (titles: readonly string[]) => void,
  visit: (titles: readonly string[]) => void,
): Versions {
  const [kept, setKept] = useState<KeptVersions | null>(null);
  const [deleted, setDeleted] = useState<readonly Deleted[]>([]);
  const [said, say] = useBrief();
  const turn = useRef(0);
  /** Titles deleted here: an earlier history entry may still hold them, and is no link from someone else. */
  const gone = useRef(new Set<string>());
  /** A title to keep as soon as it is known what is kept already. */
  const wanted = useRef<string | null>(null);

  // Not before the model is there, so that nothing competes with it.
  useEffect(() => {
    if (engine === null || !ready) return;
    const mine = ++turn.current;
    const take = (found: KeptVersions): void => {
      if (mine === turn.current) setKept(found);
    };
    engine.keptVersions().then(take, () => take(NOTHING));
  }, [engine, ready]);

  const foreign = kept !== null && titles.some((title) => !kept.titles.includes(title) && !gone.current.has(title));

  const settled = kept !== null && (foreign || kept.titles.join("\n") === titles.join("\n"));

  useEffect(() => {
    if (kept !== null && !settled) show(kept.titles);
  }, [kept, settled, show]);

  const save = useCallback(
    (before: readonly string[], after: readonly string[]): void => {
      show(after);
      setKept((known) => ({ ...(known ?? NOTHING), titles: after }));
      const mine = ++turn.current;
      // What another tab has added comes back with the answer. Without an answer the address still holds the list.
      engine?.keepVersions(before, after).then(
        (found) => mine === turn.current && setKept(found),
        () => {},
      );
    },
    [engine, show],
  );

  const versions = useMemo<Versions>(() => {
    /** A list that a link brought is the address's alone; where nothing is kept, it becomes the reader's own. */
    const change = (after: readonly string[]): void => {
      if (kept === null) return;
      if (foreign && kept.titles.length > 0) show(after);
      else save(titles, after);
    };
    const last = deleted.findLast((lost) => lost.foreign === foreign) ?? null;
    const isFull = titles.length >= VERSIONS_MAX;
    return {
      titles,
      own: foreign && kept.titles.length > 0 ? kept.titles : null,
      place: kept?.place ?? null,
      deleted: last,
      said,
      keep(text) {
        if (kept === null) {
          wanted.current = text;
          return;
        }
        const all = cleanVersions([...titles, text]);
        if (all.length === titles.length) {
          say(isFull ? FULL : "Kept already");
          return;
        }
        change(all);
        say(`Version ${all.length} kept`);
      },
      remove(title) {
        gone.current.add(title);
        change(titles.filter((other) => other !== title));
        setDeleted((stack) => [...stack, { title, index: titles.indexOf(title), foreign }]);
        say("Version deleted");
      },
      undo() {
        if (isFull) say(FULL);
        if (last === null || isFull) return;
        gone.current.delete(last.title);
        change(cleanVersions(titles.toSpliced(last.index, 0, last.title)));
        setDeleted((stack) => stack.filter((lost) => lost !== last));
        say("Version brought back");
      },
      move(title, step) {
        const from = titles.indexOf(title);
        const to = from + step;
        if (to < 0 || to >= titles.length) return;
        change(titles.toSpliced(from, 1).toSpliced(to, 0, title));
        say(`Now number ${to + 1} of ${titles.length}`);
      },
      order(sorted) {
        change(sorted);
        say("Sorted, best first");
      },
      choose(chosen) {
        save(kept?.titles ?? [], cleanVersions(chosen));
        setDeleted([]);
      },
      leave() {
        visit(kept?.titles ?? []);
        setDeleted([]);
      },
    };
  }, [titles, kept, foreign, deleted, said, say, save, show, visit]);

  useEffect(() => {
    if (!settled || wanted.current === null) return;
    versions.keep(wanted.current);
    wanted.current = null;
  }, [settled, versions]);

  return versions;
}
