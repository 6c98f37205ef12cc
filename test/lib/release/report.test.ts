import { describe, expect, it } from "vitest";
import { parseReport, REPORT_FORMAT, type Report, ReportError } from "../../../lib/release/report";

const about = (value: number) => ({ value, low: value - 0.1, high: value + 0.1 });
const posts = { name: "posts.parquet", sha256: "0".repeat(64), posts: 9, from: "2019-01-01", to: "2020-01-01" };
const effect = { name: "rust", posts: 40, predicted: 1.5, observed: about(1.4) };

const REPORT: Report = {
  format: REPORT_FORMAT,
  predictor: "hacker-news",
  label: "Hacker News",
  created: "2020-01-01T00:00:00Z",
  data: { test: posts, train: posts, split: "by time", caveats: ["Only winners."] },
  edges: [1, 10, 100],
  full: { log_loss: about(1.5) },
  titleOnly: { log_loss: about(1.6) },
  baselines: [
    {
      name: "prior",
      label: "Always the same",
      given: "everything",
      metrics: { log_loss: about(1.7) },
      differences: { log_loss: about(-0.2) },
      delong: 0.01,
    },
  ],
  curves: [
    {
      mark: 100,
      base: 0.3,
      reliability: [{ predicted: 0.3, observed: 0.31, low: 0.2, high: 0.4, posts: 9 }],
      roc: [
        [0, 0],
        [1, 1],
      ],
      lift: [[1, 1]],
    },
  ],
  confusion: [
    [1, 0, 0],
    [0, 2, 1],
    [0, 1, 4],
  ],
  ablation: [{ without: "site", differences: { log_loss: about(0.1) } }],
  slices: { year: [{ name: "2019", posts: 9, metrics: {} }], site: [], length: [], community: [] },
  timeEffect: { error: about(0.2), cells: [{ weekday: 0, hour: 3, posts: 20, predicted: 0.1, observed: about(0.1) }] },
  reposts: { pairs: 40, titles: 30, days: 90, spearman: about(0.34), ceiling: about(0.58) },
  words: { lift: [effect], sink: [] },
  sites: { lift: [], sink: [effect] },
  learningCurve: [
    { posts: 9, seed: 1, log_loss: 1.5, spearman: 0.5, spearman_within_community: null, roc_auc_at_100: 0.7 },
  ],
};

describe("parseReport", () => {
  it("reads what was written, and does without what is optional", () => {
    expect(parseReport(JSON.stringify(REPORT))).toEqual(REPORT);
    const { learningCurve: _, ...least } = REPORT;
    expect(parseReport(JSON.stringify({ ...least, reposts: null }))).toEqual({ ...least, reposts: null });
  });

  it.each([
    ["not JSON", "{", /^report.json, top: /],
    ["another version", JSON.stringify({ ...REPORT, format: 2 }), /^report.json, format: .*export the release again$/],
    ["a share beyond one", JSON.stringify({ ...REPORT, curves: [{ ...REPORT.curves[0], base: 2 }] }), /curves.0.base/],
    ["a missing interval", JSON.stringify({ ...REPORT, full: { log_loss: { value: 1 } } }), /full.log_loss.low/],
  ])("refuses %s and says where", (_what, json, message) => {
    expect(() => parseReport(json)).toThrow(ReportError);
    expect(() => parseReport(json)).toThrow(message);
  });
});
