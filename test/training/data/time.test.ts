import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { parseTime } from "../../../lib/time";
import { importPosts } from "../../../training/data/import";
import { readPosts } from "../../../training/data/posts";
import { beginSilently } from "../../support/progress";

const UNDERSTOOD: Record<string, string> = {
  "2016-08-04": "2016-08-04T00:00:00.000Z",
  "2016-08-04 11:52": "2016-08-04T11:52:00.000Z",
  "2016-08-04T11:52:03Z": "2016-08-04T11:52:03.000Z",
  "2016-08-04T11:52:03.25+02:00": "2016-08-04T09:52:03.250Z",
  "2016-08-04 11:52:03-0530": "2016-08-04T17:22:03.000Z",
  "2016-08-04 11:52:03+00": "2016-08-04T11:52:03.000Z",
  "8/4/2016 11:52": "2016-08-04T11:52:00.000Z",
  "12/31/2016 0:01": "2016-12-31T00:01:00.000Z",
  "8/4/2016": "2016-08-04T00:00:00.000Z",
  "1470311523": "2016-08-04T11:52:03.000Z",
  "1470311523.0": "2016-08-04T11:52:03.000Z",
  "1470311523250": "2016-08-04T11:52:03.250Z",
};
const NOT_UNDERSTOOD = ["yesterday", "13/4/2016 1:00", "2016-02-30", "2016-08-04 25:00", "4", "infinity", "2016-8"];

it("reads times as people write them", () => {
  const read = Object.keys(UNDERSTOOD).map((text) => [text, new Date(parseTime(text) ?? Number.NaN).toISOString()]);
  expect(Object.fromEntries(read)).toEqual(UNDERSTOOD);
  expect(NOT_UNDERSTOOD.map(parseTime)).toEqual(NOT_UNDERSTOOD.map(() => null));
});

it("agrees with what the import makes of them", async () => {
  const folder = await mkdtemp(join(tmpdir(), "titlecast-time-"));
  try {
    const texts = [...Object.keys(UNDERSTOOD), ...NOT_UNDERSTOOD];
    const rows = texts.map((text, i) => `${i},1,${text}\n`).join("");
    await writeFile(join(folder, "times.csv"), `title,score,time\n${rows}`);
    const out = join(folder, "times.parquet");
    const files = [join(folder, "times.csv")];
    const result = await importPosts({ files, as: "hacker-news", out, columns: {}, timeZone: "UTC" }, beginSilently);
    const { title, postedAt } = await readPosts(out);
    const read = Object.fromEntries(
      title.map((index, row) => [texts[Number(index)], new Date(postedAt[row]).toISOString()]),
    );
    expect(read).toEqual(UNDERSTOOD);
    expect(result.rejected).toBe(NOT_UNDERSTOOD.length);
  } finally {
    await rm(folder, { recursive: true });
  }
});
