import { type PointerEvent, useRef } from "react";

/** Pixels before a finger's way counts as sideways, and those that decide. */
const START = 12;
const ENOUGH = 88;

interface Swipe {
  readonly pointer: number;
  readonly x: number;
  readonly y: number;
  sideways: boolean;
}

interface Handlers {
  readonly onPointerDown: (event: PointerEvent<HTMLElement>) => void;
  readonly onPointerMove: (event: PointerEvent<HTMLElement>) => void;
  readonly onPointerUp: (event: PointerEvent<HTMLElement>) => void;
  readonly onPointerCancel: (event: PointerEvent<HTMLElement>) => void;
}

/**
 * Decides by a finger drawn sideways over an element, right for yes. The element has `touch-action: pan-y`, so scrolling
 * stays the browser's. Says by `data-swipe` what letting go would do.
 */
export function useSwipe(decide: (accepted: boolean) => void): Handlers {
  const swipe = useRef<Swipe | null>(null);

  const end = (element: HTMLElement): void => {
    swipe.current = null;
    element.style.transform = "";
    delete element.dataset.swipe;
  };

  return {
    onPointerDown({ pointerType, pointerId, clientX, clientY }) {
      if (pointerType !== "touch") return;
      swipe.current = { pointer: pointerId, x: clientX, y: clientY, sideways: false };
    },
    onPointerMove({ pointerId, clientX, clientY, currentTarget }) {
      const held = swipe.current;
      if (held?.pointer !== pointerId) return;
      const by = clientX - held.x;
      if (!held.sideways) {
        if (Math.abs(by) < START || Math.abs(by) < Math.abs(clientY - held.y)) return;
        held.sideways = true;
        currentTarget.setPointerCapture(pointerId);
      }
      currentTarget.style.transform = `translateX(${by}px)`;
      if (Math.abs(by) < ENOUGH) delete currentTarget.dataset.swipe;
      else currentTarget.dataset.swipe = by > 0 ? "accept" : "reject";
    },
    onPointerUp({ pointerId, clientX, currentTarget }) {
      const held = swipe.current;
      if (held?.pointer !== pointerId) return;
      const by = clientX - held.x;
      end(currentTarget);
      if (held.sideways && Math.abs(by) >= ENOUGH) decide(by > 0);
    },
    onPointerCancel: ({ currentTarget }) => end(currentTarget),
  };
}
