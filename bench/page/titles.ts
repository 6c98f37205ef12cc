/** What is typed. */
export const TITLES = [
  "Show HN: I built a spreadsheet that runs in the browser",
  "Why SQLite is all you need for most web applications",
  "The unreasonable effectiveness of plain text files",
  "Ask HN: How do you stay focused while working from home?",
  "Google open-sources a new compression algorithm",
  "A visual introduction to machine learning (2015)",
];
