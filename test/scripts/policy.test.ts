import { createHash } from "node:crypto";
import { describe, expect, test } from "vitest";
import { addPolicy, readPolicy } from "../../scripts/policy";
import { HACKER_NEWS_ORIGIN } from "../../workers/sources/hacker-news";
import { REDDIT_ORIGIN } from "../../workers/sources/reddit";

const page = (body: string) => `<!DOCTYPE html><html><head><meta charSet="utf-8"/></head><body>${body}</body></html>`;
const hash = (text: string) => `'sha256-${createHash("sha256").update(text).digest("base64")}'`;

describe("a page's security policy", () => {
  test("allows its own inline scripts and styles by hash, and no others", () => {
    const html = addPolicy(page("<script>go('<b>')</script><script src='/a.js'></script><style>p{}</style>"), "a.html");
    const policy = readPolicy(html) ?? "";
    expect(policy).toContain(`script-src 'self' 'wasm-unsafe-eval' ${hash("go('<b>')")};`);
    expect(policy).toContain(`style-src 'self' ${hash("p{}")};`);
    expect(policy).not.toContain("unsafe-inline");
  });

  test("stands before everything that it must bind", () => {
    const html = addPolicy(page("<script>1</script>"), "a.html");
    expect(html).toMatch(
      /^<!DOCTYPE html><html><head><meta charSet="utf-8"\/><meta http-equiv="Content-Security-Policy"/,
    );
  });

  test("cannot be given to a page with inline attributes, and says where", () => {
    expect(() => addPolicy(page('<p style="color:red">'), "words.html")).toThrow(/words\.html has an inline style=/);
    expect(() => addPolicy(page('<p onclick="go()">'), "words.html")).toThrow(/words\.html has an inline onclick=/);
  });

  test("lets the feed ask the two sites that it can show, and every other page none", () => {
    const connections = (path: string) =>
      /connect-src ([^;]*);/.exec(readPolicy(addPolicy(page(""), path)) ?? "")?.[1].split(" ");
    expect(connections("feed/index.html")).toEqual(["'self'", HACKER_NEWS_ORIGIN, REDDIT_ORIGIN]);
    for (const path of ["index.html", "words/index.html", "404.html", "a/feed/index.html"]) {
      expect(connections(path)).toEqual(["'self'"]);
    }
  });

  test("is not needed for what merely looks like an attribute inside a script", () => {
    expect(() => addPolicy(page('<script>"<p style=\\"a\\">"; x = " style=\\"\\""</script>'), "a.html")).not.toThrow();
  });
});
