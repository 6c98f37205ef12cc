import { useMemo } from "react";
import { toBuckets } from "../../lib/buckets";
import { type Forecast, ofAnySubmission } from "../../lib/forecast";
import type { ScoreState } from "../../lib/permalink";
import type { NoticeModel } from "../../lib/predictor/notice";
import { sayCommunity } from "../phrases";
import type { EngineView } from "../useEngine";
import { type Outlook, toOutlook } from "./outlook";
import { useStranger } from "./useStranger";

export interface Told {
  /** The title's own, of posts that are noticed; null while there is none. */
  readonly forecast: Forecast | null;
  /** What the sentence and the ribbon show: of the posts that the reader asked about. */
  readonly outlook: Outlook | null;
  /** Where the chance of being noticed comes from, if the outlook is of any submission. */
  readonly sample: NoticeModel | undefined;
  /** A subreddit that the model has never seen. */
  readonly stranger: string | null;
  /** Whom it is forecast for: "r/programming", "any Hacker News submission". */
  readonly place: string;
  /** Whom it is compared with: "r/programming", "all Hacker News submissions". */
  readonly others: string;
  /** The same, as the ribbon's outline is named: "all r/programming posts". */
  readonly everyone: string;
}

/**
 * What there is to tell of a page's title. @param label of the predictor, as readers call it
 * @param answered the latest forecast, perhaps of another predictor
 */
export function useOutlook(view: EngineView, state: ScoreState, label: string, answered: Forecast | null): Told {
  const { title, predictor, community, odds } = state;
  const own = view.manifest?.predictors[predictor];
  const prior = useMemo(() => (own === undefined ? null : toBuckets(own.edges, own.prior)), [own]);
  const latest = answered?.predictor === predictor ? answered : null;
  const forecast = title.trim() === "" ? null : latest;
  const sample = odds === "any" ? own?.notice : undefined;
  const anySubmission = sample !== undefined;
  const spoken = useMemo(() => (anySubmission && latest ? ofAnySubmission(latest) : latest), [latest, anySubmission]);
  const outlook = useMemo(
    () => toOutlook(forecast === null ? null : spoken, spoken?.usual ?? prior),
    [forecast, spoken, prior],
  );
  const isStranger = useStranger(view, predictor, community);
  const name = sayCommunity(label, isStranger ? null : community);
  return {
    forecast,
    outlook,
    sample,
    stranger: isStranger ? community : null,
    place: anySubmission ? `any ${label} submission` : name,
    others: anySubmission ? `all ${label} submissions` : name,
    everyone: anySubmission ? `all ${label} submissions` : `all ${name} posts`,
  };
}
