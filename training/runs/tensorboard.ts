import { appendFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";
import { maskedCrc32c } from "./crc32c";
import type { Measurement, RunRecord } from "./record";
import type { Tracker } from "./tracker";

const PREFIX = "events.out.tfevents.";

/**
 * Writes what `tensorboard --logdir` reads: a file of TFRecords, each an `Event` protocol buffer with scalar summaries
 * (tensorflow/core/util/event.proto). A run that resumes adds a
 * file; those of one that begins anew go.
 */
export function openTensorBoard(run: RunRecord, folder: string, resumes: boolean): Tracker {
  const earlier = readdirSync(folder).filter((name) => name.startsWith(PREFIX));
  if (!resumes) for (const name of earlier) rmSync(join(folder, name));
  const started = Date.parse(run.started) / 1000;
  const path = join(folder, `${PREFIX}${Math.floor(started)}.${hostname()}`);
  writeFileSync(path, toRecord(encodeEvent(started, 0, FILE_VERSION)));
  return {
    name: "TensorBoard",
    log: (measurement) => appendFileSync(path, toRecord(encodeMeasurement(measurement))),
    finish() {},
  };
}

/** Frames bytes as a TFRecord: length, its CRC, the bytes, their CRC; little endian. */
function toRecord(data: Uint8Array): Uint8Array {
  const record = new Uint8Array(data.length + 16);
  const view = new DataView(record.buffer);
  view.setBigUint64(0, BigInt(data.length), true);
  view.setUint32(8, maskedCrc32c(record.subarray(0, 8)), true);
  record.set(data, 12);
  view.setUint32(12 + data.length, maskedCrc32c(data), true);
  return record;
}

/** An `Event` with one scalar for each value; those of a phase stand together under its name. */
function encodeMeasurement({ phase, step, time, values }: Measurement): Uint8Array {
  const scalars = Object.entries(values).map(([name, value]) =>
    encodeBytes(1, [...encodeBytes(1, utf8(phase === "" ? name : `${phase}/${name}`)), ...encodeFloat(2, value)]),
  );
  return encodeEvent(time / 1000, step, encodeBytes(5, scalars.flat()));
}

const WALL_TIME = 1;
const STEP = 2;
const FILE_VERSION = encodeBytes(3, utf8("brain.Event:2"));

function encodeEvent(seconds: number, step: number, what: readonly number[]): Uint8Array {
  const time = new Uint8Array(new Float64Array([seconds]).buffer);
  return Uint8Array.from([...key(WALL_TIME, 1), ...time, ...key(STEP, 0), ...varint(step), ...what]);
}

/** Wire types of protocol buffers: 0 varint, 1 eight bytes, 2 length and bytes, 5 four bytes. */
function key(field: number, wireType: number): number[] {
  return varint((field << 3) | wireType);
}

function encodeBytes(field: number, bytes: readonly number[]): number[] {
  return [...key(field, 2), ...varint(bytes.length), ...bytes];
}

function encodeFloat(field: number, value: number): number[] {
  return [...key(field, 5), ...new Uint8Array(new Float32Array([value]).buffer)];
}

/** A whole number below 2⁵³ in groups of seven bits, low ones first. */
function varint(value: number): number[] {
  const bytes: number[] = [];
  for (; value >= 128; value = Math.floor(value / 128)) bytes.push((value % 128) | 128);
  return [...bytes, value];
}

function utf8(text: string): number[] {
  return [...new TextEncoder().encode(text)];
}
