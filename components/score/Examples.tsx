"use client";

import { memo } from "react";
import type { PredictorManifest } from "../../lib/release/manifest";

type Example = PredictorManifest["examples"][number];

interface Props {
  readonly examples: readonly Example[];
  readonly onExample: (example: Example) => void;
}

/** Titles to start from, while none is typed. */
export const Examples = memo(function Examples({ examples, onExample }: Props) {
  return (
    <section aria-labelledby="examples" className="min-h-[9rem]">
      <h2 id="examples" className="caps text-soft">
        Or start from one of these
      </h2>
      <ul className="mt-1">
        {examples.map((example) => (
          <li key={example.title} className="border-b border-hair last:border-0">
            <button
              type="button"
              onClick={() => onExample(example)}
              className="block w-full py-1 text-left font-serif text-read hover:text-accent"
            >
              {example.title}
              {example.context.community !== null && <span className="label ml-1">r/{example.context.community}</span>}
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
});
