import fc from "fast-check";
import { expect, it } from "vitest";
import { siteOf } from "../../lib/post";
import { anyText } from "./text/texts";

it.each([
  ["https://www.github.com/a/b?c=d#e", "github.com"],
  [" GitHub.com ", "github.com"],
  ["github.com/a", "github.com"],
  ["github.com:8080/a", "github.com"],
  ["//github.com/a", "github.com"],
  ["http://user:secret@m.example.co.uk.:80/x", "example.co.uk"],
  ["https://www.m.wikipedia.org", "wikipedia.org"],
  ["en.wikipedia.org", "en.wikipedia.org"],
  ["www2.example.org", "example.org"],
  ["mobile.nytimes.com", "nytimes.com"],
  ["amp.dev", "amp.dev"],
  ["https://m.me/x", "m.me"],
  ["bücher.de", "xn--bcher-kva.de"],
  ["1.2.3.4", "1.2.3.4"],
  ["self", "self"],
  ["self.Python", "self"],
  ["", null],
  ["   ", null],
  ["localhost:3000", null],
  ["two words", null],
  ["mailto:someone@example.com", null],
  ["javascript:alert(1.5)", null],
  ["[::1]", null],
  ["http://", null],
  [".net", null],
  ["http://a..b", null],
])("%j is of the site %j", (text, site) => {
  expect(siteOf(text)).toBe(site);
});

it("reads any text, and its own answer as itself", () => {
  fc.assert(
    fc.property(fc.oneof(anyText, fc.webUrl(), fc.domain()), (text) => {
      const site = siteOf(text);
      if (site === null) return;
      expect(site).toMatch(/^self$|^[^\s/:.]+(\.[^\s/:.]+)+$/);
      expect(siteOf(`https://${site}/`)).toBe(site === "self" ? null : site);
    }),
  );
});
