/** A name that no other tab or device makes; `crypto.randomUUID` is withheld from pages without HTTPS. */
export function newId(): string {
  return Array.from(crypto.getRandomValues(new Uint32Array(4)), (part) => part.toString(36)).join("-");
}
