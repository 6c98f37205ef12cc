"use client";

import { useEffect, useRef, useState } from "react";
import { saveFile } from "../saveFile";
import { CARD, type Telling } from "./layout";
import { paintCard } from "./paint";
import { describeCard, nameFile } from "./text";

const TYPE = "image/png";

interface Props {
  readonly telling: Telling;
  readonly link: () => string;
  /** Tells what was done. */
  readonly say: (text: string) => void;
}

/** The card itself, and what can be done with it. */
export function CardPreview({ telling, link, say }: Props) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const [card, setCard] = useState<File | null>(null);
  const [failed, setFailed] = useState(false);
  const night = useNight();

  // biome-ignore lint/correctness/useExhaustiveDependencies: by night the page's colours are others
  useEffect(() => {
    const picture = canvas.current;
    if (picture === null) return;
    let current = true;
    const paint = async (): Promise<void> => {
      await paintCard(picture, telling);
      const bytes = await new Promise<Blob | null>((resolve) => picture.toBlob(resolve, TYPE));
      if (!current) return;
      setFailed(bytes === null);
      setCard(bytes === null ? null : new File([bytes], nameFile(telling.title), { type: TYPE }));
    };
    paint().catch(() => current && setFailed(true));
    return () => {
      current = false;
    };
  }, [telling, night]);

  const copy = (file: File): void => {
    navigator.clipboard.write([new ClipboardItem({ [TYPE]: file })]).then(
      () => say("Card copied"),
      () => say("Not copied: the browser forbids it"),
    );
  };
  const share = (file: File): void => {
    navigator.share({ files: [file], title: telling.title, url: link() }).catch((error) => {
      // The reader closed the share sheet: nothing to say.
      if (!(error instanceof DOMException && error.name === "AbortError")) say("Not shared: save the card instead");
    });
  };

  return (
    <div>
      <canvas
        ref={canvas}
        width={CARD.width}
        height={CARD.height}
        role="img"
        aria-label={describeCard(telling)}
        className="block h-auto w-full border border-hair"
      />
      <p className="mt-1 flex flex-wrap gap-1">
        <button
          type="button"
          className="decision"
          disabled={card === null}
          onClick={() => card !== null && saveFile(card.name, card)}
        >
          Save the card
        </button>
        {"ClipboardItem" in globalThis && (
          <button
            type="button"
            className="decision"
            disabled={card === null}
            onClick={() => card !== null && copy(card)}
          >
            Copy the card
          </button>
        )}
        {card !== null && navigator.canShare?.({ files: [card] }) && (
          <button type="button" className="decision" onClick={() => share(card)}>
            Send the card
          </button>
        )}
      </p>
      {failed && <p className="label text-alarm">This browser could not draw the card: copy the text instead.</p>}
    </div>
  );
}

/** Whether the system asks for night; it may change while the card is shown. */
function useNight(): boolean {
  const [night, setNight] = useState(false);
  useEffect(() => {
    const query = matchMedia("(prefers-color-scheme: dark)");
    const look = (): void => setNight(query.matches);
    look();
    query.addEventListener("change", look);
    return () => query.removeEventListener("change", look);
  }, []);
  return night;
}
