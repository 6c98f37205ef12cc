import { join } from "node:path";
import { createRandom, shuffle } from "../../lib/random";
import { UserError } from "../console/errors";
import { type Folding, foldPosts, type Spread, summarise } from "./cross-validate";
import { runTrials, type TrialOptions, writeResults } from "./trials";

/** Values to try for each setting. */
export type SearchSpace = Readonly<Record<string, readonly unknown[]>>;
export type Settings = Readonly<Record<string, unknown>>;

export interface SweepOptions extends TrialOptions {
  readonly space: SearchSpace;
  /** Most combinations to try: a random sample of them, where there are more. */
  readonly trials: number;
  readonly folding: Folding;
  readonly seed: number;
}

/** One combination of settings, and its metrics over the folds. */
export interface SweepResult {
  readonly name: string;
  readonly settings: Settings;
  readonly full: Readonly<Record<string, Spread>>;
  readonly titleOnly: Readonly<Record<string, Spread>>;
}

/**
 * Tries combinations of settings, each on every fold, and ranks them by log loss: all of them where they are few, else a
 * random sample, which finds a good one in fewer trials than a coarser grid (Bergstra and Bengio 2012). The same command
 * resumes. Written as `sweep.json`; each fit has a folder of its own.
 * @returns best first. @throws UserError
 */
export async function sweep(options: SweepOptions): Promise<SweepResult[]> {
  const { space, trials, folding, seed, ...rest } = options;
  const chosen = chooseSettings(space, trials, seed);
  const folds = await foldPosts(options.posts, folding);
  const evaluations = await runTrials(
    chosen.flatMap((settings) =>
      folds.map((fold) => ({ ...fold, name: `${nameOf(settings)}, ${fold.name}`, flags: toFlags(settings) })),
    ),
    rest,
  );
  const results = chosen.map((settings, i): SweepResult => {
    const own = evaluations.slice(i * folds.length, (i + 1) * folds.length);
    return {
      name: nameOf(settings),
      settings,
      full: summarise(own.map(({ full }) => full)),
      titleOnly: summarise(own.map(({ titleOnly }) => titleOnly)),
    };
  });
  results.sort((a, b) => a.full.log_loss.mean - b.full.log_loss.mean);
  await writeResults(join(options.folder, "sweep.json"), results);
  return results;
}

/** All combinations of the values, or a random sample of so many, in an order that depends on the seed alone. */
export function chooseSettings(space: SearchSpace, most: number, seed: number): Settings[] {
  const names = Object.keys(space);
  const empty = names.find((name) => space[name].length === 0);
  if (names.length === 0 || empty !== undefined) {
    throw new UserError(
      `nothing to try${empty === undefined ? "" : ` for ${empty}`}; give --try setting=[value,value]`,
    );
  }
  const count = names.reduce((product, name) => product * space[name].length, 1);
  const numbers = count <= most ? Array.from({ length: count }, (_, i) => i) : sample(count, most, seed);
  return numbers.map((number) => {
    let rest = number;
    return Object.fromEntries(
      names.map((name) => {
        const value = space[name][rest % space[name].length];
        rest = Math.floor(rest / space[name].length);
        return [name, value];
      }),
    );
  });
}

/** So many different numbers below `count`; for a count that no list could hold, too. */
function sample(count: number, most: number, seed: number): number[] {
  const random = createRandom(seed);
  if (count < 1e6) {
    return shuffle(
      Array.from({ length: count }, (_, i) => i),
      random,
    ).slice(0, most);
  }
  const drawn = new Set<number>();
  while (drawn.size < most) drawn.add(Math.floor(random() * count));
  return [...drawn];
}

function nameOf(settings: Settings): string {
  return Object.entries(settings)
    .map(([name, value]) => `${name} ${JSON.stringify(value)}`)
    .join(" ");
}

function toFlags(settings: Settings): string[] {
  return Object.entries(settings).flatMap(([name, value]) => ["--set", `${name}=${JSON.stringify(value)}`]);
}
