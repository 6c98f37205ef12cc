import { median } from "./word-counter";

/** Pairs that a table takes for each of its slots, so that a search stays short. */
const FILL = 0.7;

/** A number above 0 for each pair of ids, 12 bytes a slot. A full table forgets the half of its pairs with the lowest numbers. */
export class PairTable {
  private readonly firsts: Int32Array;
  private readonly seconds: Int32Array;
  /** 0 in an empty slot. */
  private readonly values: Int32Array;
  private readonly most: number;
  private size = 0;

  /** @param slots a power of two. */
  constructor(slots: number) {
    this.firsts = new Int32Array(slots);
    this.seconds = new Int32Array(slots);
    this.values = new Int32Array(slots);
    this.most = Math.floor(slots * FILL);
  }

  /** A table that holds this many pairs without forgetting one. */
  static forPairs(pairs: number): PairTable {
    return new PairTable(2 ** Math.ceil(Math.log2(pairs / FILL + 2)));
  }

  /** 0 for a pair that is not there. */
  get(first: number, second: number): number {
    return this.values[this.slotOf(first, second)];
  }

  add(first: number, second: number, value: number): void {
    let slot = this.slotOf(first, second);
    if (this.values[slot] === 0) {
      if (this.size === this.most) {
        this.forget();
        slot = this.slotOf(first, second);
      }
      this.firsts[slot] = first;
      this.seconds[slot] = second;
      this.size++;
    }
    this.values[slot] += value;
  }

  forEach(use: (first: number, second: number, value: number) => void): void {
    for (let slot = 0; slot < this.values.length; slot++) {
      if (this.values[slot] > 0) use(this.firsts[slot], this.seconds[slot], this.values[slot]);
    }
  }

  private slotOf(first: number, second: number): number {
    const last = this.values.length - 1;
    let hash = Math.imul(first, 0x9e3779b1) ^ Math.imul(second, 0x85ebca6b);
    hash ^= hash >>> 15;
    let slot = hash & last;
    while (this.values[slot] !== 0 && (this.firsts[slot] !== first || this.seconds[slot] !== second)) {
      slot = (slot + 1) & last;
    }
    return slot;
  }

  private forget(): void {
    const least = median(this.values.filter((value) => value > 0));
    const kept = new Int32Array(3 * (this.size >> 1));
    let length = 0;
    this.forEach((first, second, value) => {
      if (value <= least) return;
      kept.set([first, second, value], length);
      length += 3;
    });
    this.values.fill(0);
    this.size = 0;
    for (let i = 0; i < length; i += 3) this.add(kept[i], kept[i + 1], kept[i + 2]);
  }
}
