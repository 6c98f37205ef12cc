import { InvalidArgumentError } from "commander";

/** Parses an option that is a number from `least` to `most`. */
export function numberFrom(least: number, most = Number.POSITIVE_INFINITY): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (text.trim() !== "" && value >= least && value <= most) return value;
    throw new InvalidArgumentError(`Expected a number ${describeRange(least, most)}.`);
  };
}

/** Parses an option that is a whole number from `least` to `most`. */
export function wholeNumberFrom(least: number, most = Number.MAX_SAFE_INTEGER): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (text.trim() !== "" && Number.isInteger(value) && value >= least && value <= most) return value;
    throw new InvalidArgumentError(`Expected a whole number ${describeRange(least, most)}.`);
  };
}

function describeRange(least: number, most: number): string {
  return most < Number.MAX_SAFE_INTEGER ? `from ${least} to ${most}` : `of at least ${least}`;
}

/** Parses an option that is a date, or a date with a time; UTC unless it says otherwise. */
export function parseDate(text: string): Date {
  const date = new Date(text);
  if (Number.isNaN(date.getTime())) throw new InvalidArgumentError("Expected a date such as 2019-07-01.");
  return date;
}

/** Collects an option that may be repeated. */
export function collect(text: string, earlier: readonly string[]): string[] {
  return [...earlier, text];
}
