import { useLayoutEffect, useState } from "react";

/**
 * Whole steps of the clock since the epoch, followed while `running`; null until the page lives, so that the export holds
 * no clock. @param step in milliseconds.
 */
export function useClock(step: number, running = true): number | null {
  const [now, setNow] = useState<number | null>(null);
  useLayoutEffect(() => {
    if (!running) return;
    const tick = (): void => setNow(Math.floor(Date.now() / step));
    tick();
    const timer = setInterval(tick, Math.min(step, 60_000) / 4);
    return () => clearInterval(timer);
  }, [step, running]);
  return now;
}
