import { Z95 } from "../../lib/metrics/normal";
import type { Effect, Effects } from "../../lib/release/profile";
import { Tally } from "../predictor/tally";

/** Names held at a time; the rarest half of more are forgotten. */
const MOST_NAMES = 1_000_000;
/** Fewest posts of a name that is told of. */
const LEAST_POSTS = 30;
/** Posts' worth of pull towards no effect. */
const SHRINKAGE = 10;
const SHOWN = 20;

const [POSTS, SUM, SQUARES, REACHED] = [0, 1, 2, 3];

/** What posts with a word, or from a site, earned beyond their community's mean. */
export class NameEffects {
  private readonly tally = new Tally(4, MOST_NAMES);

  /** @param residual of the log score, less its community's mean. */
  add(name: string, residual: number, reached100: boolean): void {
    const at = this.tally.add(name);
    const { values } = this.tally;
    values[at + SUM] += residual;
    values[at + SQUARES] += residual * residual;
    if (reached100) values[at + REACHED]++;
  }

  toEffects(): Effects {
    const effects: Effect[] = [];
    for (const [name, at] of this.tally.entries()) {
      const numbers = this.tally.values.subarray(at, at + 4);
      if (numbers[POSTS] >= LEAST_POSTS) effects.push(toEffect(name, numbers));
    }
    return {
      lift: effects
        .filter(({ low }) => low > 1)
        .sort((a, b) => b.low - a.low)
        .slice(0, SHOWN),
      sink: effects
        .filter(({ high }) => high < 1)
        .sort((a, b) => a.high - b.high)
        .slice(0, SHOWN),
    };
  }
}

function toEffect(name: string, numbers: Float64Array): Effect {
  const posts = numbers[POSTS];
  const mean = numbers[SUM] / posts;
  const spread = Math.sqrt(Math.max(0, numbers[SQUARES] / posts - mean * mean) / (posts - 1));
  const shrink = posts / (posts + SHRINKAGE);
  const at = (z: number) => Math.exp(shrink * (mean + z * spread));
  return { name, posts, factor: at(0), low: at(-Z95), high: at(Z95), reached100: numbers[REACHED] / posts };
}
