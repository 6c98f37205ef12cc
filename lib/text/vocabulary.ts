/** Row that stands for any word the vocabulary has never seen. */
export const UNKNOWN = "<unknown>";
/** Row that stands for any number the vocabulary has never seen: `1234`, `$37m`, `12%`. */
export const NUMBER = "<number>";

const NUMERIC = /^[[($€£¥₹]?\d[\d.,]*(?:[kmbt]n?|%|st|nd|rd|th|x)?[\])]?$/u;
const CONNECTORS = /[-_.&']+/u;

/**
 * The words that a model knows, by row, and the one path for those it does not:
 * the word itself, else without its possessive, else its parts (`state-of-the-art`), else a number, else unknown.
 */
export class Vocabulary {
  private readonly rows = new Map<string, number>();

  /** @param words one form per row, most frequent first; the first two rows must be {@link UNKNOWN} and {@link NUMBER}. */
  constructor(readonly words: readonly string[]) {
    if (words[0] !== UNKNOWN || words[1] !== NUMBER) {
      throw new Error(`a vocabulary starts with ${UNKNOWN} and ${NUMBER}, but this one starts with ${words[0]}`);
    }
    words.forEach((word, row) => {
      this.rows.set(word, row);
    });
  }

  get size(): number {
    return this.words.length;
  }

  has(form: string): boolean {
    return this.rows.has(form);
  }

  /** Row of exactly this form, or undefined. */
  rowOf(form: string): number | undefined {
    return this.rows.get(form);
  }

  /** Rows that stand for a token's form, at least one. The token counts as known unless the only row is 0. */
  rowsOf(form: string): number[] {
    const exact = this.rows.get(form);
    if (exact !== undefined) return [exact];
    if (NUMERIC.test(form)) return [1];
    const bare = this.rows.get(form.replace(/'s$|[^\p{L}\p{N}]+$/u, ""));
    if (bare !== undefined) return [bare];
    const parts = form.split(CONNECTORS).flatMap((part) => this.rows.get(part) ?? []);
    return parts.length > 0 ? parts : [0];
  }
}
