const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** 1970-01-01 was a Thursday; weekday 0 is Monday. */
const EPOCH_WEEKDAY = 3;

export interface Moment {
  readonly hour: number;
  readonly weekday: number;
  readonly year: number;
}

/** Reads moments on the clocks of a zone. Offsets change at most every quarter of an hour, and are looked up once. */
export function createClock(timeZone: string): (time: number) => Moment {
  const format = new Intl.DateTimeFormat("en-US", { timeZone, timeZoneName: "longOffset" });
  const offsets = new Map<number, number>();
  return (time) => {
    const quarter = Math.floor(time / (HOUR / 4));
    let offset = offsets.get(quarter);
    if (offset === undefined) {
      offset = timeZone === "UTC" ? 0 : readOffset(format, time);
      offsets.set(quarter, offset);
    }
    const local = time + offset;
    const day = Math.floor(local / DAY);
    return {
      hour: Math.floor((local - day * DAY) / HOUR),
      weekday: (((day + EPOCH_WEEKDAY) % 7) + 7) % 7,
      year: new Date(local).getUTCFullYear(),
    };
  };
}

/** "GMT-05:30" in milliseconds. */
function readOffset(format: Intl.DateTimeFormat, time: number): number {
  const name = format.formatToParts(time).find(({ type }) => type === "timeZoneName")?.value ?? "";
  const [, sign, hours = "0", minutes = "0"] = /GMT([+-])(\d\d):(\d\d)/.exec(name) ?? [];
  return (sign === "-" ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) * 60_000;
}
