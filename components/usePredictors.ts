import { useEffect, useMemo } from "react";
import type { Manifest } from "../lib/release/manifest";

type Described = Manifest["predictors"][string];

/** A release's predictor, as far as it is known. */
export type KnownPredictor = { readonly key: string } & Pick<Described, "label" | "inputs" | "titleLimit"> &
  Partial<Omit<Described, "notice">> & {
    /** How often a submission is noticed; any object before that is known, so that nothing moves when it is. */
    readonly notice?: object | undefined;
  };

/** What stands in the context row until the manifest is here; the release decides from then on. */
const EXPECTED: readonly KnownPredictor[] = [
  { key: "hacker-news", label: "Hacker News", inputs: ["time", "site", "author"], titleLimit: 80, notice: {} },
  { key: "reddit", label: "Reddit", inputs: ["community", "time", "site"], titleLimit: 300 },
];

/**
 * The predictors of the release, and the chosen one of them.
 * @param onStranger hears of another one to choose where the release does not have the chosen one, which a link may name.
 */
export function usePredictors(
  manifest: Manifest | null,
  chosen: string,
  onStranger: (other: { readonly predictor: string; readonly community: null }) => void,
): { readonly predictors: readonly KnownPredictor[]; readonly predictor: KnownPredictor | undefined } {
  const predictors = useMemo(() => {
    if (manifest === null) return EXPECTED;
    return Object.entries(manifest.predictors).map(([key, predictor]) => ({ key, ...predictor }));
  }, [manifest]);
  const predictor = predictors.find(({ key }) => key === chosen);
  useEffect(() => {
    if (predictor === undefined) onStranger({ predictor: predictors[0].key, community: null });
  }, [predictor, predictors, onStranger]);
  return { predictors, predictor };
}
