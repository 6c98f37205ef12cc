import { describe, expect, it } from "vitest";
import { decodeModel, encodeModel } from "../../../lib/predictor/model";
import { Bundle, BundleError, writeBundle } from "../../../lib/release/bundle";
import { makeTinyModel } from "../../support/tinyModel";

const small = writeBundle({
  bytes: Uint8Array.of(1, 2, 3),
  integers: Int32Array.of(-4, 5),
  numbers: Float32Array.of(0.5, -1.5, 2.5),
});

/** Everything that a bundle holds, or the error with which it is refused, which must be a BundleError. */
function open<T>(bytes: Uint8Array, read: (bytes: Uint8Array) => T): T | BundleError {
  try {
    return read(bytes);
  } catch (error) {
    if (error instanceof BundleError) return error;
    throw new Error(`${error}, where a BundleError was expected`);
  }
}

const readSmall = (bytes: Uint8Array) => {
  const bundle = new Bundle(bytes);
  return [bundle.u8("bytes"), bundle.i32("integers"), bundle.f32("numbers")];
};

describe.each<[string, Uint8Array, (bytes: Uint8Array) => unknown]>([
  ["a bundle", small, readSmall],
  ["a predictor's file", encodeModel(makeTinyModel({ communities: ["rust"] })), decodeModel],
])("%s", (_what, whole, read) => {
  it("that is cut short anywhere is refused, unless only padding is lost", () => {
    const full = read(whole);
    let refused = 0;
    for (let length = 0; length < whole.length; length++) {
      const found = open(whole.slice(0, length), read);
      if (found instanceof BundleError) refused++;
      else expect(found).toEqual(full);
    }
    expect(refused).toBeGreaterThan(whole.length - 8);
  });

  it("of which any bit is flipped is read or refused by name, and its first bytes are never read wrongly", () => {
    // Every bit of the header, and some of the numbers, which only a hash can vouch for.
    const headerLength = new DataView(whole.buffer).getUint32(8, true);
    for (let at = 0; at < whole.length; at += at < 12 + headerLength ? 1 : 7) {
      for (let bit = 0; bit < 8; bit++) {
        const flipped = whole.slice();
        flipped[at] ^= 1 << bit;
        const found = open(flipped, read);
        if (at < 7) expect(found).toBeInstanceOf(BundleError);
      }
    }
  });
});
