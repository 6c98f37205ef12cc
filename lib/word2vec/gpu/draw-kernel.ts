import { END } from "../train";
import { NONE, TASK } from "./slice";

/** Positions that one workgroup draws. */
export const DRAW_GROUP = 64;

/**
 * Draws the windows of a slice of text, one thread a position: how far each centre reaches and which words are its noise.
 * Random numbers come from hashing (seed, position, draw), so that no thread waits for another's.
 *
 * A position's record in `windows`: how many contexts stand before the centre, in the lower 16 bits, and after it, in the
 * upper ones; then `NEGATIVES` words, `NONE` for a draw that stands in the window.
 */
export const DRAW_KERNEL = /* wgsl */ `
override WINDOW: u32;
override NEGATIVES: u32;

const END = ${END};
const NONE = ${NONE};

${TASK}
/** A slot of Walker's alias table. */
struct Slot {
  own: f32,
  other: i32,
}

@group(0) @binding(0) var<uniform> task: Task;
@group(0) @binding(1) var<storage, read> tokens: array<i32>;
@group(0) @binding(2) var<storage, read> noise: array<Slot>;
@group(0) @binding(3) var<storage, read_write> windows: array<i32>;

@compute @workgroup_size(${DRAW_GROUP})
fn draw(@builtin(global_invocation_id) thread: vec3u) {
  let position = thread.x;
  if (position >= task.length) { return; }
  let record = position * (NEGATIVES + 1);
  let centre = tokens[position];
  if (centre == END) {
    windows[record] = 0;
    return;
  }
  let reach = 1 + random(position, 0) % WINDOW;
  var before = 0u;
  while (before < min(reach, position) && tokens[position - before - 1] != END) { before++; }
  var after = 0u;
  while (after < min(reach, task.length - 1 - position) && tokens[position + after + 1] != END) { after++; }
  windows[record] = i32(before | (after << 16));

  for (var n = 0u; n < NEGATIVES; n++) {
    let word = drawNoise(random(position, 2 * n + 1), random(position, 2 * n + 2));
    // The centre's own token is compared too.
    var present = false;
    for (var at = position - before; at <= position + after; at++) { present = present || tokens[at] == word; }
    windows[record + 1 + n] = select(word, NONE, present);
  }
}

/** The remainder's bias is below a half per cent at 2^24 words. */
fn drawNoise(slotBits: u32, sideBits: u32) -> i32 {
  let slot = slotBits % arrayLength(&noise);
  let side = f32(sideBits >> 8) / 16777216;
  return select(noise[slot].other, i32(slot), side < noise[slot].own);
}

fn random(position: u32, draw: u32) -> u32 {
  return scramble(scramble(scramble(task.seed) + position) + draw);
}

/** PCG's output permutation as a hash (Jarzynski and Olano 2020, "Hash functions for GPU rendering"). */
fn scramble(value: u32) -> u32 {
  let state = value * 747796405u + 2891336453u;
  let word = ((state >> ((state >> 28) + 4)) ^ state) * 277803737u;
  return (word >> 22) ^ word;
}
`;
