/** Largest file that is read, in bytes. */
const FILE_MAX = 20e6;
/** What a saved topic says of itself in its first line. */
const TOPIC_MARK = '"titlecast-topic"';

/** The text of a file. @throws FileTooLargeError when it is larger than any that the page reads */
export async function readFile(file: File): Promise<string> {
  if (file.size > FILE_MAX) {
    const error = new Error(`${file.name} has ${Math.round(file.size / 1e6)} MB, expected at most ${FILE_MAX / 1e6}`);
    error.name = "FileTooLargeError";
    throw error;
  }
  return file.text();
}

/** Whether a text is a topic that this page saved, rather than posts to add. */
export function isSavedTopic(text: string): boolean {
  return text.slice(0, 100).includes(TOPIC_MARK);
}
