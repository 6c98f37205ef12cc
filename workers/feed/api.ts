import type { Bucket } from "../../lib/buckets";
import type { Candidate, Problem } from "../../lib/feed/candidate";
import type { FeedLink, SharedFeed } from "../../lib/feed/link";

/** Why the feed could not do what was asked. */
export type FeedErrorName =
  | "TopicFileError" // not an exported topic, or a damaged one; `message` says what is wrong
  | "TopicMissingError" // erased, perhaps in another tab
  | "FeedLinkError"; // a link that brings posts, damaged or of another version

/** How a topic is ranked. */
export interface TopicSettings {
  /** Mixes in posts of which the model knows little. */
  readonly explore: boolean;
  /** 0 ranks by the reader's taste alone, 1 by the score forecast alone. */
  readonly blend: number;
  /** Whose forecast a post gets that names no site of its own. */
  readonly predictor: "hacker-news" | "reddit";
}

/** A subject that one reader follows, with a model of its own. */
export interface Topic {
  readonly id: string;
  readonly name: string;
  /** Milliseconds since the epoch. */
  readonly createdAt: number;
  readonly settings: TopicSettings;
}

/** What a reader said of a post. */
export interface Click {
  readonly id: string;
  /** Id of the candidate. */
  readonly candidate: string;
  readonly title: string;
  readonly accepted: boolean;
  /** Milliseconds since the epoch. */
  readonly at: number;
  /** SHA-256 of the word vectors by which the post was shown. */
  readonly vectors: string;
  /** An undone click stays, so that a copy of it from elsewhere does not bring it back. */
  readonly undone: boolean;
}

export interface FeedItem {
  readonly candidate: Candidate;
  /** That the reader accepts it. */
  readonly probability: number;
}

interface DecidedItem {
  readonly candidate: Candidate;
  readonly accepted: boolean;
}

/** How often the model was right about a click just before it learnt it. */
export interface TrackRecord {
  readonly clicks: number;
  readonly right: number;
  /** The same for always guessing what was more frequent until then. */
  readonly guessed: number;
  /** Shares after each of at most 100 clicks, evenly spread, the last one included. */
  readonly curve: readonly { readonly clicks: number; readonly right: number; readonly guessed: number }[];
  /** Clicks after which taste was found to have changed. */
  readonly drifts: readonly number[];
}

/** Everything that the page shows of an open topic. Plain data. */
export interface FeedView {
  readonly topic: Topic;
  /** Best first, no more than were asked for. */
  readonly items: readonly FeedItem[];
  /** Posts that wait for a decision, and those that have one. */
  readonly waiting: number;
  readonly judged: number;
  /** Latest first, no more than were asked for. */
  readonly decided: readonly DecidedItem[];
  readonly record: TrackRecord;
  /** `memory` once the browser has refused to keep something. */
  readonly place: "disk" | "memory";
}

export interface ViewRequest {
  readonly topic: string;
  /** Most items, and most decided ones. */
  readonly limit: number;
  readonly decidedLimit: number;
}

/** What came of adding posts. */
export interface Added {
  readonly added: number;
  /** Were there already. */
  readonly known: number;
  /** Found no room. */
  readonly left: number;
  /** Came with a label, which was learnt as a click. */
  readonly labelled: number;
  readonly problems: readonly Problem[];
}

/** A word of a title, and what it does: the probability with it less the probability without it. */
export interface Reason {
  /** UTF-16 offsets into the title. */
  readonly start: number;
  readonly end: number;
  readonly effect: number;
}

export interface ScoreForecast {
  readonly buckets: readonly Bucket[];
  /** Share of real posts of the same community that the forecast is ahead of. */
  readonly percentile: number;
}

/** The feed's side of the engine's surface. Every method may reject with an error that the page has words for. */
export interface FeedApi {
  /** Topics, oldest first. */
  topics(): Promise<Topic[]>;
  /** Makes a topic; one with the same id stays as it is. */
  create(id: string, name: string, createdAt: number): Promise<void>;
  /** Changes a topic's name and settings. */
  change(topic: Pick<Topic, "id" | "name" | "settings">): Promise<void>;
  /** Forgets a topic, its posts and its clicks. */
  remove(topic: string): Promise<void>;
  /** Forgets everything that the feed keeps. */
  eraseAll(): Promise<void>;

  /** Adds what a text or a file holds. `at` is now, in milliseconds since the epoch. */
  addText(topic: string, text: string, fileName: string | null, at: number): Promise<Added>;
  /** Adds posts from a link. */
  addCandidates(topic: string, candidates: readonly Candidate[], at: number): Promise<Added>;
  /** Asks Hacker News for its front page, and adds it. Network. */
  addHackerNews(topic: string, at: number): Promise<Added>;
  /** Asks Reddit for a subreddit's front page, and adds it. Network. */
  addSubreddit(topic: string, name: string, at: number): Promise<Added>;

  /** Learns a click; the same click twice is one. */
  decide(topic: string, click: Pick<Click, "id" | "candidate" | "accepted" | "at">): Promise<void>;
  /** Takes the latest click back and tells its title and what it said; null when there is none. */
  undo(topic: string): Promise<Pick<Click, "candidate" | "title" | "accepted"> | null>;
  /** Forgets every click of a topic. */
  reset(topic: string): Promise<void>;

  /** Reads a topic's posts, the first time; `onProgress` counts them. */
  read(topic: string, onProgress: (loaded: number, total: number) => void): Promise<void>;
  /** The topic as it stands, every click and change asked for before it included. */
  view(request: ViewRequest): Promise<FeedView>;
  /** What the words of some posts do, by the posts' ids. */
  explain(topic: string, candidates: readonly string[]): Promise<Reason[][]>;
  /** Score forecasts of some posts, by the posts' ids. */
  forecasts(topic: string, candidates: readonly string[]): Promise<ScoreForecast[]>;

  /** A link's fragment with a topic's posts, in the order in which they came: neither clicks nor ranking. */
  writeLink(topic: string): Promise<FeedLink>;
  /** What a link brings; null when it brings no posts. */
  readLink(fragment: string): Promise<SharedFeed | null>;

  /** A topic with its clicks and its model, as the text of a file. */
  exportTopic(topic: string): Promise<string>;
  /** Takes such a file in, joining it with what is kept of the same topic. Returns the topic's id. */
  importTopic(text: string): Promise<string>;

  /** Tells when something has changed that was not asked for here: in another tab, or as forecasts come in. */
  watch(onChange: () => void): Promise<void>;
}
