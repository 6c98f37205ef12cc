import { useEffect, useState } from "react";
import { parseRunIndex, type RunEntry } from "../../lib/release/run-index";

/** How often a training that runs is looked at, in milliseconds. */
const INTERVAL = 5000;

/** The trainings on this machine, looked at again while the page is open; a text where they cannot be read. */
export function useRuns(): readonly RunEntry[] | string | null {
  const [runs, setRuns] = useState<readonly RunEntry[] | string | null>(null);
  useEffect(() => {
    const read = async (): Promise<void> => {
      const response = await fetch(process.env.NEXT_PUBLIC_RUNS ?? "", { cache: "no-store" });
      setRuns(parseRunIndex(await response.text()).runs);
    };
    const look = (): void =>
      void read().catch((error) => setRuns(error instanceof Error ? error.message : String(error)));
    look();
    const timer = setInterval(look, INTERVAL);
    return () => clearInterval(timer);
  }, []);
  return runs;
}
