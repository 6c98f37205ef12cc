"use client";

import { memo } from "react";
import { atLeast } from "../../lib/buckets";
import { SELF, siteOf } from "../../lib/post";
import type { FeedItem, Reason, ScoreForecast } from "../../workers/feed/api";
import { sayFrequency, sayReach } from "../phrases";
import { sayReasons, TintedTitle } from "./TintedTitle";
import { useSwipe } from "./useSwipe";

/** The score that a post's forecast is told by. */
const REACH = 100;

interface Props extends FeedItem {
  /** False before the first click: nothing is known of the reader's taste. */
  readonly learnt: boolean;
  readonly reasons: readonly Reason[];
  readonly forecast: ScoreForecast | undefined;
  readonly onDecide: (candidate: string, title: string, accepted: boolean) => void;
}

/** One post: how likely the reader takes it, what speaks for it, how it may score, and the two buttons. */
export const FeedRow = memo(function FeedRow({ candidate, probability, learnt, reasons, forecast, onDecide }: Props) {
  const { id, title, url } = candidate;
  const decide = (accepted: boolean): void => onDecide(id, title, accepted);
  const swipe = useSwipe(decide);
  const why = sayReasons(title, reasons);
  const details = [sayPlace(candidate), forecast && sayForecast(forecast)].filter(Boolean);
  return (
    <li
      data-key={id}
      {...swipe}
      className="feed-row group relative grid gap-x-3 gap-y-1 border-b border-hair py-2 sm:grid-cols-[5.5rem_1fr_auto] sm:items-start"
    >
      <p className="flex items-center gap-1.5 sm:block sm:pt-0.5">
        {learnt ? (
          <b className="block shrink-0 font-serif text-read font-[560]">{sayChance(probability)}</b>
        ) : (
          <span aria-hidden="true" className="block font-serif text-read text-soft max-sm:hidden">
            –
          </span>
        )}
        <span
          aria-hidden="true"
          className={`block h-[2px] flex-1 bg-hair sm:mt-[3px] ${learnt ? "" : "max-sm:hidden"}`}
        >
          <span
            className="block h-full origin-left bg-fill glide"
            style={{ transform: `scaleX(${learnt ? probability.toFixed(3) : 0})` }}
          />
        </span>
      </p>
      <div className="min-w-0">
        <h3 dir="auto" className="max-w-[68ch] font-serif text-read [overflow-wrap:anywhere]">
          {url === null ? (
            <TintedTitle title={title} reasons={reasons} />
          ) : (
            <a href={url} target="_blank" rel="noopener noreferrer" className="hover:underline">
              <TintedTitle title={title} reasons={reasons} />
            </a>
          )}
        </h3>
        <p className="label mt-0.5 min-h-[1.25rem]">{details.join(" · ")}</p>
        {learnt && <p className="label min-h-[1.25rem] text-ink">{why}</p>}
      </div>
      <p className="flex gap-1 max-sm:*:flex-1 max-sm:*:py-[0.625rem]">
        <button type="button" data-decide="accept" className="decision" onClick={() => decide(true)}>
          Accept<span className="sr-only">: {title}</span>
        </button>
        <button type="button" data-decide="reject" className="decision" onClick={() => decide(false)}>
          Reject<span className="sr-only">: {title}</span>
        </button>
      </p>
      <span
        aria-hidden="true"
        className="caps pointer-events-none absolute top-2 hidden text-accent group-data-[swipe=accept]:right-0 group-data-[swipe=accept]:block group-data-[swipe=reject]:left-0 group-data-[swipe=reject]:block"
      >
        <span className="group-data-[swipe=reject]:hidden">Accept</span>
        <span className="group-data-[swipe=accept]:hidden">Reject</span>
      </span>
    </li>
  );
});

/** "7 in 10". */
function sayChance(probability: number): string {
  return sayFrequency(probability).replace(/^About /, "");
}

function sayForecast({ buckets }: ScoreForecast): string {
  const frequency = sayFrequency(atLeast(buckets, REACH));
  return `${frequency.toLowerCase()} ${sayReach(frequency)} ${REACH} points`;
}

function sayPlace({ url, community, author }: FeedItem["candidate"]): string {
  const site = url === null ? null : siteOf(url);
  return [site === SELF ? null : site, community && `r/${community}`, author && `by ${author}`]
    .filter(Boolean)
    .join(" · ");
}
