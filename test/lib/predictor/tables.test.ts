import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { CommunityTable } from "../../../lib/predictor/communities";
import { EntityTable } from "../../../lib/predictor/entities";
import { fnv1a, hashPair } from "../../../lib/predictor/hash";

const names = fc.uniqueArray(fc.string({ unit: "grapheme" }), { maxLength: 60 });
const record = fc.record({
  residual: fc.double({ min: -3, max: 3, noNaN: true }),
  posts: fc.integer({ min: 1, max: 10_000 }),
});

describe("a table of sites or authors", () => {
  it("finds every name it was made of, to within a rounding step, and no other", () => {
    fc.assert(
      fc.property(names, fc.array(record, { minLength: 60, maxLength: 60 }), (all, records) => {
        const table = EntityTable.of(all.map((name, i) => [name, records[i]]));
        expect(table.hashes).toEqual(table.hashes.slice().sort());
        all.forEach((name, i) => {
          const found = table.find(name);
          expect(Math.abs((found?.residual ?? 99) - records[i].residual)).toBeLessThanOrEqual(0.5 / 40 + 1e-9);
          expect(Math.abs(Math.log(found?.posts ?? 0) - Math.log(records[i].posts))).toBeLessThanOrEqual(
            0.5 / 20 + 1e-9,
          );
        });
        expect(table.find("a name that is not among them, surely")).toBeNull();
      }),
    );
  });

  it("keeps what is beyond its range at its ends", () => {
    const table = EntityTable.of([
      ["good", { residual: 99, posts: 1e9 }],
      ["bad", { residual: -99, posts: 1 }],
    ]);
    expect(table.find("good")?.residual).toBeCloseTo(127 / 40, 9);
    expect(table.find("bad")).toEqual({ residual: -127 / 40, posts: 1 });
    expect(table.find("good")?.posts).toBeGreaterThan(1e5);
  });

  it("holds no name", () => {
    const { hashes, residuals, counts } = EntityTable.of([["someone", { residual: 1, posts: 5 }]]);
    expect([hashes.length, residuals.length, counts.length]).toEqual([1, 1, 1]);
    expect(() => new EntityTable(hashes, residuals, new Uint8Array(2))).toThrow(RangeError);
  });
});

describe("a table of communities", () => {
  const shares = Float64Array.of(0.7, 0.2, 0.1, 0.1, 0.1, 0.8, 0.5, 0.3, 0.2);
  const table = CommunityTable.of(["pics", "rust"], shares, 3);

  it("gives each its own distribution, and an unknown one that of all posts", () => {
    const expectPrior = (name: string | null, expected: number[]) => {
      const prior = table.priorOf(name);
      expect(prior.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 6);
      // A step of 1/24 on the log scale is about 4 %.
      for (const [k, share] of prior.entries()) expect(Math.abs(share / expected[k] - 1)).toBeLessThan(0.04);
    };
    expectPrior("pics", [0.7, 0.2, 0.1]);
    expectPrior("rust", [0.1, 0.1, 0.8]);
    for (const unknown of [null, "", "Rust", "constructor", "__proto__"]) {
      expect(table.rowOf(unknown)).toBe(2);
      expectPrior(unknown, [0.5, 0.3, 0.2]);
    }
    expect([table.rowOf("pics"), table.rowOf("rust")]).toEqual([0, 1]);
  });

  it("refuses shares that are not as many as it needs", () => {
    expect(() => new CommunityTable(["pics"], new Uint8Array(5), 3)).toThrow("1 communities need 6 shares, got 5");
  });
});

describe("hashes", () => {
  it("are whole numbers of 32 bits, the same everywhere", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        expect(fnv1a(text)).toBe(fnv1a(text) >>> 0);
      }),
    );
    // Files made elsewhere depend on these.
    expect([fnv1a(""), fnv1a("github.com"), hashPair("show hn:", "a")]).toEqual([2872998923, 3409031000, 4213088764]);
  });

  it("spread over a small table", () => {
    const places = new Set(Array.from({ length: 1024 }, (_, i) => fnv1a(`word ${i}`) & 1023));
    // Thrown at random, 1024 balls leave 1024/e of as many boxes empty.
    expect(places.size).toBeGreaterThan(1024 * (1 - 1 / Math.E) * 0.93);
  });

  it("tell a pair from its reverse, and from words that run together", () => {
    expect(hashPair("a", "b")).not.toBe(hashPair("b", "a"));
    expect(hashPair("ab", "c")).not.toBe(hashPair("a", "bc"));
  });
});
