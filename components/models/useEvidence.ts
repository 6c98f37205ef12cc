import { startTransition, useEffect, useState } from "react";
import { type Profile, parseProfile } from "../../lib/release/profile";
import { parseReport, type Report } from "../../lib/release/report";
import { type Failure, toFailure } from "../failures";
import type { EngineView } from "../useEngine";

export interface Evidence {
  readonly predictor: string;
  /** Null where the release has none. */
  readonly report: Report | null;
  readonly profile: Profile | null;
}

/** How a predictor was judged: null while it is on its way. */
export function useEvidence({ engine, manifest }: EngineView, predictor: string, attempt: number) {
  const [evidence, setEvidence] = useState<Evidence | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a retry asks again
  useEffect(() => {
    if (engine === null || manifest === null || !Object.hasOwn(manifest.predictors, predictor)) return;
    let current = true;
    setFailure(null);
    engine.evidence(predictor).then(
      ({ report, profile }) => {
        if (!current) return;
        const parsed = {
          predictor,
          report: report === null ? null : parseReport(report),
          profile: profile === null ? null : parseProfile(profile),
        };
        // A long page: it may be made in pieces.
        startTransition(() => setEvidence(parsed));
      },
      (error) => current && setFailure(toFailure(error)),
    );
    return () => {
      current = false;
    };
  }, [engine, manifest, predictor, attempt]);
  return { evidence: evidence?.predictor === predictor ? evidence : null, failure };
}
