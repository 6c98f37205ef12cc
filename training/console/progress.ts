/** A long job's progress on standard error: a bar that is rewritten on a terminal, plain lines elsewhere. */
export interface Progress {
  /** @param done so far, in the unit of `total`. @param note a short remark, such as `loss 1.23`. */
  update(done: number, note?: string): void;
  /** Ends the line, saying how long it all took. */
  finish(note?: string): void;
}

/** Starts to show a step of a longer work. */
export type BeginStep = (step: string, total: number | null, unit: string) => Progress;

const BAR_WIDTH = 24;
const TERMINAL_INTERVAL = 100;
const PLAIN_INTERVAL = 10_000;

/**
 * Starts to show a job.
 * @param total what `done` reaches at the end; null where nobody knows.
 * @param unit what is counted, plural: `words`, `titles`.
 * @param from where `done` begins, when an earlier run has done a part.
 */
export function startProgress(
  label: string,
  total: number | null,
  unit: string,
  stream = process.stderr,
  from = 0,
): Progress {
  const started = performance.now();
  const interval = stream.isTTY ? TERMINAL_INTERVAL : PLAIN_INTERVAL;
  let next = stream.isTTY ? started : started + interval;
  let latest = from;
  return {
    update(done, note) {
      latest = done;
      const now = performance.now();
      if (now < next) return;
      next = now + interval;
      const rate = (done - from) / Math.max((now - started) / 1000, 1e-3);
      const text = formatProgress(label, done, total, unit, rate, note);
      const bar = total === null ? "" : `${drawBar(done / total)} `;
      if (stream.isTTY) stream.write(`\r\x1b[K${bar}${text}`.slice(0, (stream.columns ?? 80) + 4));
      else stream.write(`${text}\n`);
    },
    finish(note) {
      const seconds = (performance.now() - started) / 1000;
      const count = formatCount((total ?? latest) - from);
      const text = [`${label}: ${count} ${unit} in ${formatSeconds(seconds)}`, note].filter(Boolean);
      stream.write(`${stream.isTTY ? "\r\x1b[K" : ""}${text.join(", ")}\n`);
    },
  };
}

/** A line for the user on standard error; results go to standard output. */
export function note(text: string): void {
  process.stderr.write(`${text}\n`);
}

function formatProgress(
  label: string,
  done: number,
  total: number | null,
  unit: string,
  rate: number,
  note?: string,
): string {
  const speed = `${formatCount(rate)} ${unit}/s`;
  if (total === null) return [`${label}: ${formatCount(done)} ${unit}`, speed, note].filter(Boolean).join(", ");
  const left = rate > 0 ? formatSeconds((total - done) / rate) : "?";
  const percent = Math.floor((100 * done) / Math.max(total, 1));
  return [`${label}: ${percent} %`, speed, `${left} left`, note].filter(Boolean).join(", ");
}

function drawBar(share: number): string {
  const full = Math.round(Math.min(1, Math.max(0, share)) * BAR_WIDTH);
  return `${"█".repeat(full)}${"░".repeat(BAR_WIDTH - full)}`;
}

/** `1,234,567`; one decimal below ten. */
export function formatCount(count: number): string {
  return count.toLocaleString("en-US", { maximumFractionDigits: count < 10 ? 1 : 0 });
}

/** `0.4 s`, `12 s`, `3:05`, `1:02:03`. */
export function formatSeconds(seconds: number): string {
  if (seconds < 10) return `${seconds.toFixed(1)} s`;
  const whole = Math.round(seconds);
  if (whole < 60) return `${whole} s`;
  const pad = (part: number) => String(part).padStart(2, "0");
  const [hours, minutes] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60];
  return hours > 0 ? `${hours}:${pad(minutes)}:${pad(whole % 60)}` : `${minutes}:${pad(whole % 60)}`;
}
