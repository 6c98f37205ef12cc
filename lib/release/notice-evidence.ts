import * as v from "valibot";

const share = v.pipe(v.number(), v.minValue(0), v.maxValue(1));
const interval = v.object({ value: v.number(), low: v.number(), high: v.number() });

/** How well the chance of being noticed is told, by cross-validation on the sample that it was learnt from. */
export const noticeEvidence = v.object({
  rocAuc: interval,
  /** Of the chances, and of the share of all stories that were noticed. */
  logLoss: interval,
  logLossOfShare: interval,
  /** Other submissions: how their forecasts spread over the score buckets, and how their scores did. */
  check: v.nullable(
    v.object({
      posts: v.number(),
      from: v.string(),
      to: v.string(),
      predicted: v.array(share),
      observed: v.array(share),
    }),
  ),
});
export type NoticeEvidence = v.InferOutput<typeof noticeEvidence>;
