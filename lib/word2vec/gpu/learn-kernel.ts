import { NONE, TASK } from "./slice";

/**
 * Learns the windows of a slice of text. Each workgroup walks its own stretch, window after window, and all write to the same
 * weights without waiting for each other, as threads do (Recht et al. 2011, "Hogwild!").
 *
 * A window is a product of two small matrices, as in `../skip-gram` and `../cbow`: the *hidden* rows (the contexts' input rows,
 * or their mean) with the *targets*' output rows (the centre, then the noise). Both are fetched at once into a workgroup's
 * own memory, so that a window waits for the GPU's memory a few times and not once for each row (Randall et al. 2021,
 * "FULL-W2V"). Few windows in flight then keep a GPU busy, so that little is computed from old weights and little overwritten;
 * for the same reason a row is read again just before it is written.
 *
 * The lanes of a workgroup are `TEAMS` of `WIDTH`: a team works on a row, or on a pair of them, each lane on four numbers.
 * Longer rows are taken a piece at a time.
 */
export const LEARN_KERNEL = /* wgsl */ `
/** Rows are arrays of vec4f. */
override COLUMNS: u32;
override WIDTH: u32;
override TEAMS: u32;
override WINDOW: u32;
override NEGATIVES: u32;
override CBOW: bool;

override LANES = WIDTH * TEAMS;
override CONTEXTS = 2 * WINDOW;
override HIDDEN = select(CONTEXTS, 1, CBOW);
override TARGETS = 1 + NEGATIVES;
/** Pairs of which the logits are summed up at once. */
override BATCH = TEAMS * 4;
/** One more than a pair's partial sums, so that lanes that read a column of them do not meet in one bank of memory. */
override PITCH = WIDTH + 1;

/** The loss is measured at every n-th position. */
const LOSS_INTERVAL = 64;
const NONE = ${NONE};
/** Beyond it the sigmoid is 0 or 1 in float32, and its exponential is finite. */
const LARGEST_LOGIT = 80.0;

${TASK}

@group(0) @binding(0) var<uniform> task: Task;
@group(0) @binding(1) var<storage, read> tokens: array<i32>;
@group(0) @binding(2) var<storage, read> windows: array<i32>;
@group(0) @binding(3) var<storage, read_write> input: array<vec4f>;
@group(0) @binding(4) var<storage, read_write> output: array<vec4f>;
/** Of each workgroup: the loss of its measured windows, and their number. */
@group(0) @binding(5) var<storage, read_write> reports: array<vec2f>;

var<workgroup> contexts: array<i32, CONTEXTS>;
var<workgroup> targets: array<i32, TARGETS>;
/** A piece of each row, as the window found it. */
var<workgroup> hiddenRows: array<vec4f, HIDDEN * WIDTH>;
var<workgroup> targetRows: array<vec4f, TARGETS * WIDTH>;
var<workgroup> partialSums: array<f32, BATCH * PITCH>;
/** Of each pair, the logit; then the rate times (label - sigmoid). */
var<workgroup> gains: array<f32, HIDDEN * TARGETS>;
var<workgroup> measures: array<vec2f, LANES>;

struct Window {
  position: u32,
  /** Contexts before the centre, and all of them. */
  before: u32,
  contexts: u32,
  hidden: u32,
}

/** Where a lane stands. */
struct Place {
  lane: u32,
  team: u32,
  /** In its team. */
  side: u32,
}

@compute @workgroup_size(LANES)
fn learn(@builtin(workgroup_id) group: vec3u, @builtin(local_invocation_index) lane: u32) {
  let place = Place(lane, lane / WIDTH, lane % WIDTH);
  let first = group.x * task.stretch;
  var measure = vec2f();
  for (var position = first; position < min(first + task.stretch, task.length); position++) {
    let reach = u32(windows[position * TARGETS]);
    let before = reach & 0xffff;
    let count = before + (reach >> 16);
    if (count == 0) { continue; }
    let window = Window(position, before, count, select(count, 1, CBOW));
    list(window, place);
    workgroupBarrier();
    for (var start = 0u; start < COLUMNS; start += WIDTH) {
      fetch(window, place, start);
      workgroupBarrier();
      addLogits(window, place);
    }
    let loss = computeGains(window, place);
    if (position % LOSS_INTERVAL == 0) { measure += vec2f(loss, select(0.0, 1.0, lane == 0)); }
    workgroupBarrier();
    for (var start = 0u; start < COLUMNS; start += WIDTH) {
      if (COLUMNS > WIDTH) {
        fetch(window, place, start);
        workgroupBarrier();
      }
      moveRows(window, place, start);
      storageBarrier();
      workgroupBarrier();
    }
  }
  report(group.x, lane, measure);
}

fn list(window: Window, place: Place) {
  for (var n = place.lane; n < window.contexts; n += LANES) {
    contexts[n] = tokens[window.position - window.before + n + select(0u, 1u, n >= window.before)];
  }
  for (var n = place.lane; n < TARGETS; n += LANES) {
    if (n == 0) { targets[n] = tokens[window.position]; } else { targets[n] = windows[window.position * TARGETS + n]; }
  }
  for (var pair = place.lane; pair < window.hidden * TARGETS; pair += LANES) { gains[pair] = 0; }
}

/** Fetches a piece of all rows, filled up with zeros. */
fn fetch(window: Window, place: Place, start: u32) {
  let column = start + place.side;
  for (var row = place.team; row < window.hidden + TARGETS; row += TEAMS) {
    var piece = vec4f();
    if (row < window.hidden) {
      if (column < COLUMNS) { piece = hiddenPiece(window, row, column); }
      hiddenRows[row * WIDTH + place.side] = piece;
    } else {
      let n = row - window.hidden;
      if (column < COLUMNS && targets[n] != NONE) { piece = output[u32(targets[n]) * COLUMNS + column]; }
      targetRows[n * WIDTH + place.side] = piece;
    }
  }
}

fn hiddenPiece(window: Window, row: u32, column: u32) -> vec4f {
  if (!CBOW) { return input[u32(contexts[row]) * COLUMNS + column]; }
  var sum = vec4f();
  for (var n = 0u; n < window.contexts; n++) { sum += input[u32(contexts[n]) * COLUMNS + column]; }
  return sum / f32(window.contexts);
}

/** Adds what the pieces give to the logits of all pairs. */
fn addLogits(window: Window, place: Place) {
  let pairs = window.hidden * TARGETS;
  for (var batch = 0u; batch < pairs; batch += BATCH) {
    let end = min(batch + BATCH, pairs);
    for (var pair = batch + place.team; pair < end; pair += TEAMS) {
      let hidden = hiddenRows[pair / TARGETS * WIDTH + place.side];
      partialSums[(pair - batch) * PITCH + place.side] = dot(hidden, targetRows[pair % TARGETS * WIDTH + place.side]);
    }
    workgroupBarrier();
    for (var pair = batch + place.lane; pair < end; pair += LANES) {
      var sum = 0.0;
      for (var i = 0u; i < WIDTH; i++) { sum += partialSums[(pair - batch) * PITCH + i]; }
      gains[pair] += sum;
    }
    workgroupBarrier();
  }
}

/** Returns what this lane's pairs add to the window's loss. */
fn computeGains(window: Window, place: Place) -> f32 {
  var loss = 0.0;
  for (var pair = place.lane; pair < window.hidden * TARGETS; pair += LANES) {
    let logit = gains[pair];
    let n = pair % TARGETS;
    if (n == 0) {
      gains[pair] = task.rate * (1 - sigmoid(logit));
      loss += softplus(-logit);
    } else if (targets[n] != NONE) {
      gains[pair] = -task.rate * sigmoid(logit);
      loss += softplus(logit);
    }
  }
  return loss / f32(window.hidden);
}

fn moveRows(window: Window, place: Place, start: u32) {
  let column = start + place.side;
  if (column >= COLUMNS) { return; }
  for (var row = place.team; row < window.contexts + TARGETS; row += TEAMS) {
    if (row < window.contexts) {
      moveInput(window, row, place.side, column);
    } else if (targets[row - window.contexts] != NONE) {
      moveOutput(window, row - window.contexts, place.side, column);
    }
  }
}

/** A word that stands in the window twice is moved once, by the team of its first place, as far as all its places say. */
fn moveInput(window: Window, row: u32, side: u32, column: u32) {
  let word = contexts[row];
  for (var other = 0u; other < row; other++) {
    if (contexts[other] == word) { return; }
  }
  var change = vec4f();
  for (var n = row; n < window.contexts; n++) {
    if (contexts[n] != word) { continue; }
    let hidden = select(n, 0, CBOW);
    for (var t = 0u; t < TARGETS; t++) { change += gains[hidden * TARGETS + t] * targetRows[t * WIDTH + side]; }
  }
  // The mean takes an equal part of each context.
  input[u32(word) * COLUMNS + column] += change / f32(select(1, window.contexts, CBOW));
}

fn moveOutput(window: Window, row: u32, side: u32, column: u32) {
  let word = targets[row];
  for (var other = 0u; other < row; other++) {
    if (targets[other] == word) { return; }
  }
  var change = vec4f();
  for (var n = row; n < TARGETS; n++) {
    if (targets[n] != word) { continue; }
    for (var h = 0u; h < window.hidden; h++) { change += gains[h * TARGETS + n] * hiddenRows[h * WIDTH + side]; }
  }
  output[u32(word) * COLUMNS + column] += change;
}

fn sigmoid(x: f32) -> f32 { return 1 / (1 + exp(-clamp(x, -LARGEST_LOGIT, LARGEST_LOGIT))); }

fn softplus(x: f32) -> f32 { return max(x, 0) + log(1 + exp(-min(abs(x), LARGEST_LOGIT))); }

fn report(group: u32, lane: u32, measure: vec2f) {
  measures[lane] = measure;
  workgroupBarrier();
  if (lane == 0) {
    var sum = vec2f();
    for (var other = 0u; other < LANES; other++) { sum += measures[other]; }
    reports[group] = sum;
  }
}
`;
