/**
 * Piecewise-linear encoding of a number (Gorishniy et al. 2022): one feature for each stretch between two neighbouring
 * knots, which says how much of the stretch lies between zero and the number: 0 to 1, or 0 to -1 below zero. A network can then follow any
 * curve with kinks at the knots, and zero is nought throughout.
 */
export class Ramps {
  readonly names: readonly string[];

  /**
   * @param prefix of the features' names.
   * @param knots ascending, zero among them.
   */
  constructor(
    prefix: string,
    private readonly knots: readonly number[],
  ) {
    this.names = knots.slice(1).map((_, i) => `${prefix}_${knots[i]}_to_${knots[i + 1]}`);
  }

  /** Writes the features of `value` and returns the place behind them. */
  write(out: Float32Array, at: number, value: number): number {
    for (let i = 0; i + 1 < this.knots.length; i++) {
      const [low, high] = [this.knots[i], this.knots[i + 1]];
      const inside = high <= 0 ? Math.min(0, Math.max(low, value) - high) : Math.max(0, Math.min(high, value) - low);
      out[at++] = inside / (high - low);
    }
    return at;
  }
}
