"use client";

import { useState } from "react";
import type { Report } from "../../lib/release/report";
import { sayNumber, sayShare } from "../phrases";
import { LineFigure } from "./LineFigure";
import { sayValue } from "./metrics";
import { Panel } from "./Panel";

const WHOLE: [number, number] = [0, 1];

/** Calibration, ROC and lift of the chance to reach a mark that the reader chooses. */
export function Figures({ report }: { readonly report: Report }) {
  const [mark, setMark] = useState(100);
  const curves = report.curves.find((each) => each.mark === mark) ?? report.curves.at(0);
  if (curves === undefined) return null;
  const top = Math.max(...curves.lift.map(([, lift]) => lift));
  const right = ceiling(curves.reliability.map(({ predicted }) => predicted));
  const upper = ceiling(curves.reliability.map(({ high }) => high));
  const corner = Math.min(right, upper);
  return (
    <>
      <fieldset className="flex flex-wrap items-baseline gap-x-2">
        <legend className="sr-only">Points to reach</legend>
        <span className="label">Chance of reaching</span>
        {report.curves.map((each) => (
          <label key={each.mark} className="choice label">
            <input
              type="radio"
              name="mark"
              className="sr-only"
              checked={each === curves}
              onChange={() => setMark(each.mark)}
            />
            {sayNumber(each.mark)} points
          </label>
        ))}
        <span className="label">which {sayShare(curves.base)} of these posts did</span>
      </fieldset>
      <div className="mt-2 grid grid-cols-[minmax(0,1fr)] gap-x-5 gap-y-4 md:grid-cols-2 lg:grid-cols-3">
        <Panel
          title="Calibration"
          caption="Posts grouped by their forecast: of those told x, the share y that got there, with its 95 % interval. On the dashed line a forecast is exactly as sure as it should be."
        >
          <LineFigure
            label={`Calibration at ${mark} points`}
            points={curves.reliability.map(({ predicted, observed, low, high }) => ({
              x: predicted,
              y: observed,
              spread: [observed - low, high - observed],
            }))}
            x={{ domain: [0, right], say: sayShare }}
            y={{ domain: [0, upper], say: sayShare }}
            chance={[
              { x: 0, y: 0 },
              { x: corner, y: corner },
            ]}
            dots
          />
        </Panel>
        <Panel
          title="ROC"
          caption="Going down from the highest chance: how many of the posts that got there are found (y), at the price of how many that did not (x). The dashed line is guessing."
        >
          <LineFigure
            label={`ROC curve at ${mark} points`}
            points={curves.roc.map(([x, y]) => ({ x, y }))}
            x={{ domain: WHOLE, say: sayShare }}
            y={{ domain: WHOLE, say: sayShare }}
            chance={[
              { x: 0, y: 0 },
              { x: 1, y: 1 },
            ]}
            dots={false}
          />
        </Panel>
        <Panel
          title="Lift"
          caption="Among the x posts with the highest chance, how many times more often than among all the mark is reached."
        >
          <LineFigure
            label={`Lift curve at ${mark} points`}
            points={curves.lift.map(([x, y]) => ({ x, y }))}
            x={{ domain: WHOLE, say: sayShare }}
            y={{ domain: [0, Math.ceil(top)], say: (lift) => `×${lift}` }}
            chance={[
              { x: 0, y: 1 },
              { x: 1, y: 1 },
            ]}
            dots={false}
          />
        </Panel>
      </div>
    </>
  );
}

/** Whether more posts would help. */
export function LearningCurve({ report }: { readonly report: Report }) {
  const points = report.learningCurve ?? [];
  if (points.length < 2) return null;
  const isWithin = points.every((point) => point.spearman_within_community !== null);
  const correlation = isWithin ? "Rank correlation within a community" : "Rank correlation";
  return (
    <Panel
      title="Would more posts help?"
      caption={`${correlation} of the same settings trained on parts of the posts (a log axis). Where the line still climbs, more posts would help; where it is flat, only other inputs would.`}
    >
      <LineFigure
        label={`Learning curve: ${correlation.toLowerCase()} against training posts`}
        points={points.flatMap(({ posts, spearman, spearman_within_community }) => {
          const value = isWithin ? spearman_within_community : spearman;
          return value === null ? [] : [{ x: posts, y: value }];
        })}
        x={{ domain: ["auto", "auto"], say: (posts) => sayNumber(posts), log: true }}
        y={{ domain: ["auto", "auto"], say: sayValue }}
        chance={null}
        dots
      />
    </Panel>
  );
}

/** The next tenth above all of these shares. */
function ceiling(shares: readonly number[]): number {
  return Math.min(1, Math.ceil(Math.max(...shares) * 10) / 10);
}
