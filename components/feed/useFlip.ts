import { type RefObject, useLayoutEffect, useRef } from "react";

const DURATION = 180;
/** Pixels: what comes from farther away seems to come from here, so that the eye can follow. */
const FARTHEST = 320;

/**
 * Lets a list's children glide to their new places when `turn` changes (First, Last, Invert, Play; Lewis 2015). Each
 * child names itself by `data-key`. Who has asked for stillness sees them there at once.
 */
export function useFlip(list: RefObject<HTMLElement | null>, turn: unknown): void {
  const places = useRef(new Map<string, number>());
  const last = useRef(turn);
  // After every render: a row that grew has moved those below it, which is no new order.
  useLayoutEffect(() => {
    const before = places.current;
    const moved = last.current !== turn && !matchMedia("(prefers-reduced-motion: reduce)").matches;
    last.current = turn;
    places.current = new Map();
    for (const child of list.current?.children ?? []) {
      if (!(child instanceof HTMLElement) || child.dataset.key === undefined) continue;
      const top = child.offsetTop;
      places.current.set(child.dataset.key, top);
      const from = before.get(child.dataset.key);
      if (!moved || before.size === 0 || from === top) continue;
      const by = from === undefined ? 24 : Math.max(-FARTHEST, Math.min(FARTHEST, from - top));
      child.animate(
        [
          { transform: `translateY(${by}px)`, opacity: from === undefined ? 0 : 1 },
          { transform: "none", opacity: 1 },
        ],
        { duration: DURATION, easing: "ease-out" },
      );
    }
  });
}
