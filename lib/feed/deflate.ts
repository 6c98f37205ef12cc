/** Text as a URL may carry it: compressed (zlib, RFC 1950, whose checksum tells a cut link), then base64url (RFC 4648). */
export async function deflateText(text: string): Promise<string> {
  const bytes = await pump(new CompressionStream("deflate"), new TextEncoder().encode(text), Number.POSITIVE_INFINITY);
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""))
    .replaceAll("+", "-")
    .replaceAll("/", "_")
    .replace(/=+$/, "");
}

/**
 * What {@link deflateText} took.
 * @param max bytes of text after which reading stops, as a few letters can unfold to gigabytes.
 * @throws Error for anything else, and for a longer text.
 */
export async function inflateText(deflated: string, max: number): Promise<string> {
  const binary = atob(deflated.replaceAll("-", "+").replaceAll("_", "/"));
  const bytes = Uint8Array.from(binary, (byte) => byte.charCodeAt(0));
  return new TextDecoder("utf-8", { fatal: true }).decode(await pump(new DecompressionStream("deflate"), bytes, max));
}

async function pump(stream: CompressionStream | DecompressionStream, bytes: Uint8Array<ArrayBuffer>, max: number) {
  const writer = stream.writable.getWriter();
  // A failure shows where it is read; written promises must not fail unheard.
  const written = Promise.allSettled([writer.write(bytes), writer.close()]);
  const reader = stream.readable.getReader();
  const pieces: Uint8Array[] = [];
  let size = 0;
  for (let piece = await reader.read(); piece.value; piece = await reader.read()) {
    size += piece.value.length;
    if (size > max) {
      await reader.cancel();
      throw new RangeError(`the text is longer than ${max} bytes`);
    }
    pieces.push(piece.value);
  }
  await written;
  const joined = new Uint8Array(size);
  let at = 0;
  for (const piece of pieces) {
    joined.set(piece, at);
    at += piece.length;
  }
  return joined;
}
