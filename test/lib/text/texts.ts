import fc from "fast-check";

/** Pieces that titles, and those who test them, are made of. */
const PIECES = [
  ...["Show HN: ", "ask hn", "c++", "C#", "node.js", "$1m", "$ 37.5bn", "(2015)", "[pdf]", "12%", "1,234", ".NET"],
  ...[
    "O’Reilly's",
    "state-of-the-art",
    "İstanbul",
    "ﬁ",
    "ﷺ",
    "ſhow hn",
    "日本",
    "カ",
    "مرحبا",
    "\u202Eabc",
    "e\u0301\u0302",
  ],
  ...[
    "👍🏽",
    "👩‍🚀",
    "🇩🇪",
    "❤\uFE0F",
    "\u200D",
    "\0",
    "\ud83d",
    "\udc4d",
    "\n",
    "\t",
    "  ",
    "…",
    "—",
    "(",
    "[",
    "$",
    "%",
  ],
];

/** Any title: words of many scripts, emoji, marks, control characters and lone surrogates. */
export const anyText = fc.oneof(
  fc.string({ unit: "binary", maxLength: 60 }),
  fc
    .array(fc.oneof(fc.constantFrom(...PIECES), fc.string({ maxLength: 5 })), { maxLength: 20 })
    .map((all) => all.join("")),
  fc.array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 40 }).map((units) => String.fromCharCode(...units)),
);
