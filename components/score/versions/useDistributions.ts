import { useEffect, useState } from "react";
import type { Distribution } from "../../../lib/buckets";
import { type Failure, toFailure } from "../../failures";
import { type Context, givenContext } from "../../givenContext";
import { useClock } from "../../useClock";
import type { EngineView } from "../../useEngine";

const MINUTE = 60_000;

export interface Distributions {
  /** Whose forecasts they are. */
  readonly predictor: string;
  /** The last ones stay until the next arrive. */
  readonly byTitle: ReadonlyMap<string, Distribution>;
  readonly failure: Failure | null;
}

const NONE = { byTitle: new Map<string, Distribution>(), failure: null };

/** Forecasts of several titles, each as the page's own, under the same context and in one batch. */
export function useDistributions(
  { engine, manifest, ready }: EngineView,
  context: Context,
  titles: readonly string[],
): Distributions {
  const [made, setMade] = useState<Distributions>({ ...NONE, predictor: context.predictor });
  const { predictor, community, site, author, time } = context;
  const minute = useClock(MINUTE, time === "now");
  const inputs = manifest?.predictors[predictor]?.inputs;

  useEffect(() => {
    if (engine === null || !ready || inputs === undefined || titles.length === 0) return;
    let current = true;
    engine
      .distributions({ ...givenContext({ predictor, community, site, author, time }, inputs, minute), titles })
      .then((answers) => {
        if (!current || answers === null) return;
        setMade({ predictor, byTitle: new Map(answers.map((answer, i) => [titles[i], answer])), failure: null });
      })
      .catch((error) => current && setMade((old) => ({ ...old, failure: toFailure(error) })));
    return () => {
      current = false;
    };
  }, [engine, ready, inputs, titles, predictor, community, site, author, time, minute]);

  return made;
}
