"use client";

import { type RefObject, useEffect, useState } from "react";
import { cleanText } from "../../lib/permalink";

const NAME_MAX = 80;

interface Props {
  readonly input: RefObject<HTMLInputElement | null>;
  /** The open topic's name; null where a new one is to be named. */
  readonly name: string | null;
  /** A changed name, once it stands. */
  readonly onName: (name: string) => void;
}

/** The topic's name is the headline, and can be changed where it stands. */
export function TopicName({ input, name, onName }: Props) {
  const [typed, setTyped] = useState(name ?? "");
  useEffect(() => setTyped(name ?? ""), [name]);
  const settle = (): void => {
    const wanted = typed.trim();
    if (wanted === "") setTyped(name ?? "");
    else if (wanted !== name) onName(wanted);
  };
  return (
    <input
      ref={input}
      type="text"
      aria-label={name === null ? "Name of a new topic" : "Topic"}
      value={typed}
      maxLength={NAME_MAX}
      placeholder="What do you read?"
      dir="auto"
      spellCheck={false}
      autoComplete="off"
      enterKeyHint="done"
      className="title headline w-full bg-transparent py-0.5 caret-accent"
      onChange={(event) => setTyped(cleanText(event.target.value, NAME_MAX))}
      // A new topic waits for Enter, or for its first posts.
      onBlur={name === null ? undefined : settle}
      onKeyDown={(event) => {
        if (event.key === "Enter" && !event.nativeEvent.isComposing) settle();
        if (event.key === "Escape") setTyped(name ?? "");
      }}
    />
  );
}
