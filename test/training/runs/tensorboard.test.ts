import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import protobuf from "protobufjs";
import { afterEach, beforeEach, expect, test } from "vitest";
import { crc32c, maskedCrc32c } from "../../../training/runs/crc32c";
import type { RunRecord } from "../../../training/runs/record";
import { openTensorBoard } from "../../../training/runs/tensorboard";

/** The fields used here of tensorflow/core/util/event.proto and tensorflow/core/framework/summary.proto. */
const SCHEMA = `
syntax = "proto3";
package tensorflow;
message Summary {
  message Value { string tag = 1; oneof value { float simple_value = 2; } }
  repeated Value value = 1;
}
message Event {
  double wall_time = 1;
  int64 step = 2;
  oneof what { string file_version = 3; Summary summary = 5; }
}`;
const Event = protobuf.parse(SCHEMA).root.lookupType("tensorflow.Event");

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "titlecast-test-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

const RUN = { started: "2026-03-01T12:00:00.000Z" } as RunRecord;

/** Reads TFRecords as TensorBoard does: every length and every payload must match its checksum. */
function readEvents(path: string) {
  const bytes = readFileSync(path);
  const events = [];
  for (let at = 0; at < bytes.length; ) {
    const length = Number(bytes.readBigUInt64LE(at));
    const data = bytes.subarray(at + 12, at + 12 + length);
    expect(bytes.readUInt32LE(at + 8)).toBe(maskedCrc32c(bytes.subarray(at, at + 8)));
    expect(bytes.readUInt32LE(at + 12 + length)).toBe(maskedCrc32c(data));
    events.push(Event.toObject(Event.decode(data), { longs: Number }));
    at += 16 + length;
  }
  return events;
}

test("checksums are those of RFC 3720", () => {
  expect(crc32c(new Uint8Array(32))).toBe(0x8a9136aa);
  expect(crc32c(new Uint8Array(32).fill(255))).toBe(0x62a8ab43);
  expect(crc32c(Uint8Array.from({ length: 32 }, (_, i) => i))).toBe(0x46dd794e);
});

test("an event file decodes by the published schema", () => {
  const tracker = openTensorBoard(RUN, folder, false);
  tracker.log({ phase: "", step: 1, epoch: null, time: 1_772_366_400_500, values: { loss: 1.5 } });
  tracker.log({ phase: "search", step: 300_000, epoch: 2, time: 1_772_366_401_000, values: { loss: 1.25, αρετή: -3 } });
  const [name, ...others] = readdirSync(folder);
  expect(others).toEqual([]);
  expect(name).toMatch(/^events\.out\.tfevents\.1772366400\./);
  expect(readEvents(join(folder, name))).toEqual([
    { wallTime: 1_772_366_400, fileVersion: "brain.Event:2" },
    { wallTime: 1_772_366_400.5, step: 1, summary: { value: [{ tag: "loss", simpleValue: 1.5 }] } },
    {
      wallTime: 1_772_366_401,
      step: 300_000,
      summary: {
        value: [
          { tag: "search/loss", simpleValue: 1.25 },
          { tag: "search/αρετή", simpleValue: -3 },
        ],
      },
    },
  ]);
});

test("a run that resumes keeps its earlier events, one begun anew does not", () => {
  openTensorBoard(RUN, folder, false);
  openTensorBoard({ ...RUN, started: "2026-03-01T13:00:00.000Z" }, folder, true);
  expect(readdirSync(folder)).toHaveLength(2);
  openTensorBoard({ ...RUN, started: "2026-03-01T14:00:00.000Z" }, folder, false);
  expect(readdirSync(folder)).toHaveLength(1);
});
