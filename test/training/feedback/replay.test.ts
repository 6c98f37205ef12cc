import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createRandom } from "../../../lib/random";
import { encodeVectors } from "../../../lib/vectors/table";
import { literal, withDuckDB } from "../../../training/data/duckdb";
import type { ReplaySummary } from "../../../training/feedback/summary";
import { drawClicks } from "../../lib/online/clicks";
import { titlecast, titlecastJson } from "../../support/cli";

interface Replayed extends ReplaySummary {
  readonly learner: string;
  readonly embedding: string;
}

let folder: string;
const path = (name: string) => join(folder, name);
const write = async (name: string, text: string) => {
  await writeFile(path(name), text);
  return path(name);
};

/** A reader who accepts what lies on one side of a direction. */
const judged = drawClicks(40, 5).map(({ x, accepted }, i) => ({
  text: `text ${i}`,
  label: accepted ? "accepted" : "rejected",
  embedding: [...x],
}));

/** Texts of two kinds of words, of which the reader likes one. */
const worded = Array.from({ length: 30 }, (_, i) => {
  const random = createRandom(i);
  const words = i % 2 === 0 ? ["cat", "dog", "horse"] : ["ship", "boat", "sail"];
  const text = Array.from({ length: 4 }, () => words[Math.floor(random() * 3)]).join(" ");
  return { text: `${text} ${i}`, label: i % 2 };
});

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "titlecast-feedback-"));
  await write("taste.json", JSON.stringify(judged));
  // Frequent words first, about one direction; then two kinds, each about its own.
  const words = [..."abcdefghij", "cat", "dog", "horse", "ship", "boat", "sail"];
  const random = createRandom(2);
  const rows = words.flatMap((_, row) => {
    const axis = row < 10 ? 0 : row < 13 ? 1 : 2;
    return Array.from({ length: 4 }, (_, i) => (i === axis ? 1 : 0.2 * random()));
  });
  const table = { words, dimensions: 4, rows: Float32Array.from(rows), scales: null, counts: null, config: {} };
  await writeFile(path("vectors.bin"), encodeVectors(table));
});
afterAll(() => rm(folder, { recursive: true }));

const replay = (...args: string[]) => titlecastJson<Replayed>("feedback", "replay", "--shuffles", "5", ...args);

describe.concurrent("feedback replay", { timeout: 120_000 }, () => {
  it("finds a taste that is there, and says how surely", async () => {
    const found = await replay(path("taste.json"));
    expect(found).toMatchObject({ learner: "ridge", embedding: "given" });
    expect(found.mean_progressive_auc).toBeGreaterThan(0.75);
    const [topic] = found.topics;
    expect(topic).toMatchObject({
      topic: "taste",
      texts: 40,
      duplicates: 0,
      progressive_auc: found.mean_progressive_auc,
    });
    const [low, high] = topic.progressive_auc_interval ?? [1, 0];
    expect(low).toBeLessThan(topic.progressive_auc ?? 0);
    expect(high).toBeGreaterThan(topic.progressive_auc ?? 1);
    expect(topic.log_loss).toBeLessThan(Math.LN2);
    expect(topic.curve.at(-1)?.auc).toBeGreaterThan(topic.curve[0].auc);
    const { accepted_as_accepted, accepted_as_rejected, rejected_as_accepted, rejected_as_rejected } = topic.confusion;
    expect(accepted_as_accepted + accepted_as_rejected).toBeCloseTo(topic.accepted, 6);
    expect(rejected_as_accepted + rejected_as_rejected).toBeCloseTo(40 - topic.accepted, 6);
  });

  it("finds none where labels are drawn by lot: no label is seen before it is foretold", async () => {
    const random = createRandom(9);
    const lots = drawClicks(300, 5).map(({ x }, i) => ({ text: `${i}`, label: random() < 0.5, embedding: [...x] }));
    const { mean_progressive_auc } = await replay(await write("lots.json", JSON.stringify(lots)));
    expect(mean_progressive_auc).toBeGreaterThan(0.4);
    expect(mean_progressive_auc).toBeLessThan(0.6);
  });

  it("reads NDJSON and Parquet as it reads JSON, topics by a column, and every way to write a label", async () => {
    const labels = { accepted: ["accepted", true, 1, "true", "1"], rejected: ["rejected", false, 0, "false", "0"] };
    const lines = judged.map(({ label, ...row }, i) =>
      JSON.stringify({ ...row, label: labels[label === "accepted" ? "accepted" : "rejected"][i % 5], topic: "taste" }),
    );
    const lined = await write("lines.ndjson", `${lines.join("\n")}\n`);
    const [json, ndjson] = [await replay(path("taste.json")), await replay(lined)];
    expect(ndjson).toEqual(json);
    await withDuckDB(async (connection) => {
      await connection.run(
        `COPY (FROM read_json(${literal(path("taste.json"))})) TO ${literal(path("taste.parquet"))} (FORMAT parquet)`,
      );
    });
    expect(await replay(path("taste.parquet"))).toEqual(json);
  });

  it("counts a text once in a topic, and says what it left out", async () => {
    const twice = await write(
      "twice.json",
      JSON.stringify([...judged, judged[3], { ...judged[3], label: "accepted" }]),
    );
    const { code, stdout, stderr } = await titlecast("feedback", "replay", twice, "--shuffles", "5", "--json");
    expect(code).toBe(0);
    const [again] = (JSON.parse(stdout) as Replayed).topics;
    const [once] = (await replay(path("taste.json"))).topics;
    expect(again).toEqual({ ...once, topic: "twice", duplicates: 2 });
    expect(stderr).toContain("2 rows repeat a text of their topic and were left out");
  });

  it("makes vectors from word vectors where the texts bring none", async () => {
    const file = await write("worded.json", JSON.stringify(worded));
    const found = await replay(file, "--vectors", path("vectors.bin"), "--learner", "pa1");
    expect(found).toMatchObject({ learner: "pa1", embedding: "vectors" });
    expect(found.mean_progressive_auc).toBeGreaterThan(0.9);
  });

  it("gives the same numbers for the same seed, and others for another", async () => {
    const [first, second, other] = await Promise.all([
      replay(path("taste.json"), "--seed", "4"),
      replay(path("taste.json"), "--seed", "4"),
      replay(path("taste.json"), "--seed", "5"),
    ]);
    expect(second).toEqual(first);
    expect(other.mean_progressive_auc).not.toBe(first.mean_progressive_auc);
  });

  it("has no AUC for a topic of one label, and says so", async () => {
    const same = judged.map((row) => ({ ...row, label: "accepted" }));
    const file = await write("same.json", JSON.stringify(same));
    const { code, stdout, stderr } = await titlecast("feedback", "replay", file, "--shuffles", "2", "--json");
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ mean_progressive_auc: null, topics: [{ progressive_auc: null }] });
    expect(stderr).toContain("warning: same has one label alone");
  });

  it("says which file and row is wrong, and what was expected", async () => {
    const [first, second] = judged;
    const cases: [name: string, text: string, message: string][] = [
      [
        "label.json",
        JSON.stringify([first, { ...second, label: "maybe" }]),
        'label.json: row 2: label: expected accepted or rejected (or true, false, 1, 0), found "maybe"',
      ],
      ["unlabelled.json", JSON.stringify([{ text: "a" }]), "unlabelled.json: row 1: label: "],
      ["text.ndjson", `${JSON.stringify(first)}\n{"label": 1}\n`, "text.ndjson: line 2: text: "],
      ["number.json", JSON.stringify([{ ...first, embedding: [1, "x"] }]), "number.json: row 1: embedding: "],
      ["object.json", "[1]", "object.json: row 1: expected an object, found 1"],
      ["broken.json", '[{"text": ', "broken.json: expected a JSON list of objects"],
      ["broken.ndjson", "hello\n", "broken.ndjson: line 1: expected a JSON object on each line"],
      ["empty.json", "[]", "empty.json: expected labelled texts, found none"],
      [
        "short.json",
        JSON.stringify([first, { ...second, embedding: [1, 2] }]),
        "short.json: row 2: expected an embedding of 5 numbers, found one of 2",
      ],
      ["table.csv", "text,label\n", "table.csv: expected a .json, .ndjson, .jsonl or .parquet file"],
      ["damaged.parquet", "PAR1", "damaged.parquet: cannot be read as parquet"],
    ];
    for (const [name, text, message] of cases) {
      const { code, stdout, stderr } = await titlecast("feedback", "replay", await write(name, text));
      expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
      expect(stderr).toContain(`error: ${folder}/${message}`);
      expect(stderr.trim().split("\n")).toHaveLength(1);
    }
    const none = await titlecast(
      "feedback",
      "replay",
      await write("worded2.json", JSON.stringify(worded)),
      "--embedding",
      "given",
    );
    expect(none.stderr).toContain("worded2.json: row 1: expected an embedding");
    expect(none.stderr).toContain("--embedding vectors needs none");
    const gone = await titlecast("feedback", "replay", "gone.json");
    expect(gone.stderr).toBe("error: gone.json: no such file, or it cannot be read\n");
  });
});
