import { quote } from "../quote";
import { CandidateCollector, type ParsedCandidates } from "./collector";
import { readJsonLines, readList } from "./json";
import { readTable } from "./table";

/** Largest text that is read, in megabytes; a file's own size is to be looked at before it is read. */
export const FILE_MEGABYTES_MAX = 20;
const TEXT_MAX = FILE_MEGABYTES_MAX * 1e6;
/** Every file of text that is none shows it here. */
const BINARY_MARK = "\0";
const LINK = /^https?:\/\/\S+$/i;

/**
 * Takes posts from untrusted text. A file is read by its ending: `.json` (a list, or an object a line), `.ndjson`,
 * `.jsonl`, `.csv` and `.tsv` with a header line; anything else, as pasted text, has a title on each line, and a link
 * on a line of its own belongs to the title before it. Never throws: what does not hold is among the problems.
 *
 * @param fileName null for pasted text.
 */
export function parseCandidates(text: string, fileName: string | null): ParsedCandidates {
  const collector = new CandidateCollector();
  const ending = /\.([a-z]+)$/.exec(fileName?.toLowerCase() ?? "")?.[1] ?? "";
  const body = text.replace(/^\uFEFF/, "");
  if (body.length > TEXT_MAX) {
    collector.report(1, `expected at most ${FILE_MEGABYTES_MAX} MB; split it and add the parts one by one`);
  } else if (body.includes(BINARY_MARK)) {
    collector.report(1, "expected text in UTF-8, found something else; save it as .txt, .csv or .json");
  } else if (ending === "json" && body.trimStart().startsWith("[")) {
    return readList(body);
  } else {
    const read = READERS.get(ending) ?? readTitles;
    read(body, collector);
  }
  return collector.finish();
}

const READERS: ReadonlyMap<string, (text: string, collector: CandidateCollector) => void> = new Map([
  ["json", readJsonLines],
  ["ndjson", readJsonLines],
  ["jsonl", readJsonLines],
  ["csv", readTable],
  ["tsv", readTable],
]);

/** A title on each line, and a link after the title that it belongs to. */
function readTitles(text: string, collector: CandidateCollector): void {
  let title: { text: string; line: number; url: string | null } | null = null;
  const flush = () => title === null || collector.add(title.line, { title: title.text, url: title.url });
  for (const [i, whole] of text.split(/\r\n?|\n/).entries()) {
    const line = whole.trim();
    if (line === "") continue;
    if (!LINK.test(line)) {
      if (!flush()) return;
      title = { text: line, line: i + 1, url: null };
    } else if (title === null || title.url !== null) {
      collector.report(i + 1, `expected a title before the link ${quote(line)}; left out`);
    } else title.url = line;
  }
  flush();
}
