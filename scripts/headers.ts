import { readFile, writeFile } from "node:fs/promises";
import { join, relative } from "node:path";
import { LASTING, listFiles } from "./files";
import { readPolicy, writePolicy } from "./policy";

const YEAR_IN_SECONDS = 365 * 24 * 60 * 60;

type Headers = Readonly<Record<string, string>>;

/** What every answer says, of pages and of files alike. */
const ALWAYS: Headers = {
  "X-Content-Type-Options": "nosniff",
  "Referrer-Policy": "no-referrer",
  "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
};

/** The page that any site may show in a frame; nobody may frame another. */
const FRAMED = /^\/embed\//;

/**
 * The headers of an address, for every host that can set some: our server and, by `_headers`, others.
 * `Strict-Transport-Security` is left to whoever holds the certificate.
 *
 * @param path - from the site's root, starting with `/`
 * @param html - of a page; null for any other file
 */
export function describeHeaders(path: string, html: string | null): Headers {
  const policy = (html === null ? null : readPolicy(html)) ?? writePolicy();
  return {
    ...ALWAYS,
    // A `<meta>` policy cannot say who may frame a page.
    "Content-Security-Policy": FRAMED.test(path) ? policy : `${policy}; frame-ancestors 'none'`,
    ...(html === null ? {} : { "Cross-Origin-Opener-Policy": "same-origin" }),
    "Cache-Control": LASTING.test(path) ? `public, max-age=${YEAR_IN_SECONDS}, immutable` : "no-cache",
  };
}

/**
 * Writes `_headers`, which Cloudflare Pages and Netlify read: the same headers, as rules. Such hosts join what several
 * rules say of one header, so no address takes one header from two.
 */
export async function writeHeaders(out: string): Promise<void> {
  const rules = [writeRule("/*", ALWAYS)];
  for (const page of await listFiles(out, /\.html$/)) {
    const path = `/${relative(out, page).replaceAll("\\", "/")}`.replace(/index\.html$/, "");
    rules.push(writeRule(path, own(describeHeaders(path, await readFile(page, "utf8")))));
  }
  for (const path of [
    "/_next/static/*",
    "/engine/*",
    "/models/:release/*",
    "/models/current.json",
    "/service-worker.js",
  ]) {
    rules.push(writeRule(path, own(describeHeaders(path, null))));
  }
  await writeFile(join(out, "_headers"), rules.join("\n"));
}

/** Without what the rule for every address says already. */
function own(headers: Headers): Headers {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !Object.hasOwn(ALWAYS, name)));
}

function writeRule(path: string, headers: Headers): string {
  const lines = Object.entries(headers).map(([name, value]) => `  ${name}: ${value}\n`);
  return `${path}\n${lines.join("")}`;
}
