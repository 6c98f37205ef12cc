import { sayFactor } from "../phrases";
import { tintOf } from "../tint";

const STEPS = [-1, -0.5, 0, 0.5, 1];

interface Props {
  readonly low: string;
  readonly high: string;
  /** The factor at which the tint is full. */
  readonly full: number;
  /** Percent of colour there, where it is not that of words. */
  readonly tint?: number;
}

/** What the tints mean, from what sinks to what lifts. */
export function EffectScale({ low, high, full, tint }: Props) {
  return (
    <p className="label flex items-center gap-x-1 whitespace-nowrap">
      <span>
        {low} {sayFactor(1 / full)}
      </span>
      <span aria-hidden="true" className="flex h-1.5 w-10 border border-hair">
        {STEPS.map((pull) => (
          <span key={pull} className="flex-1" style={{ backgroundColor: tintOf(pull, tint) }} />
        ))}
      </span>
      <span>
        {sayFactor(full)} {high}
      </span>
    </p>
  );
}
