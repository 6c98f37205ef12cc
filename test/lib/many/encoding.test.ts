import { expect, test } from "vitest";
import { guessEncoding } from "../../../lib/many/encoding";

const TEXT = "Why SQLite is all you need\nNaïve émigrés\n";
const utf16 = (text: string, swap = false): Uint8Array => {
  const bytes = new Uint8Array(Buffer.from(text, "utf16le"));
  return swap ? new Uint8Array(Buffer.from(bytes).swap16()) : bytes;
};

test("an encoding is told by its byte order mark, or by its zeros", () => {
  expect(guessEncoding(new TextEncoder().encode(TEXT))).toBe("utf-8");
  expect(guessEncoding(new TextEncoder().encode(`\uFEFF${TEXT}`))).toBe("utf-8");
  expect(guessEncoding(utf16(`\uFEFF${TEXT}`))).toBe("utf-16le");
  expect(guessEncoding(utf16(`\uFEFF${TEXT}`, true))).toBe("utf-16be");
  expect(guessEncoding(utf16(TEXT))).toBe("utf-16le");
  expect(guessEncoding(utf16(TEXT, true))).toBe("utf-16be");
  expect(guessEncoding(utf16("\uFEFF日本語"))).toBe("utf-16le");
  expect(guessEncoding(new Uint8Array(0))).toBe("utf-8");
});

test("what is no text is told apart", () => {
  expect(guessEncoding(Uint8Array.of(0x50, 0x4b, 3, 4, 20, 0, 6, 0, 8, 0, 0, 0, 33, 0))).toBeNull();
  expect(guessEncoding(new Uint8Array(64))).toBeNull();
  expect(guessEncoding(Uint8Array.from({ length: 256 }, (_, i) => i))).toBeNull();
});
