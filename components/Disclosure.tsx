"use client";

import { type ReactNode, useEffect, useId, useRef, useState } from "react";

interface Props {
  /** What the control sets, for those who do not see the row: "Time of posting". */
  readonly name: string;
  /** What stands there now. */
  readonly value: string;
  /** Which end of the word the panel keeps to, where there is room beside it. */
  readonly align?: "start" | "end";
  readonly children: ReactNode;
}

/** A word in a line of text that opens a small panel below itself. Enter, Esc and a click elsewhere close it. */
export function Disclosure({ name, value, align = "start", children }: Props) {
  const [open, setOpen] = useState(false);
  const root = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const panel = useRef<HTMLFieldSetElement>(null);
  const id = useId();

  useEffect(() => {
    if (!open) return;
    panel.current?.querySelector<HTMLElement>("input:checked, input")?.focus();
    const leave = (event: Event): void => {
      if (event.target instanceof Node && !root.current?.contains(event.target)) setOpen(false);
    };
    addEventListener("pointerdown", leave);
    addEventListener("focusin", leave);
    return () => {
      removeEventListener("pointerdown", leave);
      removeEventListener("focusin", leave);
    };
  }, [open]);

  const close = (): void => {
    setOpen(false);
    button.current?.focus();
  };

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: keys are heard from any control inside
    <div
      ref={root}
      className="sm:relative"
      onKeyDown={(event) => {
        const entered = event.key === "Enter" && event.target instanceof HTMLInputElement;
        if (!open || (event.key !== "Escape" && !entered)) return;
        // Else Enter would press the button that the focus returns to.
        event.preventDefault();
        event.stopPropagation();
        close();
      }}
    >
      <button
        ref={button}
        type="button"
        aria-expanded={open}
        aria-controls={id}
        onClick={() => setOpen(!open)}
        className="block max-w-full truncate sm:max-w-[22rem] py-0.5"
      >
        <span className="sr-only">{name}: </span>
        <span className="quiet">{value}</span>
      </button>
      {open && (
        <fieldset
          ref={panel}
          id={id}
          className={`panel inset-x-0 top-full mt-1 min-w-[20rem] p-3 text-field font-sans tracking-normal [font-variant-caps:normal] text-ink ${align === "end" ? "sm:left-auto sm:w-[28rem]" : "sm:right-auto"}`}
        >
          <legend className="sr-only">{name}</legend>
          {children}
        </fieldset>
      )}
    </div>
  );
}
