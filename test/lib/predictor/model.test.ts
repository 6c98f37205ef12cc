import { expect, it } from "vitest";
import { decodeModel, encodeModel } from "../../../lib/predictor/model";
import { Bundle, type BundleArray, BundleError, writeBundle } from "../../../lib/release/bundle";
import { makeTinyModel } from "../../support/tinyModel";

const model = makeTinyModel({ communities: ["pics", "rust"] });

it.each([[["pics", "rust"]], [[]]])(
  "a model comes back from its file as it went in, with communities %j",
  (communities) => {
    const one = makeTinyModel({ communities });
    expect(decodeModel(encodeModel(one))).toEqual(one);
  },
);

/** The model's file with an array taken away, or replaced. */
function change(name: string, to: BundleArray | null): Uint8Array {
  const bundle = new Bundle(encodeModel(model));
  const types = { Int8Array: "i8", Uint8Array: "u8", Uint32Array: "u32", Float32Array: "f32" } as const;
  const arrays = bundle.names.map((own) => {
    for (const type of Object.values(types)) {
      try {
        return [own, bundle[type](own)];
      } catch {}
    }
    throw new Error(`${own} is of another type`);
  });
  return writeBundle(Object.fromEntries([...arrays.filter(([own]) => own !== name), ...(to ? [[name, to]] : [])]));
}

it("a file that lacks any of its arrays is refused, naming it", () => {
  const { names } = new Bundle(encodeModel(model));
  expect(names.length).toBeGreaterThan(15);
  for (const name of names) {
    expect(() => decodeModel(change(name, null))).toThrow(BundleError);
    expect(() => decodeModel(change(name, null))).toThrow(`array "${name}"`);
  }
});

it.each<[string, BundleArray, RegExp]>([
  ["features", new Float32Array(7), /"features" holds 7 numbers, expected/],
  ["embedding", new Int8Array(8), /"embedding" holds 8 numbers, expected/],
  ["featureMean", new Float32Array(1), /"featureMean" holds 1 numbers/],
  ["edges", Uint32Array.of(1, 10), /communities need 6 shares, got 18/],
  ["shape", new Uint32Array(0), /expected/],
  ["siteCounts", new Uint8Array(9), /entity table of 1 hashes, 1 residuals, 9 counts/],
  ["words", new TextEncoder().encode("the\nking"), /starts with <unknown> and <number>/],
  ["words", Uint8Array.of(0xff), /"words" is not text/],
])("a file whose %s do not fit the rest is refused", (name, array, message) => {
  expect(() => decodeModel(change(name, array))).toThrow(BundleError);
  expect(() => decodeModel(change(name, array))).toThrow(message);
});
