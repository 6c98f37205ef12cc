import * as v from "valibot";
import { noticeEvidence } from "./notice-evidence";

/** Version of the file's shape. A reader refuses any other. */
export const REPORT_FORMAT = 1;

/** Scores whose chance of being reached is judged. */
export const MARKS = [10, 100, 1000] as const;

const count = v.pipe(v.number(), v.integer(), v.minValue(0));
const share = v.pipe(v.number(), v.minValue(0), v.maxValue(1));
const sha256 = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/));

/** A value with its 95 % interval. */
const interval = v.object({ value: v.number(), low: v.number(), high: v.number() });
/** By the names that the manifest uses too: `log_loss`, `roc_auc_at_100` … */
const metrics = v.record(v.string(), interval);

/** A table of posts, enough to recognise it. */
export const postTable = v.object({
  name: v.string(),
  sha256,
  posts: count,
  /** Time of the first and last post, ISO. */
  from: v.string(),
  to: v.string(),
});

/** What a model was told of each post: everything that the posts give, or only their title and community. */
const given = v.picklist(["everything", "title"]);

/** A simple model on the same posts. */
const baseline = v.object({
  /** `prior`, `community_mean`, `tfidf_ridge`, `tfidf_ridge_title` … */
  name: v.string(),
  /** As the page says it: `TF-IDF, ridge`. */
  label: v.string(),
  given,
  metrics,
  /** Each metric of the predictor, told as much, less that of the baseline; resampled in pairs. */
  differences: metrics,
  /** Chance of a difference in ROC AUC at 100 at least this large if there were none (DeLong 1988); null where it cannot be told. */
  delong: v.nullable(share),
});

/** Of posts whose forecast chance of reaching the mark is about `predicted`, the share that did, with its 95 % interval. */
const reliabilityPoint = v.object({ predicted: share, observed: share, low: share, high: share, posts: count });

const curves = v.object({
  /** Score to reach: one of {@link MARKS}, of which those that the posts can tell are here. */
  mark: count,
  /** Share of the posts that reached it. */
  base: share,
  reliability: v.array(reliabilityPoint),
  /** [share of those below the mark, share of those that reached it] that lie above a limit, from [0, 0] to [1, 1]; at most 100. */
  roc: v.array(v.tuple([share, share])),
  /** [share of the posts with the highest chances, times more frequent there that the mark is reached]; at most 100. */
  lift: v.array(v.tuple([share, v.number()])),
});

/** Some of the posts, judged alone. */
const slice = v.object({ name: v.string(), posts: count, metrics });

/**
 * A word or a site: the factor by which knowing the title (the site) moves the forecast of its posts, and the factor by which
 * they did better than the forecast without it (geometric means).
 */
const effect = v.object({
  name: v.string(),
  posts: count,
  predicted: v.number(),
  /** With its 95 % interval. */
  observed: interval,
});
/** Chosen by what is predicted, which these posts had no part in; furthest from 1 first. */
const effects = v.object({ lift: v.array(effect), sink: v.array(effect) });

/** Three hours of a weekday (UTC): log score beyond what is expected without the time, each less its mean over all posts. */
const timeCell = v.object({
  /** From Monday, 0 to 6. */
  weekday: count,
  /** First hour of three. */
  hour: count,
  posts: count,
  predicted: v.number(),
  /** With its 95 % interval. */
  observed: interval,
});

/** How far two scores of one title agree, and so how far any forecast from the title alone can go. */
const reposts = v.object({
  /** Pairs of posts of the same title in the same community, at least so many days apart. */
  pairs: count,
  titles: count,
  days: count,
  /** Spearman's correlation of the two scores, resampled by title. */
  spearman: interval,
  /** Its root: a rough ceiling of the correlation of any forecast from the title alone, among titles worth reposting. */
  ceiling: interval,
});

/** What `predictor evaluate` finds out about a predictor on posts that it did not train on. */
export const evidence = v.object({
  /** First score of each bucket. */
  edges: v.pipe(v.array(count), v.minLength(2)),
  full: metrics,
  titleOnly: metrics,
  baselines: v.array(baseline),
  /** Of the predictor, everything given. */
  curves: v.array(curves),
  /** Posts by bucket reached (row) and bucket of the expected score (column). */
  confusion: v.array(v.array(count)),
  /**
   * Each input taken away at the time of the test (the title exchanged for others of its community, averaged), and the
   * metrics so, less those with everything given.
   */
  ablation: v.array(v.object({ without: v.string(), differences: metrics })),
  slices: v.object({
    year: v.array(slice),
    site: v.array(slice),
    length: v.array(slice),
    community: v.array(slice),
  }),
  /** Only cells of at least 20 posts; `error` is the metric `time_effect_error`, null where it cannot be told. */
  timeEffect: v.object({ error: v.nullable(interval), cells: v.array(timeCell) }),
  /** Null where there are too few such pairs. */
  reposts: v.nullable(reposts),
  words: effects,
  sites: effects,
});

/** The same settings trained on fewer posts. */
const learningPoint = v.object({
  posts: count,
  seed: count,
  log_loss: v.number(),
  /** Null where the posts cannot tell. */
  spearman: v.nullable(v.number()),
  spearman_within_community: v.nullable(v.number()),
  roc_auc_at_100: v.nullable(v.number()),
});
/** Fewest posts first. */
export const learningCurve = v.array(learningPoint);

const report = v.object({
  format: v.literal(REPORT_FORMAT),
  /** Name and label in the manifest. */
  predictor: v.string(),
  label: v.string(),
  created: v.string(),
  data: v.object({
    test: postTable,
    /** What the judged fit was trained on. */
    train: postTable,
    /** How they were told apart. */
    split: v.string(),
    /** What is wrong with the data, and so what the predictor cannot know. */
    caveats: v.array(v.string()),
  }),
  ...evidence.entries,
  learningCurve: v.optional(learningCurve),
  /** How well is told which submissions are noticed at all, which the data leaves out. */
  naturalOdds: v.optional(noticeEvidence),
});

export type Evidence = v.InferOutput<typeof evidence>;
export type LearningPoint = v.InferOutput<typeof learningPoint>;
/** `<predictor>.report.json` of a release: how a predictor was judged, for the model page. Never needed for a forecast. */
export type Report = v.InferOutput<typeof report>;

/** The text is no report, or one of another version. `message` is fit to show. */
export class ReportError extends Error {
  override readonly name = "ReportError";
}

/** Parses and validates a report. @throws ReportError naming the field that is wrong. */
export function parseReport(json: string): Report {
  const result = v.safeParse(v.pipe(v.string(), v.parseJson(), report), json);
  if (result.success) return result.output;
  const [issue] = result.issues;
  throw new ReportError(`report.json, ${v.getDotPath(issue) ?? "top"}: ${issue.message}; export the release again`);
}
