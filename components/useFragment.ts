import { useCallback, useEffect, useLayoutEffect, useRef, useState } from "react";

/** Typing settles before the address follows; Safari also refuses more than 100 changes in 30 seconds. */
const SETTLE = 400;

export interface Fragment<T> {
  readonly state: T;
  /** Changes the state; the address follows when typing settles, in the same history entry. */
  readonly edit: (change: Partial<T>) => void;
  /** Changes the state in a new history entry, at once. */
  readonly visit: (change: Partial<T>) => void;
  /** The page's address with the state as it is now. */
  readonly address: () => string;
}

/**
 * Page state that lives in the address after `#`, and so never reaches a host.
 * `read` and `write` must be stable functions. The first render is that of an empty fragment, as the export has it.
 */
export function useFragment<T extends object>(read: (text: string) => T, write: (state: T) => string): Fragment<T> {
  const [state, setState] = useState(() => read(""));
  const latest = useRef(state);
  const timer = useRef<number | undefined>(undefined);

  const show = useCallback((next: T) => {
    latest.current = next;
    setState(next);
  }, []);

  const address = useCallback(() => {
    const fragment = write(latest.current);
    return location.pathname + location.search + (fragment === "" ? "" : `#${fragment}`);
  }, [write]);

  const settle = useCallback(() => {
    if (timer.current === undefined) return;
    clearTimeout(timer.current);
    timer.current = undefined;
    history.replaceState(null, "", address());
  }, [address]);

  const edit = useCallback(
    (change: Partial<T>) => {
      show({ ...latest.current, ...change });
      clearTimeout(timer.current);
      timer.current = window.setTimeout(settle, SETTLE);
    },
    [show, settle],
  );

  const visit = useCallback(
    (change: Partial<T>) => {
      settle();
      show({ ...latest.current, ...change });
      history.pushState(null, "", address());
    },
    [show, settle, address],
  );

  useLayoutEffect(() => {
    const follow = (): void => {
      clearTimeout(timer.current);
      timer.current = undefined;
      show(read(location.hash));
    };
    follow();
    // An edited address fires both; reading twice shows the same state.
    addEventListener("popstate", follow);
    addEventListener("hashchange", follow);
    return () => {
      removeEventListener("popstate", follow);
      removeEventListener("hashchange", follow);
    };
  }, [read, show]);

  // Leaving by a link or closing the tab must not lose the last words typed.
  useEffect(() => {
    addEventListener("pagehide", settle);
    addEventListener("focusout", settle);
    return () => {
      removeEventListener("pagehide", settle);
      removeEventListener("focusout", settle);
      clearTimeout(timer.current);
    };
  }, [settle]);

  return { state, edit, visit, address };
}
