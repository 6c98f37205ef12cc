import { useCallback, useEffect, useState } from "react";

const SHOWN = 2000;

/** A word on what was just done, which goes after a moment; empty until then. Saying it again shows it anew. */
export function useBrief(): readonly [said: string, say: (text: string) => void] {
  const [brief, setBrief] = useState({ text: "" });
  useEffect(() => {
    if (brief.text === "") return;
    const timer = setTimeout(() => setBrief({ text: "" }), SHOWN);
    return () => clearTimeout(timer);
  }, [brief]);
  const say = useCallback((text: string) => setBrief({ text }), []);
  return [brief.text, say];
}
