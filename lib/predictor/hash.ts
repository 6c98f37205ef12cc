/** FNV-1a, 32 bits, over the UTF-16 code units of `text` (Fowler, Noll and Vo). `seed` continues an earlier hash. */
export function fnv1a(text: string, seed = 0x811c9dc5): number {
  let hash = seed;
  for (let i = 0; i < text.length; i++) {
    hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  }
  return mix(hash);
}

/** Finaliser of MurmurHash3 (Appleby): spreads the low bits that a power-of-two table keeps. */
function mix(hash: number): number {
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}

/** Hash of an ordered pair of words, for the table of hashed bigrams. */
export function hashPair(first: string, second: string): number {
  return fnv1a(second, fnv1a(first) ^ 0x20);
}
