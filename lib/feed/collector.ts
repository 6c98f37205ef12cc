import { quote } from "../quote";
import {
  CANDIDATE_TITLE_MAX,
  CANDIDATES_MAX,
  type Candidate,
  type CandidateParts,
  makeCandidate,
  type Problem,
} from "./candidate";

/** Problems that are told one by one; the others are counted. */
const PROBLEMS_MAX = 100;

/** What a text or a file brought. */
export interface ParsedCandidates {
  /** Each post once, in the order in which they came. */
  readonly candidates: Candidate[];
  /** Posts left out as they had come before. */
  readonly duplicates: number;
  /** The first 100, in order of lines. */
  readonly problems: Problem[];
  /** How many more there are. */
  readonly furtherProblems: number;
}

/** Takes posts in one by one, as many as a topic may have, and notes what does not hold. */
export class CandidateCollector {
  private readonly candidates = new Map<string, Candidate>();
  private readonly problems: Problem[] = [];
  private furtherProblems = 0;
  private duplicates = 0;
  private isFull = false;

  /** @returns false when no more posts are wanted. */
  add(line: number, parts: CandidateParts): boolean {
    if (this.isFull) return false;
    const candidate = makeCandidate(parts);
    if (candidate === null) {
      this.report(line, "expected a title, found none; left out");
      return true;
    }
    if (this.candidates.has(candidate.id)) {
      this.duplicates++;
      return true;
    }
    if (this.candidates.size === CANDIDATES_MAX) {
      this.isFull = true;
      this.report(line, `only the first ${CANDIDATES_MAX.toLocaleString("en")} posts were taken`);
      return false;
    }
    this.candidates.set(candidate.id, candidate);
    this.reportLosses(line, parts, candidate);
    return true;
  }

  report(line: number, message: string): void {
    if (this.problems.length < PROBLEMS_MAX) this.problems.push({ line, message });
    else this.furtherProblems++;
  }

  finish(): ParsedCandidates {
    const { duplicates, furtherProblems } = this;
    const problems = this.problems.toSorted((a, b) => a.line - b.line);
    return { candidates: [...this.candidates.values()], duplicates, problems, furtherProblems };
  }

  private reportLosses(line: number, parts: CandidateParts, candidate: Candidate): void {
    const { length } = parts.title.trim();
    if (length > CANDIDATE_TITLE_MAX) {
      this.report(line, `a title of ${length} characters, cut to the first ${CANDIDATE_TITLE_MAX}`);
    }
    if (parts.url && candidate.url === null) {
      this.report(line, `expected a link that starts with https://, found ${quote(parts.url)}; the title stays`);
    }
    if (parts.community && candidate.community === null) {
      this.report(line, `expected a subreddit's name, found ${quote(parts.community)}; the title stays`);
    }
  }
}
