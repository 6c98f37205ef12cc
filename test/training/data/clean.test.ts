import * as fc from "fast-check";
import { expect, it } from "vitest";
import { siteOf } from "../../../lib/post";
import { hostOf, registerSiteOf, siteFrom, withoutWww } from "../../../training/data/clean";
import { literal, withDuckDB } from "../../../training/data/duckdb";

/** What the import makes of texts, in one statement. */
function sitesInSql(texts: readonly string[]): Promise<(string | null)[]> {
  return withDuckDB(async (connection) => {
    registerSiteOf(connection);
    const rows = texts.map((text, i) => `(${i}, ${literal(text)})`).join(", ");
    const found = await connection.runAndReadAll(`
      WITH hosts AS (SELECT *, ${hostOf("text")} AS host FROM (VALUES ${rows}) AS given(i, text)),
        names AS (SELECT *, ${withoutWww("host")} AS name FROM hosts)
      SELECT ${siteFrom("name", "text")} FROM names ORDER BY i`);
    return found.getRows().map(([site]) => (site === null ? null : String(site)));
  });
}

const scheme = fc.constantFrom("http://", "https://", "HTTPS://", "ftp://", "//", "");
const label = fc.oneof(
  fc.constantFrom("www", "www2", "m", "mobile", "amp", "self", "example", "Example", "github", "co", "xn--bcher-kva"),
  fc.string({ unit: fc.constantFrom(..."abz09-_ü%:@"), minLength: 1, maxLength: 6 }),
);
const host = fc.array(label, { minLength: 1, maxLength: 5 }).map((labels) => labels.join("."));
const ending = fc.constantFrom(
  "",
  ".",
  ".com",
  ".org",
  ".c",
  ".123",
  ":8080",
  "/",
  "/a/b?c=d#e",
  "?q=1",
  "#top",
  "/http://x.com",
);

it("gives each text the site that a page gives it", async () => {
  const texts = fc.sample(
    fc.tuple(scheme, host, ending).map((parts) => parts.join("")),
    { numRuns: 4000, seed: 7 },
  );
  expect(new Set(texts.map(siteOf)).size).toBeGreaterThan(1000);
  expect(await sitesInSql(texts)).toEqual(texts.map(siteOf));
});
