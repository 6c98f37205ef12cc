/** The few globals that every runtime of Titlecast has: a page, a worker and Node. Nothing else compiles in `lib/`. */

declare class TextDecoder {
  constructor(label?: string, options?: { fatal?: boolean; ignoreBOM?: boolean });
  decode(input?: Uint8Array): string;
}

declare class TextEncoder {
  encode(input?: string): Uint8Array<ArrayBuffer>;
}

declare class URLSearchParams {
  constructor(init?: string | Record<string, string>);
  get(name: string): string | null;
  getAll(name: string): string[];
  append(name: string, value: string): void;
  toString(): string;
}

declare class URL {
  constructor(url: string);
  readonly hostname: string;
  readonly protocol: string;
  readonly username: string;
  readonly password: string;
  readonly href: string;
}

/** A byte in each character, to and from base64. */
declare function btoa(bytes: string): string;
declare function atob(text: string): string;

interface BytesIn {
  getWriter(): { write(bytes: Uint8Array): Promise<void>; close(): Promise<void> };
}
interface BytesOut {
  getReader(): { read(): Promise<{ done: boolean; value?: Uint8Array }>; cancel(): Promise<void> };
}

declare class CompressionStream {
  constructor(format: "deflate");
  readonly writable: BytesIn;
  readonly readable: BytesOut;
}

declare class DecompressionStream {
  constructor(format: "deflate");
  readonly writable: BytesIn;
  readonly readable: BytesOut;
}

declare const crypto: {
  /** Absent in a page without HTTPS. */
  readonly subtle?: { digest(algorithm: "SHA-256", data: Uint8Array): Promise<ArrayBuffer> };
};
