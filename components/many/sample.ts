import type { Source } from "./deskState";

/** A table of titles that nobody has posted, a few of its rows not as they should be. */
const SAMPLE = `title,link,author,posted
Show HN: A spreadsheet that runs in your terminal,https://github.com/example/cells,,2026-11-02 14:00
Why we moved our database back to one big server,https://blog.example.com/one-server,,2026-11-03 09:30
Ask HN: What do you wish you had learned earlier?,,,2026-11-03 16:00
"Small, boring, and fast: how our build got to four seconds",https://example.com/build,,2026-11-04 13:15
A visual guide to how compilers allocate registers (2017) [pdf],https://example.edu/registers.pdf,,2026-11-04 17:45
The lighthouse keepers who still write letters,https://example.org/letters,,2026-11-05 08:00
SQLite as a file format for everything,https://example.com/sqlite,,2026-11-05 12:00
"I read every changelog of one library, and here is what I learned",https://example.com/changelogs,,yesterday
Show HN: Offline maps for people who get lost,https://github.com/example/maps,,2026-11-06 15:00
A quarterly update from our growth team,https://example.com/growth,,2026-11-06 18:00
,https://example.com/untitled,,2026-11-07 10:00
Postgres query plans explained with toy trains,https://example.com/trains,,2026-11-07 14:20
"Ten things, that will, change how you, think",https://example.com/ten,,2026-11-08 11:00
The quiet maths behind elevator scheduling,https://example.com/lifts,,2026-11-09 09:10
Rewriting it in Rust, a year later,https://example.com/rust,,2026-11-09 16:40
Tell HN: The public library lends telescopes,,,2026-11-10 19:00
How a tide clock works,https://example.org/tides,,2026-11-11 07:30
An interpreter in two hundred lines of C,https://example.com/interpreter,,2026-11-11 13:00
What happens when you mute every notification for a month,https://example.com/mute,,2026-11-12 12:30
Launch HN: Soil sensors for small farms,https://example.com/soil,,2026-11-12 15:00
Memory safety in a language from 1972,https://example.com/memory,,2026-11-13 14:00
Why is everything suddenly a subscription?,https://example.com/subscriptions,,2026-11-14 10:45
Debugging a clock that was only wrong on Tuesdays,https://example.com/tuesdays,,2026-11-15 13:30
An index of dead programming languages,https://example.org/dead-languages,,2026-11-16 09:00
`;

export function makeSample(): Source {
  return { blob: new Blob([SAMPLE]), name: "sample.csv" };
}
