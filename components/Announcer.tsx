"use client";

import { memo, useEffect, useState } from "react";

/** Long enough for a reader to stop typing: a screen reader must not speak at every key. */
const QUIET = 900;

/** Says a text to screen readers once it has stood for a moment. */
export const Announcer = memo(function Announcer({ text }: { readonly text: string }) {
  const [said, setSaid] = useState("");
  useEffect(() => {
    const timer = setTimeout(() => setSaid(text), QUIET);
    return () => clearTimeout(timer);
  }, [text]);
  return (
    <p role="status" className="sr-only">
      {said}
    </p>
  );
});
