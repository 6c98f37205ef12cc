/**
 * Communities that match what was typed (`r/` in front is ignored): the very name, then names that start with it, then
 * names that hold it; otherwise in the order given.
 */
export function matchCommunities(names: readonly string[], typed: string, limit: number): string[] {
  const wanted = typed
    .trim()
    .toLowerCase()
    .replace(/^\/?r\//, "");
  const tiers: [same: string[], start: string[], inside: string[]] = [[], [], []];
  for (const name of names) {
    const at = name.indexOf(wanted);
    if (at < 0) continue;
    tiers[at > 0 ? 2 : name.length === wanted.length ? 0 : 1].push(name);
  }
  return tiers.flat().slice(0, limit);
}
