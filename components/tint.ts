/** Share of the colour at full pull, in percent; text on it keeps its contrast. */
const FULL_TINT = 42;
/** Finer steps are not seen, and cost a style each. */
const STEP = 3;

/** The background of something that lifts (a pull up to 1) or sinks (down to -1). @param full percent of colour at full pull. */
export function tintOf(pull: number, full = FULL_TINT): string {
  const tint = STEP * Math.round((Math.min(1, Math.abs(pull)) * full) / STEP);
  return `color-mix(in oklab, ${pull > 0 ? "var(--fill)" : "var(--color-cool)"} ${tint}%, transparent)`;
}
