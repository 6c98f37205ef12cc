import { type Candidate, siteOfCandidate } from "../../lib/feed/candidate";
import type { Post } from "../../lib/post";
import type { ScoreForecast, TopicSettings } from "./api";

/** Posts in one pass through the network. */
const BATCH = 128;

/** Forecasts of posts by one predictor, without the effects of words. */
export type Predict = (predictor: string, posts: readonly Post[]) => Promise<ScoreForecast[]>;

/** Score forecasts, each made once. */
export class ForecastBook {
  /** By predictor, then by the post's id. */
  private readonly made = { "hacker-news": new Map<string, ScoreForecast>(), reddit: new Map<string, ScoreForecast>() };

  constructor(private readonly predict: Predict) {}

  /** Undefined while it has not been made. */
  find(candidate: Candidate, settings: TopicSettings): ScoreForecast | undefined {
    return this.made[predictorOf(candidate, settings)].get(candidate.id);
  }

  /** Makes what is missing, in batches; `onBatch` may say that no more is wanted. */
  async make(
    candidates: readonly Candidate[],
    settings: TopicSettings,
    onBatch: () => boolean = () => true,
  ): Promise<void> {
    for (const predictor of ["hacker-news", "reddit"] as const) {
      const missing = candidates.filter(
        (candidate) => predictorOf(candidate, settings) === predictor && this.find(candidate, settings) === undefined,
      );
      for (let at = 0; at < missing.length; at += BATCH) {
        const batch = missing.slice(at, at + BATCH);
        const forecasts = await this.predict(predictor, batch.map(toPost));
        for (const [i, { id }] of batch.entries()) this.made[predictor].set(id, forecasts[i]);
        if (!onBatch()) return;
      }
    }
  }
}

function toPost(candidate: Candidate): Post {
  const { title, community, author, postedAt } = candidate;
  return { title, site: siteOfCandidate(candidate), community, author, postedAt };
}

function predictorOf({ predictor }: Candidate, settings: TopicSettings): TopicSettings["predictor"] {
  return predictor ?? settings.predictor;
}
