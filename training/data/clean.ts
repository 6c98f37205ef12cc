import { type DuckDBConnection, DuckDBScalarFunction, VARCHAR } from "@duckdb/node-api";
import type { Meaning } from "../../lib/columns";
import { SELF, siteOf } from "../../lib/post";
import { ENTITIES } from "../../lib/text/entities";
import type { ColumnMap } from "./columns";
import { literal } from "./duckdb";
import type { Source } from "./sources";

/** Whose conventions a source follows. */
export type Site = "hacker-news" | "reddit";

/** Why a readable row is not in the table. A file may hold rows that nobody wants; these are no errors. */
export const DROPPED = ["dead", "no_title", "no_score", "no_time", "duplicate"] as const;

/** What the sites put in place of a title or an author that is gone. */
const GONE = "\\[(?:deleted|removed|dead|flagged|deleted by user|removed by reddit)\\]";

/**
 * SQL that brings a source's rows into one form: `title, url, site, community, author, posted_at, score, id`, with `reason`
 * (one of {@link DROPPED}, `blank`, or a sentence) and `raw` for those that are not to be kept. The usual cases come first
 * and are cheap: functions that handle every case would cost more than reading does, and so would a list after IN, which
 * DuckDB makes a join.
 */
export function cleanRows(source: Source, map: ColumnMap, as: Site): string {
  const reading = source.read([...new Set(Object.values(map))]);
  const cell = (meaning: Meaning) => {
    const column = map[meaning];
    return column === undefined ? "NULL::VARCHAR" : reading.cell(column);
  };
  // On Hacker News a post without a link is a text post; elsewhere a missing link says nothing.
  const withoutLink = as === "hacker-news" && map.url !== undefined ? literal(SELF) : "NULL";
  return `WITH cells AS (SELECT ${cleaned(cell("title"))} AS title, ${trimmed(cell("url"))} AS url,
      ${trimmed(cell("site"))} AS domain, ${cell("community")} AS community, ${cell("author")} AS author,
      ${cell("posted_at")} AS time, ${cell("score")} AS points, ${cell("id")} AS id,
      ${isTrue(cell("dead"))} AS dead, ${isTrue(cell("is_self"))} AS is_self,
      ${reading.problem} AS problem, ${reading.row} AS row FROM ${reading.table}),
    hosts AS (SELECT *, ${timeOf("time")} AS posted_at, try_cast(points AS DOUBLE) AS number,
      ${hostOf("url")} AS url_host, ${map.site === undefined ? "NULL::VARCHAR" : hostOf("domain")} AS domain_host FROM cells),
    typed AS (SELECT *, ${withoutWww("url_host")} AS url_name, ${withoutWww("domain_host")} AS domain_name FROM hosts),
    sites AS (SELECT *, ${siteFrom("url_name", "url")} AS url_site, ${siteFrom("domain_name", "domain")} AS domain_site
      FROM typed)
    SELECT title, CASE WHEN contains(url, '://') THEN url END AS url,
      CASE WHEN is_self OR coalesce(domain_site = ${literal(SELF)}, false) THEN ${literal(SELF)}
        ELSE coalesce(url_site, domain_site, CASE WHEN url IS NULL AND domain IS NULL THEN ${withoutLink} END) END AS site,
      ${as === "reddit" ? subreddit("community") : "NULL::VARCHAR"} AS community,
      CASE WHEN ${isOdd("author")} OR author LIKE '[%' THEN CASE WHEN NOT ${isGone("author")} THEN ${trimmed("author")} END
        ELSE author END AS author,
      posted_at, try_cast(number AS INTEGER) AS score, id,
      CASE WHEN problem IS NULL AND title IS NOT NULL AND score = number AND posted_at IS NOT NULL AND NOT dead
          AND title NOT LIKE '[%' THEN NULL
        WHEN problem IS NOT NULL THEN problem WHEN dead OR ${isGone("title")} THEN 'dead'
        WHEN title IS NULL THEN 'no_title' WHEN ${isEmpty("points")} THEN 'no_score' WHEN ${isEmpty("time")} THEN 'no_time'
        WHEN score IS NULL OR score <> number THEN 'score is not a whole number: ' || points
        WHEN posted_at IS NULL THEN 'time is not understood: ' || time END AS reason,
      CASE WHEN contains(reason, ' ') THEN ${reading.toText("row")} END AS raw
    FROM sites`;
}

/** What may be the host of a link, or of a text that is nothing but a host. */
export function hostOf(text: string): string {
  return `lower(CASE WHEN ${text} LIKE 'http%://%' THEN split_part(${text}, '/', 3) ELSE ${text} END)`;
}

export function withoutWww(host: string): string {
  return `CASE WHEN starts_with(${host}, 'www.') THEN substr(${host}, 5) ELSE ${host} END`;
}

/** Beginnings that {@link siteOf} cuts off a host. */
const PREFIXES = ["www", "m.", "mobile.", "amp."];

/**
 * What {@link siteOf} says of a text: of a plain host that is the host itself, less what it cuts off. All else is left to
 * the function: hosts with a port or coded letters, addresses, and Reddit's name for its own texts.
 * @param name the text's host without `www.`.
 */
export function siteFrom(name: string, text: string): string {
  const isPlain = (host: string) => `regexp_full_match(${host}, '(?:[a-z0-9-]+\\.)+[a-z]{2,}')`;
  const isPrefixed = `(${PREFIXES.map((prefix) => `starts_with(${name}, ${literal(prefix)})`).join(" OR ")})`;
  const rest = `regexp_replace(${name}, '^(?:(?:www\\d?|m|mobile|amp)\\.)+', '')`;
  return `CASE WHEN ${text} IS NULL THEN NULL
    WHEN contains(${name}, 'xn--') OR starts_with(${name}, 'self.') THEN site_of(${text})
    WHEN ${isPrefixed} THEN CASE WHEN ${isPlain(rest)} THEN ${rest} ELSE site_of(${text}) END
    WHEN ${isPlain(name)} THEN ${name} ELSE site_of(${text}) END`;
}

/** `site_of(text)` in SQL is {@link siteOf}: the very function that reads what people type on the page. */
export function registerSiteOf(connection: DuckDBConnection): void {
  connection.registerScalarFunction(
    DuckDBScalarFunction.create({
      name: "site_of",
      parameterTypes: [VARCHAR],
      returnType: VARCHAR,
      mainFunction(_info, input, output) {
        const texts = input.getColumnVector(0);
        for (let i = 0; i < input.rowCount; i++) {
          const text = texts.getItem(i);
          output.setItem(i, typeof text === "string" ? siteOf(text) : null);
        }
        output.flush();
      },
    }),
  );
}

/** Whether a text is empty, or has spaces around it. */
function isOdd(text: string): string {
  return `(${text} = '' OR ${text} LIKE ' %' OR ${text} LIKE '% ')`;
}

/** A text without spaces around it; NULL where nothing is left. */
function trimmed(text: string): string {
  return `CASE WHEN ${isOdd(text)} THEN nullif(trim(${text}), '') ELSE ${text} END`;
}

/** The same, with its entities decoded. */
function cleaned(text: string): string {
  const decoded = ENTITIES.reduce(
    (sql, [entity, character]) => `replace(${sql}, ${literal(entity)}, ${literal(character)})`,
    text,
  );
  return `CASE WHEN contains(${text}, '&') OR ${isOdd(text)} THEN nullif(trim(${decoded}), '') ELSE ${text} END`;
}

function isEmpty(text: string): string {
  return `(${text} IS NULL OR trim(${text}) = '')`;
}

function isTrue(text: string): string {
  return `CASE WHEN ${text} IS NULL OR ${text} = 'false' THEN false ELSE regexp_full_match(trim(${text}), '(?i)true|t|yes|1') END`;
}

function isGone(text: string): string {
  return `coalesce(regexp_full_match(lower(trim(${text})), ${literal(GONE)}), false)`;
}

/** The subreddit of a name, `/r/name` or a link into it. */
function subreddit(text: string): string {
  const name = `regexp_replace(lower(${text}), '^(?:https?://[^/]+)?/?r/([^/]+).*$', '\\1')`;
  return `CASE WHEN contains(${text}, '/') THEN ${name} ELSE lower(${text}) END`;
}

/** US order, as spreadsheets write it; ISO and epochs are tried before. */
const TIME_FORMATS = ["%m/%d/%Y %H:%M", "%m/%d/%Y %H:%M:%S", "%m/%d/%Y %I:%M %p", "%m/%d/%Y"];

/** ISO, epoch seconds, epoch milliseconds, or one of {@link TIME_FORMATS}; without a zone in the session's. */
function timeOf(text: string): string {
  const written = `try_cast(${text} AS TIMESTAMPTZ)`;
  const number = `try_cast(${text} AS DOUBLE)`;
  const american = `try_strptime(${text}, [${TIME_FORMATS.map(literal).join(", ")}])::TIMESTAMPTZ`;
  return `CASE WHEN isfinite(${written}) THEN ${written} WHEN ${written} IS NOT NULL THEN NULL
    WHEN ${number} >= 1e8 AND ${number} < 1e11 THEN to_timestamp(${number})
    WHEN ${number} >= 1e11 AND ${number} < 1e14 THEN to_timestamp(${number} / 1000)
    WHEN ${number} IS NULL THEN ${american} END`;
}
