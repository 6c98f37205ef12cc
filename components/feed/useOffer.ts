import { useCallback, useEffect, useState } from "react";
import type { SharedFeed } from "../../lib/feed/link";
import type { EngineClient } from "../../workers/engine/client";
import { type Failure, toFailure } from "../failures";

interface Offer {
  /** Posts that the address brings; null when it brings none. */
  readonly shared: SharedFeed | null;
  readonly failure: Failure | null;
  /** Takes the posts out of the address. */
  readonly close: () => void;
}

/** What a link brings in the address after `#`, which never reaches a host. */
export function useOffer(engine: EngineClient | null): Offer {
  const [shared, setShared] = useState<SharedFeed | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);

  useEffect(() => {
    if (engine === null) return;
    const read = (): void => {
      setFailure(null);
      engine
        .feed((feed) => feed.readLink(location.hash))
        .then(setShared, (error) => {
          setShared(null);
          setFailure(toFailure(error));
        });
    };
    read();
    addEventListener("hashchange", read);
    return () => removeEventListener("hashchange", read);
  }, [engine]);

  const close = useCallback(() => {
    history.replaceState(null, "", location.pathname + location.search);
    setShared(null);
    setFailure(null);
  }, []);
  return { shared, failure, close };
}
