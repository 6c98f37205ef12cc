"use client";

import type { Topic } from "../../workers/feed/api";

interface Props {
  readonly topics: readonly Topic[];
  readonly current: string | null;
  readonly onOpen: (topic: string | null) => void;
}

/** The reader's topics in a line, and the way to a new one. Its line is kept while there are none. */
export function TopicTabs({ topics, current, onOpen }: Props) {
  return (
    <nav aria-label="Topics" className="dateline flex min-h-4 flex-wrap gap-x-3 gap-y-0.5">
      {topics.map(({ id, name }) => (
        <button
          key={id}
          type="button"
          aria-current={id === current ? "true" : undefined}
          className="max-w-[17rem] truncate border-b-2 border-transparent py-0.5 hover:text-accent aria-[current]:border-fill aria-[current]:font-semibold aria-[current]:text-accent"
          onClick={() => onOpen(id)}
        >
          {name}
        </button>
      ))}
      {topics.length > 0 && (
        <button
          type="button"
          aria-current={current === null ? "true" : undefined}
          className="py-0.5 aria-[current]:text-ink"
          onClick={() => onOpen(null)}
        >
          <span className="quiet">new topic</span>
        </button>
      )}
    </nav>
  );
}
