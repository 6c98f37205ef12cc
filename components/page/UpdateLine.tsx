"use client";

import { useEffect, useState } from "react";
import { registerServiceWorker, takeUpdate, type Update, useUpdate } from "../serviceWorker";

/** Milliseconds after which a page whose engine is not ready looks for a newer site too: that may be what it lacks. */
const PATIENCE = 5000;

const WORDS: Readonly<Record<Update, string>> = {
  none: "",
  waiting: "A newer Titlecast is ready.",
  elsewhere: "Another tab has brought in a newer Titlecast.",
};

/** Offers a newer site at the foot of the window, over the page: nothing moves, and nothing happens until the reader says so. */
export function UpdateLine() {
  const update = useUpdate();
  const [declined, setDeclined] = useState<Update>("none");

  useEffect(() => {
    if (!navigator.serviceWorker?.controller) return;
    const timer = setTimeout(registerServiceWorker, PATIENCE);
    return () => clearTimeout(timer);
  }, []);

  return (
    <div role="status" className="fixed inset-x-0 bottom-0 z-30">
      {update !== declined && (
        <div className="border-t border-soft bg-paper">
          <p className="sheet label flex flex-wrap items-baseline gap-x-2 py-1 text-ink">
            {WORDS[update]}{" "}
            <button type="button" className="link py-0.5" onClick={takeUpdate}>
              Reload
            </button>
            <button type="button" className="link py-0.5" onClick={() => setDeclined(update)}>
              Later
            </button>
          </p>
        </div>
      )}
    </div>
  );
}
