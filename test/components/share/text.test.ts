import { expect, test } from "vitest";
import type { Telling } from "../../../components/share/layout";
import { describeCard, nameFile, writeEmbed, writeText } from "../../../components/share/text";
import { toBuckets, toDistribution } from "../../../lib/buckets";

const buckets = toBuckets([1, 10, 100], [0.2, 0.5, 0.3]);
const { expected, quantiles } = toDistribution(buckets);

function tell(title: string): Telling {
  const outlook = { buckets, usual: buckets, quantiles, made: { expected, percentile: 0.5 } };
  return { title, place: "r/programming", outlook, reach: 100, release: "2026-11" };
}

test("as text: the title, the sentence, the range and the link", () => {
  expect(writeText(tell(" Why C++? "), "https://example.org/#title=Why")).toBe(
    [
      "“Why C++?”",
      "Most likely 10–99 points. About 3 in 10 reach 100. 8 in 10 land between 3 and 220.",
      "Forecast for r/programming by Titlecast, 2026-11: https://example.org/#title=Why",
    ].join("\n"),
  );
});

test("for who does not see the card: all that it shows", () => {
  expect(describeCard(tell("Why C++?"))).toBe(
    "A card with the forecast of “Why C++?” for r/programming: Most likely 10–99 points. About 3 in 10 reach 100. 8 in 10 land between 3 and 220.",
  );
});

test("for another page: one element, whatever the title says", () => {
  const code = writeEmbed(tell(`"><script>alert("1 & 2")</script>`), "https://example.org/embed/#title=a&release=b");
  expect(code).toMatch(
    /^<iframe src="https:\/\/example\.org\/embed\/#title=a&amp;release=b" title="[^"<>]*" [^<>]*><\/iframe>$/,
  );
  expect(code).toContain("&quot;&gt;&lt;script&gt;alert(&quot;1 &amp; 2&quot;)&lt;/script&gt;");
  expect(code).toMatch(/ width="\d+" height="\d+" loading="lazy" /);
});

test("a card's file is named for its title", () => {
  expect(nameFile("Show HN: A spreadsheet in 10 KB!")).toBe("titlecast-show-hn-a-spreadsheet-in-10-kb.png");
  expect(nameFile("../../etc/passwd")).toBe("titlecast-etc-passwd.png");
  expect(nameFile("日本語 データ")).toBe("titlecast-日本語-データ.png");
  expect(nameFile("🚀 …")).toBe("titlecast-card.png");
  expect(nameFile("long ".repeat(40)).length).toBeLessThan(80);
});
