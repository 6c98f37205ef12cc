"use client";

import { type KeyboardEvent, type RefObject, useEffect, useId, useRef, useState } from "react";

interface Props {
  readonly label: string;
  readonly value: string;
  /** Every change of the text. */
  readonly onText: (text: string) => void;
  /** An option taken, or Enter on the text itself. */
  readonly onPick: (text: string) => void;
  /** Options for what was typed, best first. A failure shows none. */
  readonly suggest: (typed: string) => Promise<readonly string[]>;
  /** The field lost the focus with this text in it. */
  readonly onLeave?: (text: string) => void;
  readonly prefix?: string;
  readonly placeholder?: string;
  readonly className: string;
  /** Takes the whole width of its line. */
  readonly wide?: boolean;
  readonly input?: RefObject<HTMLInputElement | null>;
}

/** A text field with suggestions, after the ARIA combobox pattern with a list and manual selection. */
export function Combobox(props: Props) {
  const {
    label,
    value,
    onText,
    onPick,
    onLeave,
    suggest,
    prefix = "",
    placeholder,
    className,
    wide = false,
    input,
  } = props;
  const [options, setOptions] = useState<readonly string[]>([]);
  const [active, setActive] = useState(-1);
  const asked = useRef(0);
  const id = useId();
  const open = options.length > 0;

  const close = (): void => {
    asked.current++;
    setOptions([]);
    setActive(-1);
  };

  const ask = async (typed: string): Promise<void> => {
    const turn = ++asked.current;
    const found = await suggest(typed).catch(() => []);
    if (turn !== asked.current) return;
    setOptions(found);
    setActive(-1);
  };

  const pick = (text: string): void => {
    close();
    onPick(text);
  };

  const press = (event: KeyboardEvent): void => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === "Escape" && (open || value !== "")) {
      event.preventDefault();
      event.stopPropagation();
      if (!open) onText("");
      close();
    } else if (event.key === "Enter") {
      event.preventDefault();
      pick(active >= 0 ? options[active] : value);
    } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (!open) return void ask(value);
      const step = event.key === "ArrowDown" ? 1 : -1;
      // One place more than there are options: the text itself, at -1.
      setActive(((active + 1 + step + options.length + 1) % (options.length + 1)) - 1);
    }
  };

  useEffect(() => {
    if (active >= 0) document.getElementById(`${id}-${active}`)?.scrollIntoView({ block: "nearest" });
  }, [active, id]);

  return (
    <span className={wide ? "relative block" : "inline-block sm:relative"}>
      <input
        ref={input}
        type="text"
        role="combobox"
        aria-label={label}
        aria-expanded={open}
        aria-controls={`${id}-list`}
        aria-autocomplete="list"
        aria-activedescendant={active >= 0 ? `${id}-${active}` : undefined}
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
        value={value}
        placeholder={placeholder}
        className={className}
        onChange={(event) => {
          onText(event.target.value);
          void ask(event.target.value);
        }}
        onKeyDown={press}
        onBlur={() => {
          close();
          onLeave?.(value);
        }}
      />
      <div
        id={`${id}-list`}
        role="listbox"
        aria-label={label}
        hidden={!open}
        className="panel top-full right-0 left-0 mt-0.5 max-h-[18.5rem] min-w-full sm:right-auto overflow-y-auto py-0.5 text-field font-sans tracking-normal [font-variant-caps:normal] text-ink"
      >
        {options.map((option, i) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: keys are heard by the field, which keeps the focus
          <div
            key={option}
            id={`${id}-${i}`}
            role="option"
            aria-selected={i === active}
            tabIndex={-1}
            className="option cursor-pointer px-2 py-0.5 whitespace-nowrap hover:bg-sheet"
            // The field would lose the focus, and the list with it, before the click.
            onPointerDown={(event) => event.preventDefault()}
            onClick={() => pick(option)}
          >
            {prefix}
            {option}
          </div>
        ))}
      </div>
    </span>
  );
}
