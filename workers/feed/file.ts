import * as v from "valibot";
import type { Candidate } from "../../lib/feed/candidate";
import { openLearner } from "../../lib/online/create";
import { LearnerFileError } from "../../lib/online/learner";
import { EngineError } from "../engine/errors";
import { clicksSchema, foreignCandidates, topicSchema } from "../store/topics";
import type { Click, Topic } from "./api";

const FORMAT = "titlecast-topic";
const VERSION = 1;

/** What a file of a topic holds: the reader's clicks with their titles, and what was learnt from them. */
export interface TopicFile {
  readonly topic: Topic;
  readonly clicks: readonly Click[];
  readonly candidates: readonly Candidate[];
  /** `OnlineLearner.serialise`, for who wants the model without learning it anew; needs the vectors that the clicks name. */
  readonly learner: Uint8Array<ArrayBuffer>;
}

const base64 = v.pipe(v.string(), v.base64("base64"), v.transform(decode));

const fileSchema = v.object({
  format: v.literal(FORMAT),
  version: v.literal(VERSION),
  topic: topicSchema,
  clicks: clicksSchema,
  candidates: foreignCandidates,
  learner: base64,
});

/** Writes a topic as JSON text. */
export function writeTopicFile({ learner, ...rest }: TopicFile): string {
  return `${JSON.stringify({ format: FORMAT, version: VERSION, ...rest, learner: encode(learner) })}\n`;
}

/** Reads what {@link writeTopicFile} wrote. @throws TopicFileError, saying what is wrong with it */
export function readTopicFile(text: string): TopicFile {
  const { success, output, issues } = v.safeParse(fileSchema, parse(text));
  if (!success) {
    const [issue] = issues;
    const path = v.getDotPath(issue);
    throw refuse(
      path === null || path === "format" ? "it is no topic that Titlecast exported" : `${path}: ${issue.message}`,
    );
  }
  try {
    openLearner(output.learner);
  } catch (error) {
    if (error instanceof LearnerFileError) throw refuse(error.message);
    throw error;
  }
  return output;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw refuse("it is not JSON, or it was cut short");
  }
}

function refuse(message: string): EngineError {
  return new EngineError("TopicFileError", message);
}

function encode(bytes: Uint8Array): string {
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));
}

function decode(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
}
