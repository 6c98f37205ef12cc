import { IntegrityError } from "../../lib/release/integrity";
import { EngineError } from "./errors";

/** The network, as `globalThis.fetch` gives it. */
export type Fetch = (url: string, init?: RequestInit) => Promise<Response>;

/**
 * Fetches a whole body, telling how many bytes arrived with each piece (after decompression).
 * @throws OfflineError when no answer comes, NotFoundError when the host does not have it, IntegrityError when the body
 * breaks off
 */
export async function fetchBytes(
  fetch: Fetch,
  url: string,
  cache: RequestCache,
  onBytes: (count: number) => void = () => {},
): Promise<Uint8Array<ArrayBuffer>> {
  const name = url.slice(url.lastIndexOf("/") + 1);
  const response = await fetch(url, { cache }).catch((cause) => {
    throw new EngineError("OfflineError", `${name} could not be fetched`, { cause });
  });
  if (response.status === 404) throw new EngineError("NotFoundError", `the host has no ${name}`);
  if (!response.ok) throw new EngineError("OfflineError", `the host answered ${response.status} for ${name}`);

  const pieces: Uint8Array[] = [];
  const reader = response.body?.getReader();
  try {
    for (let read = await reader?.read(); read?.value; read = await reader?.read()) {
      pieces.push(read.value);
      onBytes(read.value.length);
    }
  } catch (cause) {
    throw new IntegrityError(`${name} was cut short`, { cause });
  }
  return concatenate(pieces);
}

function concatenate(pieces: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(pieces.reduce((sum, piece) => sum + piece.length, 0));
  let at = 0;
  for (const piece of pieces) {
    bytes.set(piece, at);
    at += piece.length;
  }
  return bytes;
}
