"use client";

const LONGEST = 8;

/** The trail after a step to `word`: going back to a visited word cuts it short. */
export function follow(trail: readonly string[], word: string): readonly string[] {
  if (word === "") return trail;
  const at = trail.indexOf(word);
  return at >= 0 ? trail.slice(0, at + 1) : [...trail, word].slice(-LONGEST);
}

interface Props {
  readonly words: readonly string[];
  /** The word that is shown now. */
  readonly here: string;
  readonly onWord: (word: string) => void;
}

/** The words visited, as breadcrumbs. Its line is kept while there are none. */
export function Trail({ words, here, onWord }: Props) {
  return (
    <nav aria-label="Visited words" className="label min-h-[1.75rem]">
      <ol className="flex flex-wrap gap-x-1">
        {words.length > 1 &&
          words.map((word, i) => (
            <li key={word}>
              {i > 0 && <span aria-hidden="true">› </span>}
              <button
                type="button"
                aria-current={word === here ? "true" : undefined}
                className="py-0.5 hover:text-accent aria-[current]:font-semibold aria-[current]:text-ink"
                onClick={() => onWord(word)}
              >
                {word}
              </button>
            </li>
          ))}
      </ol>
    </nav>
  );
}
