const ISO =
  /^(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ](\d{1,2}):(\d\d)(?::(\d\d)(?:\.(\d{1,9}))?)?)?\s*(Z|UTC|[+-]\d\d(?::?\d\d)?)?$/i;
const AMERICAN = /^(\d{1,2})\/(\d{1,2})\/(\d{4})(?:\s+(\d{1,2}):(\d\d)(?::(\d\d))?)?$/;
const EPOCH_SECONDS = /^\d{9,11}(?:\.\d+)?$/;
const EPOCH_MILLISECONDS = /^\d{12,14}$/;

/**
 * Reads a time as people write it: ISO, epoch seconds or milliseconds, or `8/4/2016 11:52` (the month first). A time
 * without a zone is in UTC. Returns milliseconds since the epoch, or null when it is none of these.
 */
export function parseTime(text: string): number | null {
  const trimmed = text.trim();
  if (EPOCH_SECONDS.test(trimmed)) return Number(trimmed) * 1000;
  if (EPOCH_MILLISECONDS.test(trimmed)) return Number(trimmed);
  const american = AMERICAN.exec(trimmed);
  if (american) {
    const [, month, day, year, hour, minute, second] = american;
    return fromParts(year, month, day, hour, minute, second);
  }
  const iso = ISO.exec(trimmed);
  if (!iso) return null;
  const [, year, month, day, hour, minute, second, fraction, zone] = iso;
  const local = fromParts(year, month, day, hour, minute, second);
  return local === null ? null : local + Math.floor(Number(`0.${fraction ?? 0}`) * 1000) - zoneOffset(zone);
}

function fromParts(year: string, month: string, day: string, hour = "0", minute = "0", second = "0"): number | null {
  const time = Date.UTC(Number(year), Number(month) - 1, Number(day), Number(hour), Number(minute), Number(second));
  // Date.UTC carries 31 February over into March; what comes back must be what was given.
  const date = new Date(time);
  const kept = date.getUTCMonth() === Number(month) - 1 && date.getUTCDate() === Number(day);
  return kept && date.getUTCMinutes() === Number(minute) && date.getUTCHours() === Number(hour) ? time : null;
}

/** Milliseconds east of UTC. */
function zoneOffset(zone = "Z"): number {
  const parts = /^([+-])(\d\d):?(\d\d)?$/.exec(zone);
  if (!parts) return 0;
  const minutes = Number(parts[2]) * 60 + Number(parts[3] ?? 0);
  return (parts[1] === "-" ? -1 : 1) * minutes * 60_000;
}
