"use client";

import { useState } from "react";
import { Disclosure } from "../Disclosure";
import { sayNumber } from "../phrases";

interface Props {
  readonly clicks: number;
  readonly onSave: () => void;
  readonly onReset: () => void;
  readonly onRemove: () => void;
}

type Question = "reset" | "remove";

/** What can be done with a topic as a whole. What cannot be undone asks first. */
export function TopicControl({ clicks, onSave, onReset, onRemove }: Props) {
  const [asked, setAsked] = useState<Question | null>(null);
  const questions: Record<Question, { lead: string; act: string; onAct: () => void }> = {
    reset: {
      lead: `Forget ${clicks === 1 ? "the one click" : `all ${sayNumber(clicks)} clicks`}, and start to learn anew?`,
      act: "Forget them",
      onAct: onReset,
    },
    remove: { lead: "Delete this topic, its posts and its clicks?", act: "Delete it", onAct: onRemove },
  };
  const question = asked === null ? null : questions[asked];
  return (
    <Disclosure name="Topic" value="this topic">
      {question === null ? (
        <div className="grid justify-items-start gap-0.5">
          <button type="button" className="py-0.5" onClick={onSave}>
            <span className="quiet">Save it as a file</span>
          </button>
          <p className="label">The file holds your clicks: give it to no one who should not know them.</p>
          <button type="button" className="py-0.5" disabled={clicks === 0} onClick={() => setAsked("reset")}>
            <span className={clicks === 0 ? "text-soft" : "quiet"}>Forget what it learnt</span>
          </button>
          <button type="button" className="py-0.5" onClick={() => setAsked("remove")}>
            <span className="quiet">Delete it</span>
          </button>
        </div>
      ) : (
        <div role="alert">
          <p>{question.lead}</p>
          <p className="mt-1 flex gap-1">
            <button
              type="button"
              className="decision"
              onClick={() => {
                setAsked(null);
                question.onAct();
              }}
            >
              {question.act}
            </button>
            <button type="button" className="decision" onClick={() => setAsked(null)}>
              Keep
            </button>
          </p>
        </div>
      )}
    </Disclosure>
  );
}
