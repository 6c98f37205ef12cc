import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Bundle, type BundleArray, BundleError, encodeLines, writeBundle } from "../../../lib/release/bundle";
import { anyText } from "../text/texts";

const arrays: fc.Arbitrary<BundleArray> = fc.oneof(
  fc.int8Array(),
  fc.uint8Array(),
  fc.uint16Array(),
  fc.int32Array(),
  fc.uint32Array(),
  fc.float32Array(),
);
const named = fc.dictionary(
  anyText.filter((name) => name !== "__proto__"),
  arrays,
  { noNullPrototype: true },
);

function readBack(bundle: Bundle, name: string, like: BundleArray): BundleArray {
  if (like instanceof Int8Array) return bundle.i8(name);
  if (like instanceof Uint8Array) return bundle.u8(name);
  if (like instanceof Uint16Array) return bundle.u16(name);
  if (like instanceof Int32Array) return bundle.i32(name);
  return like instanceof Uint32Array ? bundle.u32(name) : bundle.f32(name);
}

describe("a bundle", () => {
  it("comes back with the arrays that went in, under their names, in their order", () => {
    fc.assert(
      fc.property(named, fc.nat(16), (written, shift) => {
        const bytes = writeBundle(written);
        const shifted = new Uint8Array(bytes.length + shift).subarray(shift);
        shifted.set(bytes);
        // Buffer's own `slice` does not copy.
        for (const view of [bytes, shifted, Buffer.from(shifted.buffer, shift)]) {
          const bundle = new Bundle(view);
          expect(bundle.names).toEqual(Object.keys(written));
          for (const [name, array] of Object.entries(written)) {
            expect(bundle.has(name)).toBe(true);
            expect(readBack(bundle, name, array)).toEqual(array);
          }
        }
      }),
    );
  });

  it("comes back with the lines that went in", () => {
    const line = fc.string({ unit: "grapheme" }).filter((text) => !text.includes("\n"));
    fc.assert(
      fc.property(fc.array(line, { minLength: 2 }), (lines) => {
        expect(new Bundle(writeBundle({ lines: encodeLines(lines) })).lines("lines")).toEqual(lines);
      }),
    );
    expect(new Bundle(writeBundle({ lines: encodeLines([]) })).lines("lines")).toEqual([]);
    expect(() => encodeLines(["one", "two\nthree"])).toThrow(/a line break inside "two\\nthree"/);
  });

  it("says what it has not", () => {
    const bundle = new Bundle(writeBundle({ a: Uint8Array.of(0xff), b: new Float32Array(1) }));
    expect(() => bundle.f32("a")).toThrow(new BundleError('model file has no f32 array "a"'));
    expect(() => bundle.u8("c")).toThrow(new BundleError('model file has no u8 array "c"'));
    expect(() => bundle.lines("a")).toThrow(new BundleError('model file damaged: "a" is not text'));
    expect(bundle.has("c")).toBe(false);
  });
});

describe("what is no bundle", () => {
  it.each<[string, Uint8Array, RegExp]>([
    ["nothing", new Uint8Array(0), /not a Titlecast model file/],
    ["a page", new TextEncoder().encode("<!doctype html><title>404</title>"), /not a Titlecast model file/],
    [
      "another version",
      writeBundle({}).map((byte, i) => (i === 6 ? 9 : byte)),
      /version 9, expected 1; export the rel/,
    ],
    ["a header of lies", withHeader('{"a":["u8",0,99]}'), /cut short inside "a"/],
    ["a header of nonsense", withHeader('{"a":["toString",0,1]}'), /bad entry "a"/],
    ["a header that is odd", withHeader('{"a":["u8",4,1]}'), /bad entry "a"/],
    ["a header that is none", withHeader("no"), /its header cannot be read/],
  ])("%s", (_what, bytes, message) => {
    expect(() => new Bundle(bytes)).toThrow(BundleError);
    expect(() => new Bundle(bytes)).toThrow(message);
  });
});

/** A bundle of 8 bytes of data under another header. */
function withHeader(text: string): Uint8Array {
  const header = new TextEncoder().encode(text);
  const bytes = new Uint8Array(Math.ceil((12 + header.length) / 8) * 8 + 8);
  bytes.set(writeBundle({}).subarray(0, 8));
  bytes[8] = header.length;
  bytes.set(header, 12);
  return bytes;
}
