/** Rows found, best first, with their scores. */
export interface Found {
  readonly row: number;
  readonly score: number;
}

/** `1 / ‖row‖` of each row of a row-major matrix; 0 for a row of zeros, so that it resembles nothing. */
export function inverseNorms(rows: Float32Array | Int8Array, dimensions: number): Float32Array {
  return Float32Array.from({ length: rows.length / dimensions }, (_, row) => {
    let sum = 0;
    for (let i = row * dimensions; i < (row + 1) * dimensions; i++) sum += rows[i] * rows[i];
    return sum > 0 ? 1 / Math.sqrt(sum) : 0;
  });
}

/**
 * Cosine of `query` with every row: the whole cost of a nearest-neighbour search. Int8 rows need no scales, which cancel.
 * Four rows at a time share each load of the query; in V8 that is the fastest of the plain ways.
 * @param query a unit vector of `dimensions` numbers.
 * @param scores where the cosines go, one a row.
 */
export function scoreRows(
  rows: Float32Array | Int8Array,
  inverseNorms: Float32Array,
  query: Float64Array,
  scores: Float32Array,
): void {
  const dimensions = query.length;
  const count = scores.length;
  let row = 0;
  for (let at = 0; row + 3 < count; row += 4, at += 4 * dimensions) {
    let [a, b, c, d] = [0, 0, 0, 0];
    for (let i = 0; i < dimensions; i++) {
      const value = query[i];
      const first = at + i;
      a += rows[first] * value;
      b += rows[first + dimensions] * value;
      c += rows[first + 2 * dimensions] * value;
      d += rows[first + 3 * dimensions] * value;
    }
    scores[row] = a * inverseNorms[row];
    scores[row + 1] = b * inverseNorms[row + 1];
    scores[row + 2] = c * inverseNorms[row + 2];
    scores[row + 3] = d * inverseNorms[row + 3];
  }
  for (; row < count; row++) {
    let sum = 0;
    for (let i = 0; i < dimensions; i++) sum += rows[row * dimensions + i] * query[i];
    scores[row] = sum * inverseNorms[row];
  }
}

/**
 * The `limit` highest scores, best first; of equal ones, the earlier row. Few rows ever enter the list (about
 * `limit × log(rows / limit)`), so that keeping it sorted costs nothing beside reading the scores.
 * @param accept asked only of rows that would enter.
 */
export function highest(scores: Float32Array, limit: number, accept: (row: number) => boolean): Found[] {
  const found: Found[] = [];
  if (limit < 1) return found;
  let least = Number.NEGATIVE_INFINITY;
  for (let row = 0; row < scores.length; row++) {
    const score = scores[row];
    if (!(score > least) || !accept(row)) continue;
    if (found.length === limit) found.pop();
    let at = found.length;
    while (at > 0 && found[at - 1].score < score) at--;
    found.splice(at, 0, { row, score });
    if (found.length === limit) least = found[limit - 1].score;
  }
  return found;
}
