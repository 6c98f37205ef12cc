"use client";

import type { TopicSettings } from "../../workers/feed/api";
import { Disclosure } from "../Disclosure";

interface Props {
  readonly settings: TopicSettings;
  readonly onSettings: (settings: TopicSettings) => void;
}

const STEPS = 20;

/** What the order follows: taste, the score forecast, or both; and whether it may surprise. */
export function RankControl({ settings, onSettings }: Props) {
  const { explore, blend, predictor } = settings;
  return (
    <Disclosure name="Order" value={`${sayBlend(blend)}${explore ? ", with surprises" : ""}`}>
      <label className="block">
        <span className="flex justify-between">
          <span>Your taste</span>
          <span>Score forecast</span>
        </span>
        <input
          type="range"
          aria-label="From your taste to the score forecast"
          aria-valuetext={sayBlend(blend)}
          min={0}
          max={STEPS}
          step={1}
          value={Math.round(blend * STEPS)}
          className="block w-full py-1 accent-[var(--accent)]"
          onChange={(event) => onSettings({ ...settings, blend: Number(event.target.value) / STEPS })}
        />
      </label>
      <label className="mt-1 flex items-center gap-1 py-0.5">
        <input
          type="checkbox"
          checked={explore}
          className="accent-[var(--accent)]"
          onChange={(event) => onSettings({ ...settings, explore: event.target.checked })}
        />
        Show me some surprises
      </label>
      <p className="label">Mixes in posts that the model knows little about, to learn faster.</p>
      <label className="mt-1 block">
        <span className="label block">Pasted posts are forecast as if posted on</span>
        <select
          value={predictor}
          className="field"
          onChange={(event) =>
            onSettings({ ...settings, predictor: event.target.value === "reddit" ? "reddit" : "hacker-news" })
          }
        >
          <option value="hacker-news">Hacker News</option>
          <option value="reddit">Reddit</option>
        </select>
      </label>
    </Disclosure>
  );
}

function sayBlend(blend: number): string {
  if (blend === 0) return "by your taste";
  if (blend === 1) return "by score forecast";
  return blend < 0.4 ? "by taste, then forecast" : blend > 0.6 ? "by forecast, then taste" : "by taste and forecast";
}
