/**
 * What the interfaces of Reddit and Hacker News escape in titles, though nobody types it. The ampersand comes last, so
 * that nothing is decoded twice.
 */
export const ENTITIES: readonly (readonly [entity: string, text: string])[] = [
  ["&lt;", "<"],
  ["&gt;", ">"],
  ["&quot;", '"'],
  ["&#39;", "'"],
  ["&#x27;", "'"],
  ["&#x2F;", "/"],
  ["&amp;", "&"],
];

/** A title as it was typed. */
export function decodeEntities(title: string): string {
  if (!title.includes("&")) return title;
  return ENTITIES.reduce((text, [entity, decoded]) => text.replaceAll(entity, decoded), title);
}
