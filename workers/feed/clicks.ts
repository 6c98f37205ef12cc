import type { Click } from "./api";

/** Two logs as one: each click once, undone if it is so in either, in order of time and within that as they stand. */
export function joinClicks(mine: readonly Click[], others: readonly Click[]): Click[] {
  const joined = new Map(mine.map((click) => [click.id, click]));
  for (const click of others) {
    const known = joined.get(click.id);
    joined.set(click.id, known === undefined ? click : { ...known, undone: known.undone || click.undone });
  }
  return [...joined.values()].sort((a, b) => a.at - b.at);
}

/** The clicks that hold: not undone, and the last one about its post; in order of time. */
export function standingClicks(clicks: readonly Click[]): Click[] {
  const standing = clicks.filter(({ undone }) => !undone);
  const last = new Map(standing.map(({ candidate, id }) => [candidate, id]));
  return standing.filter(({ candidate, id }) => last.get(candidate) === id);
}
