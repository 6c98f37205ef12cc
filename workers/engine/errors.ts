import type { EngineErrorName } from "./api";

/** A failure that the page has words for. Its `name` and `message` survive the worker's border; its class does not. */
export class EngineError extends Error {
  override readonly name: EngineErrorName;

  constructor(name: EngineErrorName, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = name;
  }
}

const NAMES: Readonly<Record<EngineErrorName, true>> = {
  OfflineError: true,
  NotFoundError: true,
  IntegrityError: true,
  ManifestError: true,
  GoldenError: true,
  BackendError: true,
  PartError: true,
  CrashError: true,
  UnknownWordError: true,
  TopicFileError: true,
  TopicMissingError: true,
  FeedLinkError: true,
  ListFileError: true,
  ListGoneError: true,
  SourceOfflineError: true,
  SourceBlockedError: true,
  SourceMissingError: true,
  SourceBusyError: true,
  SourceFormatError: true,
};

/**
 * The same failure under one of the closed set of names: an error of that name keeps it, whatever its class
 * (it may have crossed a worker's border), and any other gets `otherwise`.
 */
export function toEngineError(cause: unknown, otherwise: EngineErrorName): EngineError {
  if (cause instanceof EngineError) return cause;
  const { name, message } = cause instanceof Error ? cause : { name: "", message: String(cause) };
  return new EngineError(isEngineErrorName(name) ? name : otherwise, message, { cause });
}

function isEngineErrorName(name: string): name is EngineErrorName {
  return Object.hasOwn(NAMES, name);
}
