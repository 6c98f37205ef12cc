import * as v from "valibot";
import type { Fetch } from "../engine/fetch";
import { SourceError } from "./errors";

/** Milliseconds in which an answer must be there. */
const TIMEOUT = 15_000;

/** What a source is asked with. Nothing is requested before the call, nor after it. */
export interface SourceOptions {
  readonly fetch: Fetch;
  /** Most posts wanted. */
  readonly limit: number;
  /** `() => navigator.onLine`: a failed request does not say whether the site refused it or nothing was reached. */
  isOnline(): boolean;
  /** Ends all requests; the call then rejects with the signal's reason. */
  readonly signal?: AbortSignal;
  /** Milliseconds for each answer. */
  readonly timeout?: number;
  /** Posts asked for that have come. */
  onProgress?(progress: { readonly loaded: number; readonly total: number }): void;
}

type Asked = Pick<SourceOptions, "fetch" | "isOnline" | "signal" | "timeout">;

/** A refusal as Reddit words it. */
const refusal = v.object({ reason: v.string() });

/**
 * Asks for JSON of a known shape, without cookies, referrer or headers of our own (which would need a preflight).
 * @param what is asked for, for messages: `Hacker News`, `r/programming`.
 * @throws SourceError, or the signal's reason
 */
export async function requestJson<T extends v.GenericSchema>(
  what: string,
  url: string,
  schema: T,
  { fetch, isOnline, signal, timeout = TIMEOUT }: Asked,
): Promise<v.InferOutput<T>> {
  const late = AbortSignal.timeout(timeout);
  try {
    const response = await fetch(url, {
      signal: signal === undefined ? late : AbortSignal.any([signal, late]),
      credentials: "omit",
      referrerPolicy: "no-referrer",
      cache: "no-store",
    });
    const text = await response.text();
    if (!response.ok) throw explainStatus(what, response.status, text);
    return parseAnswer(what, schema, readJson(text));
  } catch (cause) {
    if (cause instanceof SourceError) throw cause;
    signal?.throwIfAborted();
    if (late.aborted)
      throw new SourceError("SourceBusyError", `${what} did not answer in ${timeout / 1000} s`, { cause });
    // A browser tells nothing more of a failed request than this, so that pages cannot probe a network.
    throw isOnline()
      ? new SourceError("SourceBlockedError", `${what} could not be read from this page`, { cause })
      : new SourceError("SourceOfflineError", `${what} needs a connection`, { cause });
  }
}

/** @throws SourceError naming the field that is not as expected */
export function parseAnswer<T extends v.GenericSchema>(what: string, schema: T, value: unknown): v.InferOutput<T> {
  const result = v.safeParse(schema, value);
  if (result.success) return result.output;
  const [issue] = result.issues;
  const place = v.getDotPath(issue) ?? "the answer";
  throw new SourceError("SourceFormatError", `${what}: ${place}: ${issue.message}`);
}

/** Undefined for text that is not JSON, which no schema takes. */
function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function explainStatus(what: string, status: number, text: string): SourceError {
  const { success, output } = v.safeParse(refusal, readJson(text));
  if (success) return new SourceError("SourceMissingError", `${what} is ${output.reason}`);
  if (status === 404) return new SourceError("SourceMissingError", `there is no ${what}`);
  if (status === 429 || status >= 500) return new SourceError("SourceBusyError", `${what} answered ${status}`);
  if (status === 401 || status === 403) {
    return new SourceError("SourceBlockedError", `${what} refused the request with ${status}`);
  }
  return new SourceError("SourceFormatError", `${what} answered ${status}`);
}
