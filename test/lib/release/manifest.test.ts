import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  FORMAT_VERSION,
  ManifestError,
  MEANING_VERSION,
  parseManifest,
  parsePointer,
} from "../../../lib/release/manifest";
import { describeFile, describePredictor, describeRelease } from "../../support/manifest";

const file = describeFile("reddit.bin", Uint8Array.of(1, 2, 3));
const golden = {
  title: "A title",
  context: { community: "rust", site: null, author: null, postedAt: -1 },
  forms: ["a", "title"],
  probabilities: [0.5, 0.3, 0.2],
};
const whole = describeRelease("2026-11", {
  predictors: {
    reddit: describePredictor({ file, goldens: [golden], examples: [{ title: "x", context: golden.context }] }),
  },
  vectors: { file, words: 3, dimensions: 2, corpus: "made by a test", config: {}, metrics: { analogies: 0.5 } },
});

/** Every place of a JSON value, such as `["predictors", "reddit", "file", "bytes"]`. */
function pathsOf(value: unknown, path: readonly string[] = []): (readonly string[])[] {
  if (typeof value !== "object" || value === null) return [path];
  return [path, ...Object.entries(value).flatMap(([key, inner]) => pathsOf(inner, [...path, key]))];
}

/** The manifest's text with one place replaced, or taken away. */
function change([...path]: readonly string[], to?: unknown): string {
  const copy = JSON.parse(JSON.stringify(whole));
  const last = path.pop() ?? "";
  const parent = path.reduce<Record<string, unknown>>((at, key) => at[key] as Record<string, unknown>, copy);
  if (to === undefined) delete parent[last];
  else parent[last] = to;
  return JSON.stringify(copy);
}

describe("a manifest", () => {
  it("is read as it was written, with or without word vectors", () => {
    expect(parseManifest(JSON.stringify(whole))).toEqual(whole);
    const { vectors: _, ...alone } = whole;
    expect(parseManifest(JSON.stringify(alone))).toEqual(alone);
  });

  it.each([
    ["format", FORMAT_VERSION + 1, `version ${FORMAT_VERSION + 1}.${MEANING_VERSION}, and this Titlecast reads`],
    [
      "meaning",
      0,
      `version ${FORMAT_VERSION}.0, and this Titlecast reads ${FORMAT_VERSION}.${MEANING_VERSION}; export it`,
    ],
  ])("of another %s says so, and what to do", (field, version, message) => {
    expect(() => parseManifest(change([field], version))).toThrow(ManifestError);
    expect(() => parseManifest(change([field], version))).toThrow(message);
  });

  it("names each field that is missing", () => {
    const optional = ["vectors"];
    const named = pathsOf(whole).filter((path) => {
      const [last] = path.slice(-1);
      // Entries of lists and of free records may go.
      return path.length > 0 && !/^\d+$/.test(last) && !optional.includes(path.join(".")) && !isFree(path);
    });
    expect(named.length).toBeGreaterThan(35);
    for (const path of named) {
      const message = ["format", "meaning"].includes(path.join("."))
        ? "has no version"
        : `manifest.json, ${path.join(".")}:`;
      expect(() => parseManifest(change(path))).toThrow(ManifestError);
      expect(() => parseManifest(change(path))).toThrow(message);
    }
  });

  it.each<[string, unknown]>([
    ["release", "../2026-11"],
    ["predictors.reddit.file.path", "../../etc/passwd"],
    ["predictors.reddit.file.path", "https://example.com/x"],
    ["predictors.reddit.file.sha256", "0"],
    ["predictors.reddit.file.bytes", -1],
    ["predictors.reddit.edges", [1]],
    ["predictors.reddit.edges.1", 2.5],
    ["predictors.reddit.inputs.0", "weather"],
    ["predictors.reddit.goldens.0.probabilities.2", 1.5],
    ["predictors.reddit.goldens.0.context.postedAt", "now"],
    ["vectors.words", "many"],
  ])("with a wrong %s names it: %j", (path, to) => {
    expect(() => parseManifest(change(path.split("."), to))).toThrow(`manifest.json, ${path}:`);
  });

  it("of any kind is read or refused, never more", () => {
    fc.assert(
      fc.property(fc.oneof(fc.json(), fc.string()), (text) => {
        expect(() => parseManifest(text)).toThrow(ManifestError);
      }),
    );
    fc.assert(
      fc.property(fc.constantFrom(...pathsOf(whole).slice(1)), fc.jsonValue(), (path, to) => {
        try {
          parseManifest(change(path, to));
        } catch (error) {
          expect(error).toBeInstanceOf(ManifestError);
        }
      }),
    );
  });
});

describe("the pointer", () => {
  it("names the current release", () => {
    expect(parsePointer('{"release":"2026-11"}')).toBe("2026-11");
  });

  it.each(["", "{}", "[]", "null", '{"release":"../x"}', '{"release":7}', "<!doctype html>"])(
    "%s is refused",
    (text) => {
      expect(() => parsePointer(text)).toThrow(ManifestError);
      expect(() => parsePointer(text)).toThrow(/^current\.json/);
    },
  );
});

/** Whether a place lies inside a record whose keys are free. */
function isFree(path: readonly string[]): boolean {
  const text = path.join(".");
  return /^(?:predictors\.\w+|.*\.(?:config|metrics|titleOnly|baselines)\..*)$/.test(text);
}
