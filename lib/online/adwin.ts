/** Buckets of each size; the paper's `M`. */
const BUCKETS = 5;
/** Sizes of buckets, 1, 2, 4 …: the window holds up to `5 · 2^16` values. */
const SIZES = 16;
const SLOTS = BUCKETS + 1;
/** Where sums and sums of squares start in the state. */
const SUMS = SIZES;
const SQUARES = SUMS + SIZES * SLOTS;

/** What a new value revealed. */
export interface Shift {
  /** Values in the window before and after the old part was dropped. */
  readonly before: number;
  readonly after: number;
  /** The recent mean less the old one. */
  readonly change: number;
}

/**
 * ADWIN2 (Bifet and Gavaldà, Learning from Time-Changing Data with Adaptive Windowing, SDM 2007): keeps a window of
 * values in [0, 1] that is as long as its mean has been the same. Whenever two parts of the window of `n` values differ
 * in mean by more than
 *
 *     ε = √(2/m · σ² · ln(2/δ′)) + 2/(3m) · ln(2/δ′),   1/m = 1/n₀ + 1/n₁,   δ′ = δ/n,
 *
 * the older part goes. While the mean stays the same, a step drops anything with a probability of at most `δ`
 * (theorem 3.1). The window is an exponential histogram: sums of `2^i` values, five buckets of each size, so memory is
 * logarithmic in its length.
 */
export class Adwin {
  /** Buckets in use, by size; then the sum and then the sum of squares of each, the oldest of a size first. */
  readonly state = new Float32Array(SQUARES + SIZES * SLOTS);
  private width = 0;
  private total = 0;
  private totalSquares = 0;

  /** @param delta bound on the chance of a false alarm at each step. */
  constructor(readonly delta = 0.05) {}

  /** Values in the window. */
  get length(): number {
    return this.width;
  }

  /** Mean of the window; NaN when it is empty. */
  get mean(): number {
    return this.total / this.width;
  }

  /** Adds a value from 0 to 1. @returns what changed, or null. */
  add(value: number): Shift | null {
    this.push(0, value, value * value);
    this.width++;
    this.total += value;
    this.totalSquares += value * value;
    const before = this.width;
    let change: number | null = null;
    for (let found = this.findCut(); found !== null; found = this.findCut()) {
      change ??= found;
      this.dropOldest();
    }
    return change === null ? null : { before, after: this.width, change };
  }

  /** Takes over a kept {@link state}. @throws RangeError when it is none. */
  restore(state: Float32Array): void {
    const counts = state.subarray(0, SIZES);
    if (state.length !== this.state.length || !counts.every((count) => Number.isInteger(count) && count >= 0)) {
      throw new RangeError("not the state of a drift detector");
    }
    if (counts.some((count) => count > BUCKETS)) throw new RangeError("a drift detector of too many buckets");
    this.state.set(state);
    [this.width, this.total, this.totalSquares] = [0, 0, 0];
    for (let size = 0; size < SIZES; size++) {
      this.width += counts[size] * 2 ** size;
      for (let i = 0; i < counts[size]; i++) {
        this.total += state[SUMS + size * SLOTS + i];
        this.totalSquares += state[SQUARES + size * SLOTS + i];
      }
    }
  }

  private push(size: number, sum: number, squares: number): void {
    const start = size * SLOTS;
    const at = start + this.state[size]++;
    this.state[SUMS + at] = sum;
    this.state[SQUARES + at] = squares;
    if (this.state[size] <= BUCKETS) return;
    if (size + 1 === SIZES) {
      this.dropOldest();
      return;
    }
    const oldest = [
      this.state[SUMS + start] + this.state[SUMS + start + 1],
      this.state[SQUARES + start] + this.state[SQUARES + start + 1],
    ];
    this.shift(size, 2);
    this.push(size + 1, oldest[0], oldest[1]);
  }

  /** The change of mean at the oldest place where the window should be cut, or null. */
  private findCut(): number | null {
    const { width, total } = this;
    const logarithm = Math.log((2 * width) / this.delta);
    const variance = Math.max(0, this.totalSquares / width - (total / width) ** 2);
    let older = 0;
    let olderSum = 0;
    for (let size = SIZES - 1; size >= 0; size--) {
      for (let i = 0; i < this.state[size]; i++) {
        older += 2 ** size;
        olderSum += this.state[SUMS + size * SLOTS + i];
        if (older === width) return null;
        const change = (total - olderSum) / (width - older) - olderSum / older;
        const inverse = 1 / older + 1 / (width - older);
        const bound = Math.sqrt(2 * inverse * variance * logarithm) + (2 / 3) * inverse * logarithm;
        if (Math.abs(change) > bound) return change;
      }
    }
    return null;
  }

  private dropOldest(): void {
    let size = SIZES - 1;
    while (this.state[size] === 0) size--;
    this.width -= 2 ** size;
    this.total -= this.state[SUMS + size * SLOTS];
    this.totalSquares -= this.state[SQUARES + size * SLOTS];
    this.shift(size, 1);
  }

  /** Takes the oldest buckets of a size away. */
  private shift(size: number, by: number): void {
    for (const start of [SUMS + size * SLOTS, SQUARES + size * SLOTS]) {
      this.state.copyWithin(start, start + by, start + SLOTS);
    }
    this.state[size] -= by;
  }
}
