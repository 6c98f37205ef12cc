import type { Profile, Spread } from "../../lib/release/profile";
import { sayNumber, sayScore } from "../phrases";
import { Panel } from "./Panel";

const WEEKDAYS = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
const HEIGHT = 96;

/** Scores by hour and by weekday, as the posts have them. */
export function Hours({ profile }: { readonly profile: Profile }) {
  return (
    <div className="grid gap-x-5 gap-y-4 *:min-w-0 md:grid-cols-[2fr_1fr]">
      <Panel
        title={`By hour (${profile.timeZone})`}
        caption="Geometric mean of the scores with its 95 % interval. Who posts when is mixed into it: it is not what waiting would do."
      >
        <Bars spreads={profile.byHour} names={profile.byHour.map((_, hour) => (hour % 6 === 0 ? `${hour}:00` : ""))} />
      </Panel>
      <Panel title="By weekday" caption={`${sayNumber(profile.posts)} posts in all.`}>
        <Bars spreads={profile.byWeekday} names={WEEKDAYS} />
      </Panel>
    </div>
  );
}

function Bars({ spreads, names }: { readonly spreads: readonly Spread[]; readonly names: readonly string[] }) {
  const most = Math.max(...spreads.map(({ mean }) => mean?.high ?? 0));
  if (most === 0) return null;
  const step = 100 / spreads.length;
  const y = (score: number): number => HEIGHT - (score / most) * HEIGHT;
  const said = spreads.map(({ mean }, i) => `${names[i] || i}: ${mean === null ? "none" : sayScore(mean.value)}`);
  return (
    <div role="img" aria-label={`Mean score. ${said.join(", ")}`}>
      <svg viewBox={`0 0 100 ${HEIGHT}`} preserveAspectRatio="none" className="h-[12rem] w-full" aria-hidden="true">
        {spreads.map(({ mean }, i) => {
          if (mean === null) return null;
          const middle = (i + 0.5) * step;
          return (
            <g key={middle}>
              <rect
                x={i * step + step * 0.12}
                width={step * 0.76}
                y={y(mean.value)}
                height={HEIGHT - y(mean.value)}
                fill="var(--fill)"
                fillOpacity={0.6}
              />
              <line
                x1={middle}
                x2={middle}
                y1={y(mean.low)}
                y2={y(mean.high)}
                stroke="var(--color-ink)"
                vectorEffect="non-scaling-stroke"
              />
            </g>
          );
        })}
      </svg>
      <div className="label grid" style={{ gridTemplateColumns: `repeat(${spreads.length}, 1fr)` }} aria-hidden="true">
        {names.map((name, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a place on an axis
          <span key={i} className="overflow-visible whitespace-nowrap">
            {name}
          </span>
        ))}
      </div>
      <p className="label">The highest mark is {sayScore(most)} points.</p>
    </div>
  );
}
