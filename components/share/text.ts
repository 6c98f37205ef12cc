import { joinRuns, sayForecast, sayRange, type Telling } from "./layout";

/** Height of the embedded view that shows most titles without scrolling, in CSS pixels. */
const EMBED_HEIGHT = 460;
const EMBED_WIDTH = 640;

/** A forecast as plain text, for a chat or a mail. */
export function writeText(telling: Telling, link: string): string {
  return [
    `“${telling.title.trim()}”`,
    sayAll(telling),
    `Forecast for ${telling.place} by Titlecast, ${telling.release}: ${link}`,
  ].join("\n");
}

/** What the card shows, for those who do not see it. */
export function describeCard(telling: Telling): string {
  return `A card with the forecast of “${telling.title.trim()}” for ${telling.place}: ${sayAll(telling)}`;
}

/** The element that shows a forecast on someone's page. @param address of the embedded view */
export function writeEmbed(telling: Telling, address: string): string {
  const title = escapeHtml(`Titlecast: forecast of “${telling.title.trim()}”`);
  return (
    `<iframe src="${escapeHtml(address)}" title="${title}" width="${EMBED_WIDTH}" height="${EMBED_HEIGHT}" loading="lazy" ` +
    'style="max-width: 100%; border: 0"></iframe>'
  );
}

/** A name for the card's file, from the title's first letters and digits. */
export function nameFile(title: string): string {
  const slug = title
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, "-")
    .replace(/^-|-$/g, "");
  return `titlecast-${[...slug].slice(0, 60).join("").replace(/-$/, "") || "card"}.png`;
}

function sayAll(telling: Telling): string {
  return `${joinRuns(sayForecast(telling))} ${sayRange(telling)}.`;
}

function escapeHtml(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll('"', "&quot;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}
