import { createHash } from "node:crypto";
import fc from "fast-check";
import { expect, test } from "vitest";
import { sha256, verifyFile } from "../../../lib/release/integrity";
import { digestSha256 } from "../../../lib/release/sha256";

const bytes = Uint8Array.from({ length: 1000 }, (_, i) => i % 251);
const file = { path: "model.bin", bytes: 1000, sha256: createHash("sha256").update(bytes).digest("hex") };

test("both ways to a SHA-256 agree with Node's for any bytes", async () => {
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), async (any) => {
      const expected = createHash("sha256").update(any).digest("hex");
      expect(await sha256(new Uint8Array(any))).toBe(expected);
      expect(Buffer.from(digestSha256(any)).toString("hex")).toBe(expected);
    }),
  );
});

test("a file that is what its manifest says passes", async () => {
  await expect(verifyFile(file, bytes)).resolves.toBeUndefined();
});

test("a shorter, a longer and an altered file are named, with what is wrong", async () => {
  const longer = new Uint8Array(1001);
  longer.set(bytes);
  await expect(verifyFile(file, bytes.slice(1))).rejects.toThrow(
    "model.bin has 999 bytes where its manifest says 1000",
  );
  await expect(verifyFile(file, longer)).rejects.toThrow("model.bin has 1001 bytes");
  const altered = bytes.slice();
  altered[500] ^= 1;
  await expect(verifyFile(file, altered)).rejects.toMatchObject({
    name: "IntegrityError",
    message: "model.bin is damaged: its SHA-256 is not the one in its manifest",
  });
});
