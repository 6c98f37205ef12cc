"use client";

import { memo, type RefObject, useEffect, useLayoutEffect } from "react";
import { cleanText, TITLE_MAX } from "../../lib/permalink";
import { useWidth } from "../useWidth";

/** Steps down in size that a long title takes, once it fills its lines; see globals.css. */
const STEPS = 4;

interface Props {
  readonly input: RefObject<HTMLTextAreaElement | null>;
  readonly title: string;
  readonly onTitle: (title: string) => void;
  /** Ctrl and Enter, or the Command key where that is the habit. */
  readonly onKeep: (title: string) => void;
}

/** The hero: one line of text that wraps like a headline, and scales down rather than run on. */
export const TitleInput = memo(function TitleInput({ input, title, onTitle, onKeep }: Props) {
  const width = useWidth(input, 0);

  // biome-ignore lint/correctness/useExhaustiveDependencies: the text and the width decide how many lines there are
  useLayoutEffect(() => {
    if (input.current !== null) scale(input.current);
  }, [title, width]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: on arrival only
  useEffect(() => {
    const field = input.current;
    if (field === null) return;
    // The web font arrives after the first fit.
    document.fonts.ready.then(() => scale(field));
    // What was typed before React took over.
    if (field.value !== "" && title === "") onTitle(cleanText(field.value, TITLE_MAX));
    if (matchMedia("(pointer: fine)").matches && document.activeElement === document.body) {
      field.focus({ preventScroll: true });
      field.setSelectionRange(field.value.length, field.value.length);
    }
  }, []);

  return (
    <textarea
      ref={input}
      id="title"
      rows={1}
      value={title}
      maxLength={TITLE_MAX}
      placeholder="What would you post?"
      dir="auto"
      spellCheck
      autoComplete="off"
      autoCapitalize="sentences"
      enterKeyHint="done"
      aria-describedby="title-count"
      className="title headline block w-full resize-none overflow-hidden bg-transparent caret-accent"
      onChange={(event) => onTitle(cleanText(event.target.value, TITLE_MAX))}
      onKeyDown={(event) => {
        if (event.key === "Escape" && title !== "") onTitle("");
        if (event.key !== "Enter" || event.nativeEvent.isComposing) return;
        event.preventDefault();
        if (event.ctrlKey || event.metaKey) onKeep(title);
      }}
    />
  );
});

function scale(field: HTMLTextAreaElement): void {
  const lines = Number(getComputedStyle(field).getPropertyValue("--lines"));
  for (let step = 0; step < STEPS; step++) {
    field.dataset.step = String(step);
    field.style.height = "0";
    const height = field.scrollHeight;
    const line = Number.parseFloat(getComputedStyle(field).lineHeight);
    if (step === STEPS - 1 || Math.round(height / line) <= lines) {
      field.style.height = `${height}px`;
      return;
    }
  }
}
