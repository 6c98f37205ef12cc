import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { CANDIDATES_MAX, type Candidate } from "../../../lib/feed/candidate";
import { FILE_MEGABYTES_MAX, parseCandidates } from "../../../lib/feed/parse";

const titles = (candidates: readonly Candidate[]) => candidates.map(({ title }) => title);
const CLEAN = { problems: [], furtherProblems: 0 };

describe("pasted text", () => {
  test("has a title on each line, empty lines aside", () => {
    const parsed = parseCandidates("First title\r\n\n  Second title  \n\t\nThird", null);
    expect(parsed).toMatchObject({ ...CLEAN, duplicates: 0 });
    expect(titles(parsed.candidates)).toEqual(["First title", "Second title", "Third"]);
    expect(parsed.candidates[0]).toMatchObject({ url: null, community: null, predictor: null, label: null });
  });

  test("gives a link to the title before it, and reports one without", () => {
    const { candidates, problems } = parseCandidates(
      "https://early.test\nFirst\nhttps://a.test/x\nSecond\n\nhttp://b.test\nhttps://late.test\nThird",
      null,
    );
    expect(candidates.map(({ title, url }) => [title, url])).toEqual([
      ["First", "https://a.test/x"],
      ["Second", "http://b.test/"],
      ["Third", null],
    ]);
    expect(problems).toEqual([
      { line: 1, message: expect.stringContaining("expected a title before the link “https://early.test”") },
      { line: 7, message: expect.stringContaining("https://late.test") },
    ]);
  });

  test("counts what came twice", () => {
    const parsed = parseCandidates("One\nTwo\none\n ONE \nTwo", null);
    expect(titles(parsed.candidates)).toEqual(["One", "Two"]);
    expect(parsed).toMatchObject({ ...CLEAN, duplicates: 3 });
  });

  test("cuts a paragraph and says so", () => {
    const { candidates, problems } = parseCandidates(`Short\n${"long ".repeat(100)}`, null);
    expect(candidates[1].title).toHaveLength(299);
    expect(problems).toEqual([{ line: 2, message: expect.stringMatching(/499 characters, cut to the first 300/) }]);
  });

  test("is never taken for JSON or a table", () => {
    expect(titles(parseCandidates("[pdf] A paper\ntitle,url\n{}", null).candidates)).toEqual([
      "[pdf] A paper",
      "title,url",
      "{}",
    ]);
  });

  test("of more posts than a topic takes stops there", () => {
    const text = Array.from({ length: CANDIDATES_MAX + 50 }, (_, i) => `Title ${i}`).join("\n");
    const { candidates, problems } = parseCandidates(text, null);
    expect(candidates).toHaveLength(CANDIDATES_MAX);
    expect(problems).toEqual([{ line: CANDIDATES_MAX + 1, message: "only the first 10,000 posts were taken" }]);
  });
});

describe("a labelled file", () => {
  const labelled = [
    { text: "Liked", label: "accepted", embedding: [0.5, 1] },
    { text: "Disliked", label: "rejected", embedding: [0.5, 1] },
    { text: "Yes", label: true },
    { text: "No", label: 0 },
    { text: "Unknown", label: null },
  ];
  const labels = [true, false, true, false, null];

  test.each([
    ["a list", "feedback.json", JSON.stringify(labelled)],
    ["a list over many lines", "feedback.json", `\uFEFF\n${JSON.stringify(labelled, null, 2)}`],
    ["lines in a .json", "feedback.json", labelled.map((item) => JSON.stringify(item)).join("\n")],
    ["NDJSON", "feedback.ndjson", `${labelled.map((item) => JSON.stringify(item)).join("\r\n")}\r\n`],
    ["CSV", "feedback.CSV", `text,label\n${labelled.map(({ text, label }) => `${text},${label ?? ""}`).join("\n")}`],
  ])("as %s", (_what, name, text) => {
    const parsed = parseCandidates(text, name);
    expect(parsed).toMatchObject({ ...CLEAN, duplicates: 0 });
    expect(titles(parsed.candidates)).toEqual(labelled.map((item) => item.text));
    expect(parsed.candidates.map(({ label }) => label)).toEqual(labels);
  });

  test("may name a label that is none; the title stays", () => {
    const { candidates, problems } = parseCandidates('[\n{"title": "a",\n"label": "maybe"},\n"b"]', "x.json");
    expect(candidates.map(({ title, label }) => [title, label])).toEqual([
      ["a", null],
      ["b", null],
    ]);
    expect(problems).toEqual([
      { line: 2, message: expect.stringContaining('label: expected accepted or rejected, found “"maybe"”') },
    ]);
  });
});

describe("JSON", () => {
  test("takes every field that a post has", () => {
    const post = {
      Title: "A post",
      url: "https://example.com/",
      subreddit: "r/Cats",
      author: "someone",
      created_utc: 1_700_000_000,
      score: 12,
    };
    expect(parseCandidates(JSON.stringify([post]), "x.json")).toMatchObject({
      ...CLEAN,
      candidates: [
        {
          title: "A post",
          url: "https://example.com/",
          community: "cats",
          predictor: "reddit",
          author: "someone",
          postedAt: 1_700_000_000_000,
          score: 12,
        },
      ],
    });
  });

  test("reports each item by its own line", () => {
    const text =
      '[\n  null,\n  {"title": "a", "x": [1,\n 2, {"title": "b"}]}, 7,\n\n  {"title": ""},\n  {"url": "]"}\n]';
    const { candidates, problems } = parseCandidates(text, "x.json");
    expect(titles(candidates)).toEqual(["a"]);
    expect(problems.map(({ line }) => line)).toEqual([2, 4, 6, 7]);
    expect(problems[0].message).toBe("expected an object with a title, found “null”; left out");
  });

  test.each([
    ["a word that is none", '[\n{"title": "a"},\n{"title": oops}\n]', 3],
    ["an item that does not end", '[\n{"title": "a"},\n{"title": "b"\n', 3],
    ["a string that does not end", '[\n{"title": "a"},\n{"title": "b}\n]', 3],
    ["a comma too many", '[\n{"title": "a"},\n\n]', 4],
    ["two commas", '[\n{"title": "a"},\n,{"title": "b"}]', 3],
    ["a list that does not end", '[\n{"title": "a"}\n', 2],
    ["something behind the list", '[\n{"title": "a"}\n]\n]', 4],
  ])("says where it breaks off: %s", (_what, text, line) => {
    const { candidates, problems } = parseCandidates(text, "x.json");
    expect(candidates).toEqual([]);
    expect(problems).toEqual([{ line, message: expect.stringContaining("expected a JSON list") }]);
  });

  test("of nothing brings nothing", () => {
    expect(parseCandidates(" [ ]\n", "x.json")).toEqual({ ...CLEAN, candidates: [], duplicates: 0 });
  });

  test("goes on after a line that is none", () => {
    const { candidates, problems } = parseCandidates('{"title": "a"}\n{"title":\n{"title": "b"}', "x.jsonl");
    expect(titles(candidates)).toEqual(["a", "b"]);
    expect(problems).toEqual([{ line: 2, message: expect.stringContaining("one JSON object on each line") }]);
  });

  test("plays no tricks with prototypes", () => {
    const text = '[{"__proto__": {"title": "evil", "label": true}}, {"constructor": 1, "title": "fine"}]';
    const { candidates } = parseCandidates(text, "x.json");
    expect(candidates.map(({ title, label }) => [title, label])).toEqual([["fine", null]]);
    expect(Object.hasOwn(Object.prototype, "title")).toBe(false);
  });
});

describe("a table", () => {
  test("may be quoted, in any common delimiter, with columns by their usual names", () => {
    const rows = [
      ["id", "Headline", "link", "by", "points", "created_at"],
      ["1", 'He said ""no"", then left', "https://a.test/", "ann", "5", "2016-08-04 11:52"],
    ];
    for (const delimiter of [",", ";", "\t"]) {
      const text = rows.map((row) => row.map((cell) => `"${cell}"`).join(delimiter)).join("\r\n");
      expect(parseCandidates(text, delimiter === "\t" ? "x.tsv" : "x.csv")).toMatchObject({
        ...CLEAN,
        candidates: [
          {
            title: 'He said "no", then left',
            url: "https://a.test/",
            author: "ann",
            score: 5,
            postedAt: Date.UTC(2016, 7, 4, 11, 52),
          },
        ],
      });
    }
  });

  test("counts lines as an editor does, through empty ones and line breaks in quotes", () => {
    const text = 'title,url\n\n"two\nlines",\n\n\n,https://a.test\nb,ftp://b.test\nc, d,https://c.test\n';
    const { candidates, problems } = parseCandidates(text, "x.csv");
    expect(titles(candidates)).toEqual(["two lines", "b"]);
    expect(problems).toEqual([
      { line: 7, message: "expected a title, found none; left out" },
      { line: 8, message: expect.stringContaining("found “ftp://b.test”; the title stays") },
      { line: 9, message: expect.stringContaining("expected 2 cells, found 3; left out") },
    ]);
  });

  test("with a quotation mark that never closes keeps what came before", () => {
    const { candidates, problems } = parseCandidates('title,url\na,\n"b,\nc,\nd,\n', "x.csv");
    expect(titles(candidates)).toEqual(["a"]);
    expect(problems).toEqual([{ line: 3, message: expect.stringContaining("never closes") }]);
  });

  test("of one column may have commas in its titles", () => {
    const { candidates, problems } = parseCandidates('title\nHello, world\n5" disks, again\n', "x.csv");
    expect(titles(candidates)).toEqual(["Hello, world", '5" disks, again']);
    expect(problems).toEqual([]);
  });

  test("needs a header that names the titles", () => {
    const { candidates, problems } = parseCandidates("name,url\na,b\n", "x.csv");
    expect(candidates).toEqual([]);
    expect(problems).toEqual([
      { line: 1, message: expect.stringMatching(/one of them title or .*; found “name, url”/) },
    ]);
  });
});

describe("what is no text for a feed", () => {
  test("a binary file is told, not listed", () => {
    const { candidates, problems } = parseCandidates("PK\u0003\u0004\0\0\0word/document.xml\nabc", "list.docx");
    expect(candidates).toEqual([]);
    expect(problems).toEqual([{ line: 1, message: expect.stringContaining("expected text in UTF-8") }]);
  });

  test("a file larger than the limit is told so", () => {
    const { candidates, problems } = parseCandidates("a\n".repeat(FILE_MEGABYTES_MAX * 500_001), "x.txt");
    expect(candidates).toEqual([]);
    expect(problems).toEqual([{ line: 1, message: expect.stringContaining("at most 20 MB") }]);
  });

  test("a quotation mark that opens a huge file does not end in a crash", () => {
    const { problems } = parseCandidates(`title\n"${"a".repeat(17_000_000)}`, "x.csv");
    expect(problems).toEqual([{ line: expect.any(Number), message: expect.stringContaining("never closes") }]);
  });

  test("a hundred problems are told, the others counted", () => {
    const parsed = parseCandidates("no json\n".repeat(250), "x.ndjson");
    expect(parsed.problems).toHaveLength(100);
    expect(parsed.furtherProblems).toBe(150);
  });

  test("an ending that is a word of the language is an ending like any other", () => {
    for (const name of ["x.constructor", "x.toString", "x.__proto__", "x", ""]) {
      expect(titles(parseCandidates("A title", name).candidates)).toEqual(["A title"]);
    }
  });

  test("nothing throws, and whatever comes out is clean and there once", () => {
    const piece = fc.oneof(
      fc.string({ unit: "binary", maxLength: 20 }),
      fc.constantFrom(
        "title",
        "url",
        ",",
        "\n",
        '"',
        "[",
        "]",
        "{",
        "}",
        ":",
        "https://a.test",
        "javascript:x",
        "\t",
        "null",
      ),
    );
    const text = fc.array(piece, { maxLength: 30 }).map((pieces) => pieces.join(""));
    const name = fc.constantFrom(null, "a.json", "a.ndjson", "a.csv", "a.tsv", "a.txt");
    fc.assert(
      fc.property(text, name, (text, name) => {
        const { candidates, problems } = parseCandidates(text, name);
        const lines = text.split(/\r\n?|\n/).length;
        for (const { title, url } of candidates) {
          expect(title).toMatch(/\S/);
          expect(title).not.toMatch(/[\p{Cc}\u202a-\u202e\u2066-\u2069]/u);
          if (url !== null) expect(url).toMatch(/^https?:\/\//);
        }
        expect(new Set(candidates.map(({ id }) => id)).size).toBe(candidates.length);
        for (const { line, message } of problems) {
          expect(line).toBeGreaterThanOrEqual(1);
          expect(line).toBeLessThanOrEqual(lines);
          expect(message).not.toBe("");
        }
      }),
    );
  });
});
