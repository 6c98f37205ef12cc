import nlp from "compromise/two";
import type { Tagger, WordKind, WordTag } from "../../lib/advice/rewrites/rewrite";

const UNKNOWN: WordTag = { kind: "other", name: false, listed: false };

/** Helping verbs and closed classes among the tagger's verbs, nouns and adverbs, which nothing can stand for. */
const CLOSED = ["Auxiliary", "Modal", "Copula", "Pronoun", "Possessive", "Date", "Unit", "Value", "QuestionWord"];
const NAMES = ["ProperNoun", "Person", "Place", "Organization"];
const KINDS = { Verb: "verb", Adjective: "adjective", Adverb: "adverb", Noun: "noun" } as const;

const dictionary = readDictionary();

/** The tagger of the package compromise, which marks words by a dictionary, their endings and their neighbours. */
export const tagWords: Tagger = (text, tokens) => {
  const terms = readTerms(text);
  return tokens.map(({ start, end, form }) => {
    const within = terms.filter((term) => term.start < end && start < term.end);
    const [term] = within;
    // A token that the tagger parts, "state-of-the-art", is several words to it and none to a rewrite.
    if (within.length !== 1) return UNKNOWN;
    const has = (tag: string): boolean => term.tags.has(tag);
    const kind: WordKind = CLOSED.some(has)
      ? "other"
      : (Object.entries(KINDS).find(([tag]) => has(tag))?.[1] ?? "other");
    return { kind, name: NAMES.some(has), listed: dictionary.has(form) };
  });
};

interface Term {
  readonly start: number;
  readonly end: number;
  readonly tags: ReadonlySet<string>;
}

function readTerms(text: string): Term[] {
  const terms: Term[] = [];
  let at = 0;
  for (const { pre, text: word, post, tags } of nlp(text).docs.flat()) {
    const start = at + pre.length;
    at = start + word.length + post.length;
    // The second half of a contraction has no letters of its own.
    if (word !== "") terms.push({ start, end: start + word.length, tags: tags ?? new Set() });
  }
  return terms;
}

function readDictionary(): ReadonlySet<string> {
  const model: object = nlp.model();
  const one: unknown = "one" in model ? model.one : undefined;
  const lexicon: unknown = isObject(one) && "lexicon" in one ? one.lexicon : undefined;
  return new Set(isObject(lexicon) ? Object.keys(lexicon) : []);
}

function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null;
}
