/**
 * The training loop of word2vec in WebAssembly SIMD. AssemblyScript: compiled by `npm run build-kernel` to `kernel.wasm`.
 *
 * It draws, walks and learns as `../train`, `../skip-gram` and `../cbow` do, which are its readable reference; here all
 * rows are multiples of four float32 (16 bytes), four output rows are handled together so that they share each load of
 * the hidden row, and four sigmoids are computed at once. Pointers are bytes in the memory that is handed in.
 */

/** `log(1 + e^x)`, from the host: it is asked seldom. */
declare function softplus(x: f64): f64;

const END: i32 = -1;
const LOSS_INTERVAL: u32 = 64;

let inputAt: usize;
let outputAt: usize;
let rowBytes: usize;
let keepAt: usize;
let noiseOwnAt: usize;
let noiseAliasAt: usize;
let noiseSize: f64;
let isCbow: bool;
let maxReach: f64;
let maxNegatives: u32;

// This thread's own memory.
let hiddenAt: usize;
let correctionAt: usize;
/** A row that nothing reads: it fills up groups of four. */
let idleAt: usize;
/** Pointers to the output rows of a window, the contexts (or centre) before the noise. */
let targetsAt: usize;
/** Labels before the step, gains after the sigmoid. */
let gainsAt: usize;
let contextsAt: usize;
let negativesAt: usize;

let lossSum: f64;
let measured: u32;

/** Says where everything lies; see `MemoryLayout`. */
export function configure(
  input: usize,
  output: usize,
  stride: u32,
  keep: usize,
  noiseOwn: usize,
  noiseAlias: usize,
  words: u32,
  cbow: bool,
  window: u32,
  negatives: u32,
  hidden: usize,
  correction: usize,
  idle: usize,
  targets: usize,
  gains: usize,
  contexts: usize,
  negativeWords: usize,
): void {
  inputAt = input;
  outputAt = output;
  rowBytes = (<usize>stride) << 2;
  keepAt = keep;
  noiseOwnAt = noiseOwn;
  noiseAliasAt = noiseAlias;
  noiseSize = <f64>words;
  isCbow = cbow;
  maxReach = <f64>window;
  maxNegatives = negatives;
  hiddenAt = hidden;
  correctionAt = correction;
  idleAt = idle;
  targetsAt = targets;
  gainsAt = gains;
  contextsAt = contexts;
  negativesAt = negativeWords;
}

/** Trains on the sentences at `tokens`, which it overwrites. @returns words read */
export function trainBlock(tokens: usize, length: u32, rate: f32, seed: u32): u32 {
  state = seed;
  lossSum = 0;
  measured = 0;
  windows = 0;
  let words: u32 = 0;
  // Kept words move up to where their sentence starts.
  let start = tokens;
  let kept: u32 = 0;
  const end = tokens + ((<usize>length) << 2);
  for (let at = tokens; at < end; at += 4) {
    const word = load<i32>(at);
    if (word == END) {
      trainSentence(start, kept, rate);
      start = at + 4;
      kept = 0;
    } else {
      words++;
      const keep = load<f32>(keepAt + ((<usize>word) << 2));
      if (keep >= 1 || random() < <f64>keep) {
        store<i32>(start + ((<usize>kept) << 2), word);
        kept++;
      }
    }
  }
  trainSentence(start, kept, rate);
  return words;
}

/** Nats for each predicted word, summed over the windows of the last block that were measured. */
export function takeLoss(): f64 {
  return lossSum;
}

export function takeMeasured(): u32 {
  return measured;
}

let windows: u32;

function trainSentence(sentence: usize, length: u32, rate: f32): void {
  for (let position: u32 = 0; position < length; position++) {
    const reach: u32 = 1 + <u32>(random() * maxReach);
    const first: u32 = position > reach ? position - reach : 0;
    const last: u32 = min(length - 1, position + reach);
    let contextCount: u32 = 0;
    for (let other = first; other <= last; other++) {
      if (other == position) continue;
      store<i32>(contextsAt + ((<usize>contextCount) << 2), load<i32>(sentence + ((<usize>other) << 2)));
      contextCount++;
    }
    if (contextCount == 0) continue;
    const centre = load<i32>(sentence + ((<usize>position) << 2));
    const negativeCount = drawNegatives(centre, contextCount);
    if (windows++ % LOSS_INTERVAL == 0) {
      lossSum += windowLoss(centre, contextCount, negativeCount);
      measured++;
    }
    step(centre, contextCount, negativeCount, rate);
  }
}

function drawNegatives(centre: i32, contextCount: u32): u32 {
  let count: u32 = 0;
  for (let n: u32 = 0; n < maxNegatives; n++) {
    const at = random() * noiseSize;
    const slot = <usize>(<u32>at);
    const fraction = at - <f64>(<u32>at);
    const own = <f64>load<f32>(noiseOwnAt + (slot << 2));
    const word = fraction < own ? <i32>slot : load<i32>(noiseAliasAt + (slot << 2));
    let present = word == centre;
    for (let i: u32 = 0; i < contextCount; i++) {
      present = present || load<i32>(contextsAt + ((<usize>i) << 2)) == word;
    }
    if (present) continue;
    store<i32>(negativesAt + ((<usize>count) << 2), word);
    count++;
  }
  return count;
}

/** One window: its contexts and noise words lie at `contexts` and `negativeWords`. */
export function step(centre: i32, contextCount: u32, negativeCount: u32, rate: f32): void {
  if (isCbow) averageContexts(contextCount);
  else memory.copy(hiddenAt, inputRow(centre), rowBytes);
  const targets = listTargets(centre, contextCount, negativeCount);
  const positives: u32 = isCbow ? 1 : contextCount;

  for (let group: u32 = 0; group < targets; group += 4) computeLogits(group);
  // With skip-gram each noise word stands against every context.
  const noiseRate = isCbow ? rate : rate * <f32>contextCount;
  for (let group: u32 = 0; group < targets; group += 4) {
    computeGains(group, positives, positives + negativeCount, rate, noiseRate);
  }
  memory.fill(correctionAt, 0, rowBytes);
  for (let group: u32 = 0; group < targets; group += 4) moveRows(group);

  if (isCbow) {
    const share: f32 = 1 / <f32>contextCount;
    for (let n: u32 = 0; n < contextCount; n++) addCorrection(inputRow(contextAt(n)), share);
  } else {
    addCorrection(inputRow(centre), 1);
  }
}

/** The loss of such a window before its step, in nats for each predicted word. */
export function windowLoss(centre: i32, contextCount: u32, negativeCount: u32): f64 {
  if (isCbow) averageContexts(contextCount);
  else memory.copy(hiddenAt, inputRow(centre), rowBytes);
  const targets = listTargets(centre, contextCount, negativeCount);
  const positives: u32 = isCbow ? 1 : contextCount;
  for (let group: u32 = 0; group < targets; group += 4) computeLogits(group);
  let sum: f64 = 0;
  for (let n: u32 = 0; n < positives + negativeCount; n++) {
    const logit = <f64>load<f32>(gainsAt + ((<usize>n) << 2));
    sum += n < positives ? softplus(-logit) / <f64>positives : softplus(logit);
  }
  return sum;
}

function inputRow(word: i32): usize {
  return inputAt + <usize>word * rowBytes;
}

function contextAt(n: u32): i32 {
  return load<i32>(contextsAt + ((<usize>n) << 2));
}

function target(n: u32): usize {
  return load<usize>(targetsAt + ((<usize>n) << 2));
}

/** Lists the output rows of a window. @returns how many, filled up to a multiple of four */
function listTargets(centre: i32, contextCount: u32, negativeCount: u32): u32 {
  let at = targetsAt;
  if (isCbow) {
    store<usize>(at, outputAt + <usize>centre * rowBytes);
    at += 4;
  } else {
    for (let n: u32 = 0; n < contextCount; n++, at += 4) {
      store<usize>(at, outputAt + <usize>contextAt(n) * rowBytes);
    }
  }
  for (let n: u32 = 0; n < negativeCount; n++, at += 4) {
    store<usize>(at, outputAt + <usize>load<i32>(negativesAt + ((<usize>n) << 2)) * rowBytes);
  }
  while (((at - targetsAt) & 15) != 0) {
    store<usize>(at, idleAt);
    at += 4;
  }
  return <u32>((at - targetsAt) >> 2);
}

function averageContexts(contextCount: u32): void {
  const share = f32x4.splat(1 / <f32>contextCount);
  for (let i: usize = 0; i < rowBytes; i += 16) {
    let sum = f32x4.splat(0);
    for (let n: u32 = 0; n < contextCount; n++) {
      sum = f32x4.add(sum, f32x4.mul(share, v128.load(inputRow(contextAt(n)) + i)));
    }
    v128.store(hiddenAt + i, sum);
  }
}

/** Dot products of the hidden row with four targets, to where their gains will be. */
function computeLogits(group: u32): void {
  const hidden = hiddenAt;
  const row0 = target(group);
  const row1 = target(group + 1);
  const row2 = target(group + 2);
  const row3 = target(group + 3);
  let a = f32x4.splat(0);
  let b = f32x4.splat(0);
  let c = f32x4.splat(0);
  let d = f32x4.splat(0);
  const bytes = rowBytes;
  for (let i: usize = 0; i < bytes; i += 16) {
    const h = v128.load(hidden + i);
    a = f32x4.add(a, f32x4.mul(h, v128.load(row0 + i)));
    b = f32x4.add(b, f32x4.mul(h, v128.load(row1 + i)));
    c = f32x4.add(c, f32x4.mul(h, v128.load(row2 + i)));
    d = f32x4.add(d, f32x4.mul(h, v128.load(row3 + i)));
  }
  // Transposed, the four sums of four lanes are three additions.
  const ab0 = v128.shuffle<f32>(a, b, 0, 4, 1, 5);
  const ab1 = v128.shuffle<f32>(a, b, 2, 6, 3, 7);
  const cd0 = v128.shuffle<f32>(c, d, 0, 4, 1, 5);
  const cd1 = v128.shuffle<f32>(c, d, 2, 6, 3, 7);
  const ab = f32x4.add(ab0, ab1);
  const cd = f32x4.add(cd0, cd1);
  const low = v128.shuffle<f32>(ab, cd, 0, 1, 4, 5);
  const high = v128.shuffle<f32>(ab, cd, 2, 3, 6, 7);
  v128.store(gainsAt + ((<usize>group) << 2), f32x4.add(low, high));
}

/** From logits to `rate · (label - σ(logit))`, and 0 for what only fills up the group. */
function computeGains(group: u32, positives: u32, count: u32, rate: f32, noiseRate: f32): void {
  const at = gainsAt + ((<usize>group) << 2);
  const index = i32x4.add(i32x4.splat(<i32>group), i32x4(0, 1, 2, 3));
  const isPositive = i32x4.lt_s(index, i32x4.splat(<i32>positives));
  const label = v128.and(isPositive, f32x4.splat(1));
  const rates = v128.bitselect(f32x4.splat(rate), f32x4.splat(noiseRate), isPositive);
  const gains = f32x4.mul(rates, f32x4.sub(label, sigmoid(v128.load(at))));
  v128.store(at, v128.and(gains, i32x4.lt_s(index, i32x4.splat(<i32>count))));
}

/** Four logistic functions to 1e-7: `2^y` as an exponent and a polynomial for the fraction in ±0.5. */
function sigmoid(x: v128): v128 {
  const limit = f32x4.splat(30);
  const y = f32x4.mul(f32x4.max(f32x4.min(f32x4.neg(x), limit), f32x4.neg(limit)), f32x4.splat(Mathf.LOG2E));
  const whole = f32x4.nearest(y);
  const f = f32x4.sub(y, whole);
  let power = f32x4.splat(0.0001540353);
  power = f32x4.add(f32x4.mul(power, f), f32x4.splat(0.0013333558146428443));
  power = f32x4.add(f32x4.mul(power, f), f32x4.splat(0.009618129107628477));
  power = f32x4.add(f32x4.mul(power, f), f32x4.splat(0.05550410866482158));
  power = f32x4.add(f32x4.mul(power, f), f32x4.splat(0.2402265069591007));
  power = f32x4.add(f32x4.mul(power, f), f32x4.splat(Mathf.LN2));
  power = f32x4.add(f32x4.mul(power, f), f32x4.splat(1));
  const exponent = i32x4.shl(i32x4.trunc_sat_f32x4_s(whole), 23);
  return f32x4.div(f32x4.splat(1), f32x4.add(f32x4.splat(1), i32x4.add(power, exponent)));
}

/** Moves four targets by their gain times the hidden row, and gathers what the hidden row is to move by. */
function moveRows(group: u32): void {
  const hidden = hiddenAt;
  const correction = correctionAt;
  const row0 = target(group);
  const row1 = target(group + 1);
  const row2 = target(group + 2);
  const row3 = target(group + 3);
  const gains = gainsAt + ((<usize>group) << 2);
  const gain0 = v128.load32_splat(gains);
  const gain1 = v128.load32_splat(gains, 4);
  const gain2 = v128.load32_splat(gains, 8);
  const gain3 = v128.load32_splat(gains, 12);
  const bytes = rowBytes;
  for (let i: usize = 0; i < bytes; i += 16) {
    const h = v128.load(hidden + i);
    let sum = v128.load(correction + i);
    // One after another: the same word may stand here twice.
    let row = v128.load(row0 + i);
    sum = f32x4.add(sum, f32x4.mul(gain0, row));
    v128.store(row0 + i, f32x4.add(row, f32x4.mul(gain0, h)));
    row = v128.load(row1 + i);
    sum = f32x4.add(sum, f32x4.mul(gain1, row));
    v128.store(row1 + i, f32x4.add(row, f32x4.mul(gain1, h)));
    row = v128.load(row2 + i);
    sum = f32x4.add(sum, f32x4.mul(gain2, row));
    v128.store(row2 + i, f32x4.add(row, f32x4.mul(gain2, h)));
    row = v128.load(row3 + i);
    sum = f32x4.add(sum, f32x4.mul(gain3, row));
    v128.store(row3 + i, f32x4.add(row, f32x4.mul(gain3, h)));
    v128.store(correction + i, sum);
  }
}

function addCorrection(row: usize, share: f32): void {
  const factor = f32x4.splat(share);
  const bytes = rowBytes;
  const correction = correctionAt;
  for (let i: usize = 0; i < bytes; i += 16) {
    v128.store(row + i, f32x4.add(v128.load(row + i), f32x4.mul(factor, v128.load(correction + i))));
  }
}

let state: u32;

/** The same sequence as `createRandom` in `lib/random`. */
function random(): f64 {
  state += 0x6d2b79f5;
  let bits = (state ^ (state >>> 15)) * (1 | state);
  bits = (bits + (bits ^ (bits >>> 7)) * (61 | bits)) ^ bits;
  return <f64>(bits ^ (bits >>> 14)) / 4294967296.0;
}
