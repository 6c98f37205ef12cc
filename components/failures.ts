import type { EngineErrorName } from "../workers/engine/api";

export interface Failure {
  readonly name: string;
  readonly message: string;
}

/** Each error in one sentence: what happened, and what to do. */
const WORDS: Readonly<Record<EngineErrorName | "FileTooLargeError", string>> = {
  OfflineError: "No connection, and no model saved here yet: connect once, and Titlecast works offline from then on.",
  NotFoundError: "This site is missing its model files: try again, or tell whoever runs it.",
  IntegrityError: "A model file arrived damaged, twice: try again on another network.",
  ManifestError: "This page and its model are of different versions: reload the page.",
  GoldenError: "The model does not compute here what it did when it was made: try again, or another browser.",
  BackendError: "This browser cannot run the model: update it, or take ?backend= out of the address.",
  PartError: "A part of this page could not be fetched: check the connection, then try again.",
  CrashError: "The engine stopped and would not start again: try again, or reload the page. Your text is kept.",
  TopicFileError: "That file cannot be read as a topic, so nothing was changed: choose one that this page exported.",
  TopicMissingError: "This topic is no longer here: it was erased in another tab.",
  FileTooLargeError: "That file is larger than this page reads: split it and add the parts one by one.",
  ListFileError: "That cannot be read as a list of titles: take a CSV, TSV or text file, or paste titles.",
  ListGoneError: "The list is no longer in memory: choose the file again.",
  FeedLinkError: "This link cannot be read, so nothing was added: ask for it again.",
  SourceOfflineError: "The site could not be reached: check the connection and ask again.",
  SourceBlockedError: "The site does not let this page read its posts: paste their titles instead.",
  SourceMissingError: "There is no such subreddit, or it is private: check its name.",
  SourceBusyError: "The site is busy and asks for patience: ask again in a minute.",
  SourceFormatError: "The site answered something that this page cannot read: paste the titles instead.",
  UnknownWordError: "That word is not among those the vectors know: try a more common form of it.",
};

/** Reads what an engine's promise rejected with; only the name and the message cross a worker's border. */
export function toFailure(error: unknown): Failure {
  return error instanceof Error
    ? { name: error.name, message: error.message }
    : { name: "Error", message: String(error) };
}

export function sayFailure({ name, message }: Failure): string {
  return Object.hasOwn(WORDS, name)
    ? WORDS[name as keyof typeof WORDS]
    : `Something unforeseen happened (${message}): try again.`;
}
