/**
 * One binary file of named arrays: magic `TCAST`, a NUL, a version byte, a NUL, the header's length (uint32, little-endian), a JSON
 * header, then each array at an 8-byte boundary. A close relative of safetensors, with a version.
 */
export type BundleArray = Int8Array | Uint8Array | Uint16Array | Int32Array | Uint32Array | Float32Array;

const TYPES = { i8: Int8Array, u8: Uint8Array, u16: Uint16Array, i32: Int32Array, u32: Uint32Array, f32: Float32Array };
type TypeName = keyof typeof TYPES;

const MAGIC = [0x54, 0x43, 0x41, 0x53, 0x54, 0x00];
const VERSION = 1;
const PREFIX = 12;

/** The bytes are not a bundle, are of another version, or are cut short. */
export class BundleError extends Error {
  override readonly name = "BundleError";
}

/** Where an array lies in a bundle: `at` bytes from the bundle's start, `length` numbers. */
export interface BundleEntry {
  readonly type: TypeName;
  readonly at: number;
  readonly length: number;
}

/** Writes arrays under their names, in the order given. */
export function writeBundle(arrays: Record<string, BundleArray>): Uint8Array {
  const { head, places, size } = layOutBundle(arrays);
  const bytes = new Uint8Array(size);
  bytes.set(head);
  for (const [name, array] of Object.entries(arrays)) {
    bytes.set(new Uint8Array(array.buffer, array.byteOffset, array.byteLength), places[name]);
  }
  return bytes;
}

/**
 * What {@link writeBundle} writes before the arrays, and how many bytes from the start each of them goes; for arrays that are
 * too large to be copied in memory.
 */
export function layOutBundle(arrays: Record<string, BundleArray>) {
  const layout: Record<string, [type: string, offset: number, length: number]> = {};
  let size = 0;
  for (const [name, array] of Object.entries(arrays)) {
    layout[name] = [typeName(array), size, array.length];
    size += Math.ceil(array.byteLength / 8) * 8;
  }
  const header = new TextEncoder().encode(JSON.stringify(layout));
  const start = dataStart(header.length);
  const head = new Uint8Array(start);
  head.set(MAGIC);
  head[6] = VERSION;
  new DataView(head.buffer).setUint32(8, header.length, true);
  head.set(header, PREFIX);
  const places = Object.fromEntries(Object.entries(layout).map(([name, [, offset]]) => [name, start + offset]));
  return { head, places, size: start + size };
}

/**
 * Reads where the arrays of a bundle lie.
 * @param bytes its first bytes, at least up to the arrays.
 * @param size of the whole bundle.
 * @throws BundleError
 */
export function readBundleHead(bytes: Uint8Array, size: number): ReadonlyMap<string, BundleEntry> {
  if (bytes.length < PREFIX || MAGIC.some((byte, i) => bytes[i] !== byte)) {
    throw new BundleError("not a Titlecast model file");
  }
  if (bytes[6] !== VERSION) {
    throw new BundleError(`model file of version ${bytes[6]}, expected ${VERSION}; export the release again`);
  }
  const headerLength = new DataView(bytes.buffer, bytes.byteOffset).getUint32(8, true);
  return readLayout(bytes.subarray(PREFIX, PREFIX + headerLength), dataStart(headerLength), size);
}

/** A bundle opened for reading. Arrays are views of the bytes, not copies. */
export class Bundle {
  private readonly layout: ReadonlyMap<string, BundleEntry>;
  private readonly bytes: Uint8Array;

  /** @throws BundleError */
  constructor(bytes: Uint8Array) {
    // Views need the arrays' own alignment; a slice of a larger buffer may not have it.
    this.bytes = bytes.byteOffset % 8 === 0 ? bytes : new Uint8Array(bytes);
    this.layout = readBundleHead(this.bytes, bytes.length);
  }

  /** Names of the arrays, in the order in which they lie. */
  get names(): string[] {
    return [...this.layout.keys()];
  }

  has(name: string): boolean {
    return this.layout.has(name);
  }

  i8(name: string): Int8Array {
    return this.view(name, "i8");
  }
  u8(name: string): Uint8Array {
    return this.view(name, "u8");
  }
  u16(name: string): Uint16Array {
    return this.view(name, "u16");
  }
  i32(name: string): Int32Array {
    return this.view(name, "i32");
  }
  u32(name: string): Uint32Array {
    return this.view(name, "u32");
  }
  f32(name: string): Float32Array {
    return this.view(name, "f32");
  }

  /** UTF-8 lines, joined by newlines, as {@link encodeLines} wrote them. */
  lines(name: string): string[] {
    const bytes = this.u8(name);
    if (bytes.length === 0) return [];
    try {
      return new TextDecoder("utf-8", { fatal: true }).decode(bytes).split("\n");
    } catch {
      throw new BundleError(`model file damaged: "${name}" is not text`);
    }
  }

  private view<T extends TypeName>(name: string, type: T): InstanceType<(typeof TYPES)[T]> {
    const entry = this.layout.get(name);
    if (entry?.type !== type) throw new BundleError(`model file has no ${type} array "${name}"`);
    return new TYPES[type](
      this.bytes.buffer as ArrayBuffer,
      this.bytes.byteOffset + entry.at,
      entry.length,
    ) as InstanceType<(typeof TYPES)[T]>;
  }
}

/** @throws RangeError when a line holds a newline, which could not be read back. */
export function encodeLines(lines: readonly string[]): Uint8Array {
  const bad = lines.find((line) => line.includes("\n"));
  if (bad !== undefined) throw new RangeError(`a line break inside ${JSON.stringify(bad)}`);
  return new TextEncoder().encode(lines.join("\n"));
}

function dataStart(headerLength: number): number {
  return Math.ceil((PREFIX + headerLength) / 8) * 8;
}

function typeName(array: BundleArray): TypeName {
  const entry = Object.entries(TYPES).find(([, type]) => array instanceof type);
  return (entry as [TypeName, unknown])[0];
}

function readLayout(header: Uint8Array, start: number, size: number): Map<string, BundleEntry> {
  let parsed: unknown;
  try {
    parsed = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(header));
  } catch {
    throw new BundleError("model file cut short or damaged: its header cannot be read");
  }
  const layout = new Map<string, BundleEntry>();
  for (const [name, entry] of Object.entries(Object(parsed))) {
    const [type, offset, length] = Array.isArray(entry) ? entry : [];
    const known = typeof type === "string" && Object.hasOwn(TYPES, type);
    const sane =
      Number.isSafeInteger(offset) && Number.isSafeInteger(length) && offset >= 0 && length >= 0 && offset % 8 === 0;
    if (!known || !sane) throw new BundleError(`model file damaged: bad entry "${name}"`);
    const width = TYPES[type as TypeName].BYTES_PER_ELEMENT;
    if (start + offset + length * width > size) throw new BundleError(`model file cut short inside "${name}"`);
    layout.set(name, { type: type as TypeName, at: start + offset, length });
  }
  return layout;
}
