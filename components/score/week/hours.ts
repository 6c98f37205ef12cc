/**
 * The hours of a week on the reader's own clock, each by its place: 24 × weekday + hour, Monday's midnight first.
 */
export const DAYS = 7;
export const HOURS = 24;
const WEEK = DAYS * HOURS;
const HOUR = 3_600_000;

const NAMES = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

/** Place of a moment's hour. */
export function hourAt(time: number): number {
  const date = new Date(time);
  return weekdayOf(date) * HOURS + date.getHours();
}

/** When each hour comes next, in milliseconds since the epoch; the present one has begun already. */
export function weekHours(now: number): number[] {
  return Array.from({ length: WEEK }, (_, place) => nextTime(place, new Date(now)));
}

/** Of an hour that a change of the clocks repeats, the first counts; one that it leaves out comes a week later. */
function nextTime(place: number, now: Date): number {
  const hour = place % HOURS;
  const ahead = (Math.floor(place / HOURS) - weekdayOf(now) + DAYS) % DAYS;
  for (let days = ahead; ; days += DAYS) {
    const date = new Date(now.getFullYear(), now.getMonth(), now.getDate() + days, hour);
    const over = date.getTime() + HOUR <= now.getTime();
    if (date.getHours() === hour && !over) return date.getTime();
  }
}

function weekdayOf(date: Date): number {
  return (date.getDay() + 6) % DAYS;
}

/** Weekday that a week starts with where this language is spoken, 0 for Monday. */
export function firstWeekday(language: string): number {
  const locale: Intl.Locale & { getWeekInfo?(): { firstDay: number }; weekInfo?: { firstDay: number } } =
    new Intl.Locale(language);
  // Some browsers have the one, some the other, some none.
  return ((locale.getWeekInfo?.() ?? locale.weekInfo)?.firstDay ?? 1) - 1;
}

/** "Sunday". */
export function sayWeekday(weekday: number): string {
  return NAMES[weekday];
}

/** "Sunday 14:00". */
export function sayHour(place: number): string {
  return `${sayWeekday(Math.floor(place / HOURS))} ${place % HOURS}:00`;
}
