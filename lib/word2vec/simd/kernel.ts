/**
 * The training loop of word2vec in WebAssembly SIMD. AssemblyScript: compiled by `npm run build-kernel` to `kernel.wasm`.
 *
 * It draws, walks and learns as `../train`, `../skip-gram` and `../cbow` do, which are its readable reference. Here rows are
 * multiples of four float32 (16 bytes); a window's inputs and targets are copied as they were, and then multiplied and moved
 * in tiles of two inputs and three targets, so that what is loaded serves several products; and four sigmoids are computed
 * at once. Pointers are bytes in the memory that is handed in.
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
let contextsAt: usize;
let negativesAt: usize;
/** Pointers to the rows that move: the contexts (CBOW: their common correction), and the centre before the noise. */
let inputsAt: usize;
let targetsAt: usize;
/** The same rows as they were before the step, one after the other. */
let oldInputsAt: usize;
let oldTargetsAt: usize;
/** Logits, then gains: a row for each target, a column for each input. */
let gainsAt: usize;
/** A row that nothing reads: it fills up tiles. */
let idleAt: usize;
/** What the mean of the contexts is to move by (CBOW). */
let correctionAt: usize;

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
  contexts: usize,
  negativeWords: usize,
  inputs: usize,
  targets: usize,
  oldInputs: usize,
  oldTargets: usize,
  gains: usize,
  idle: usize,
  correction: usize,
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
  contextsAt = contexts;
  negativesAt = negativeWords;
  inputsAt = inputs;
  targetsAt = targets;
  oldInputsAt = oldInputs;
  oldTargetsAt = oldTargets;
  gainsAt = gains;
  idleAt = idle;
  correctionAt = correction;
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
    if (word === END) {
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
      if (other === position) continue;
      store<i32>(contextsAt + ((<usize>contextCount) << 2), load<i32>(sentence + ((<usize>other) << 2)));
      contextCount++;
    }
    if (contextCount === 0) continue;
    const centre = load<i32>(sentence + ((<usize>position) << 2));
    const negativeCount = drawNegatives(centre, contextCount);
    if (windows++ % LOSS_INTERVAL === 0) {
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
    let present = word === centre;
    for (let i: u32 = 0; i < contextCount; i++) {
      present = present || load<i32>(contextsAt + ((<usize>i) << 2)) === word;
    }
    if (present) continue;
    store<i32>(negativesAt + ((<usize>count) << 2), word);
    count++;
  }
  return count;
}

/** One window: its contexts and noise words lie at `contexts` and `negativeWords`. */
export function step(centre: i32, contextCount: u32, negativeCount: u32, rate: f32): void {
  const inputs = gatherInputs(contextCount);
  const targets = gatherTargets(centre, negativeCount);
  computeLogits(inputs, targets);
  computeGains(inputs, targets, rate);
  for (let t: u32 = 0; t < targets; t += 3) {
    for (let c: u32 = 0; c < inputs; c += 2) moveTile(c, t, inputs);
  }
  if (isCbow) {
    for (let n: u32 = 0; n < contextCount; n++) addCorrection(inputRow(contextAt(n)), 1 / <f32>contextCount);
  }
}

/** The loss of such a window before its step, in nats for each predicted word. */
export function windowLoss(centre: i32, contextCount: u32, negativeCount: u32): f64 {
  const inputs = gatherInputs(contextCount);
  computeLogits(inputs, gatherTargets(centre, negativeCount));
  const predicted: u32 = isCbow ? 1 : contextCount;
  let sum: f64 = 0;
  for (let t: u32 = 0; t <= negativeCount; t++) {
    for (let c: u32 = 0; c < predicted; c++) {
      const logit = <f64>load<f32>(gainsAt + ((<usize>(t * inputs + c)) << 2));
      sum += softplus(t === 0 ? -logit : logit);
    }
  }
  return sum / <f64>predicted;
}

function inputRow(word: i32): usize {
  return inputAt + <usize>word * rowBytes;
}

function outputRow(word: i32): usize {
  return outputAt + <usize>word * rowBytes;
}

function contextAt(n: u32): i32 {
  return load<i32>(contextsAt + ((<usize>n) << 2));
}

function pointer(list: usize, n: u32): usize {
  return load<usize>(list + ((<usize>n) << 2));
}

/** Lists and copies what predicts. @returns how many rows, filled up to whole tiles with zeros */
function gatherInputs(contextCount: u32): u32 {
  let count: u32 = 1;
  if (isCbow) {
    store<usize>(inputsAt, correctionAt);
    memory.fill(correctionAt, 0, rowBytes);
    averageContexts(contextCount);
  } else {
    count = contextCount;
    for (let n: u32 = 0; n < count; n++) gather(inputsAt, oldInputsAt, n, inputRow(contextAt(n)));
  }
  return fill(inputsAt, oldInputsAt, count, 2);
}

/** Lists and copies what is predicted, and what is not. @returns how many rows, filled up to whole tiles with zeros */
function gatherTargets(centre: i32, negativeCount: u32): u32 {
  gather(targetsAt, oldTargetsAt, 0, outputRow(centre));
  for (let n: u32 = 0; n < negativeCount; n++) {
    gather(targetsAt, oldTargetsAt, n + 1, outputRow(load<i32>(negativesAt + ((<usize>n) << 2))));
  }
  return fill(targetsAt, oldTargetsAt, negativeCount + 1, 3);
}

function gather(list: usize, copies: usize, n: u32, row: usize): void {
  store<usize>(list + ((<usize>n) << 2), row);
  const copy = copies + <usize>n * rowBytes;
  const bytes = rowBytes;
  for (let i: usize = 0; i < bytes; i += 16) v128.store(copy + i, v128.load(row + i));
}

function fill(list: usize, copies: usize, count: u32, tile: u32): u32 {
  while (count % tile !== 0) {
    store<usize>(list + ((<usize>count) << 2), idleAt);
    memory.fill(copies + <usize>count * rowBytes, 0, rowBytes);
    count++;
  }
  return count;
}

function averageContexts(contextCount: u32): void {
  const share = f32x4.splat(1 / <f32>contextCount);
  for (let i: usize = 0; i < rowBytes; i += 16) {
    let sum = f32x4.splat(0);
    for (let n: u32 = 0; n < contextCount; n++) {
      sum = multiplyAdd(share, v128.load(inputRow(contextAt(n)) + i), sum);
    }
    v128.store(oldInputsAt + i, sum);
  }
}

function computeLogits(inputs: u32, targets: u32): void {
  for (let t: u32 = 0; t < targets; t += 3) {
    for (let c: u32 = 0; c < inputs; c += 2) multiplyTile(c, t, inputs);
  }
}

/** Dot products of two inputs with three targets. */
function multiplyTile(c: u32, t: u32, inputs: u32): void {
  const bytes = rowBytes;
  const v0 = oldInputsAt + <usize>c * bytes;
  const v1 = v0 + bytes;
  const u0 = oldTargetsAt + <usize>t * bytes;
  const u1 = u0 + bytes;
  const u2 = u1 + bytes;
  let s00 = f32x4.splat(0);
  let s01 = f32x4.splat(0);
  let s10 = f32x4.splat(0);
  let s11 = f32x4.splat(0);
  let s20 = f32x4.splat(0);
  let s21 = f32x4.splat(0);
  for (let i: usize = 0; i < bytes; i += 16) {
    const a = v128.load(v0 + i);
    const b = v128.load(v1 + i);
    const x = v128.load(u0 + i);
    s00 = multiplyAdd(x, a, s00);
    s01 = multiplyAdd(x, b, s01);
    const y = v128.load(u1 + i);
    s10 = multiplyAdd(y, a, s10);
    s11 = multiplyAdd(y, b, s11);
    const z = v128.load(u2 + i);
    s20 = multiplyAdd(z, a, s20);
    s21 = multiplyAdd(z, b, s21);
  }
  const at = gainsAt + ((<usize>(t * inputs + c)) << 2);
  const row = (<usize>inputs) << 2;
  storeSums(at, s00, s01);
  storeSums(at + row, s10, s11);
  storeSums(at + (row << 1), s20, s21);
}

/** Stores the sum of `a`'s lanes, and after it that of `b`'s. */
function storeSums(at: usize, a: v128, b: v128): void {
  const pairs = f32x4.add(v128.shuffle<f32>(a, b, 0, 4, 1, 5), v128.shuffle<f32>(a, b, 2, 6, 3, 7));
  const sums = f32x4.add(pairs, v128.shuffle<f32>(pairs, pairs, 2, 3, 2, 3));
  v128.store64_lane(at, sums, 0);
}

/** From logits to `rate · (label - σ(logit))`; the label is 1 in the first row, that of the centre. */
function computeGains(inputs: u32, targets: u32, rate: f32): void {
  const minusRate = f32x4.splat(-rate);
  const end = gainsAt + ((<usize>(inputs * targets)) << 2);
  // The last vector may reach beyond the end, where there is room for it.
  for (let at = gainsAt; at < end; at += 16) v128.store(at, f32x4.mul(minusRate, sigmoid(v128.load(at))));
  for (let c: u32 = 0; c < inputs; c++) {
    const at = gainsAt + ((<usize>c) << 2);
    store<f32>(at, load<f32>(at) + rate);
  }
}

/** Four logistic functions to 1e-7: `2^y` as an exponent and a polynomial for the fraction in ±0.5. */
function sigmoid(x: v128): v128 {
  const limit = f32x4.splat(30);
  const y = f32x4.mul(f32x4.max(f32x4.min(f32x4.neg(x), limit), f32x4.neg(limit)), f32x4.splat(Mathf.LOG2E));
  const whole = f32x4.nearest(y);
  const f = f32x4.sub(y, whole);
  let power = f32x4.splat(0.0001540353);
  power = multiplyAdd(power, f, f32x4.splat(0.0013333558146428443));
  power = multiplyAdd(power, f, f32x4.splat(0.009618129107628477));
  power = multiplyAdd(power, f, f32x4.splat(0.05550410866482158));
  power = multiplyAdd(power, f, f32x4.splat(0.2402265069591007));
  power = multiplyAdd(power, f, f32x4.splat(Mathf.LN2));
  power = multiplyAdd(power, f, f32x4.splat(1));
  const exponent = i32x4.shl(i32x4.trunc_sat_f32x4_s(whole), 23);
  return f32x4.div(f32x4.splat(1), f32x4.add(f32x4.splat(1), i32x4.add(power, exponent)));
}

/** Moves two inputs by three targets and three targets by two inputs, all as they were before the step. */
function moveTile(c: u32, t: u32, inputs: u32): void {
  const bytes = rowBytes;
  const v0 = oldInputsAt + <usize>c * bytes;
  const v1 = v0 + bytes;
  const u0 = oldTargetsAt + <usize>t * bytes;
  const u1 = u0 + bytes;
  const u2 = u1 + bytes;
  const input0 = pointer(inputsAt, c);
  const input1 = pointer(inputsAt, c + 1);
  const target0 = pointer(targetsAt, t);
  const target1 = pointer(targetsAt, t + 1);
  const target2 = pointer(targetsAt, t + 2);
  const row = (<usize>inputs) << 2;
  const at = gainsAt + ((<usize>(t * inputs + c)) << 2);
  const g00 = v128.load32_splat(at);
  const g01 = v128.load32_splat(at, 4);
  const g10 = v128.load32_splat(at + row);
  const g11 = v128.load32_splat(at + row, 4);
  const g20 = v128.load32_splat(at + (row << 1));
  const g21 = v128.load32_splat(at + (row << 1), 4);
  for (let i: usize = 0; i < bytes; i += 16) {
    const a = v128.load(v0 + i);
    const b = v128.load(v1 + i);
    const x = v128.load(u0 + i);
    const y = v128.load(u1 + i);
    const z = v128.load(u2 + i);
    // Each row is read just before it is written: two of them may be the same word's.
    v128.store(target0 + i, multiplyAdd(g00, a, multiplyAdd(g01, b, v128.load(target0 + i))));
    v128.store(target1 + i, multiplyAdd(g10, a, multiplyAdd(g11, b, v128.load(target1 + i))));
    v128.store(target2 + i, multiplyAdd(g20, a, multiplyAdd(g21, b, v128.load(target2 + i))));
    v128.store(input0 + i, multiplyAdd(g00, x, multiplyAdd(g10, y, multiplyAdd(g20, z, v128.load(input0 + i)))));
    v128.store(input1 + i, multiplyAdd(g01, x, multiplyAdd(g11, y, multiplyAdd(g21, z, v128.load(input1 + i)))));
  }
}

/** Moves a context by its share of what their mean is to move by. */
function addCorrection(row: usize, share: f32): void {
  const factor = f32x4.splat(share);
  const bytes = rowBytes;
  for (let i: usize = 0; i < bytes; i += 16) {
    v128.store(row + i, multiplyAdd(factor, v128.load(correctionAt + i), v128.load(row + i)));
  }
}

/** `a · b + c`. */
function multiplyAdd(a: v128, b: v128, c: v128): v128 {
  return f32x4.add(f32x4.mul(a, b), c);
}

let state: u32;

/** The same sequence as `createRandom` in `lib/random`. */
function random(): f64 {
  state += 0x6d2b79f5;
  let bits = (state ^ (state >>> 15)) * (1 | state);
  bits = (bits + (bits ^ (bits >>> 7)) * (61 | bits)) ^ bits;
  return <f64>(bits ^ (bits >>> 14)) / 4294967296.0;
}
