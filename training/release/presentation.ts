import { SELF } from "../../lib/post";
import type { PredictorManifest } from "../../lib/release/manifest";

/** What people are told of a predictor; the rest of its manifest comes from its training. */
export type Presentation = Pick<PredictorManifest, "label" | "titleLimit" | "inputs" | "caveats" | "examples">;

const NOTHING = { community: null, site: null, author: null, postedAt: null };

/** Presentations by the preset that a predictor was trained with. Examples are our own titles, not anybody's posts. */
const PRESENTATIONS: Readonly<Record<string, Presentation>> = {
  "hacker-news": {
    label: "Hacker News",
    titleLimit: 80,
    inputs: ["site", "author", "time"],
    caveats: [
      "The stories it learnt from are of 2016 to April 2020 and had drawn at least two comments; most submissions draw none, so read it as: if people notice it at all.",
      "Most of a score is luck and timing: the same title posted twice earns very different scores.",
    ],
    examples: [
      { title: "Show HN: A spreadsheet that runs in your terminal", context: { ...NOTHING, site: "github.com" } },
      { title: "Why we moved our database back to one big server", context: NOTHING },
      { title: "Ask HN: What do you wish you had learned earlier?", context: { ...NOTHING, site: SELF } },
      { title: "A visual guide to how compilers allocate registers (2017) [pdf]", context: NOTHING },
    ],
  },
  reddit: {
    label: "Reddit",
    titleLimit: 300,
    inputs: ["community", "site", "time"],
    caveats: [
      "It learnt from the best thousand posts ever of each of 2,491 subreddits as they stood in August 2013: only winners, so read it as: if it does well there.",
      "The subreddit explains most of a score; the words move it within the subreddit's own range.",
    ],
    examples: [
      { title: "My grandfather's workshop, untouched since 1974", context: { ...NOTHING, community: "pics" } },
      {
        title: "What is a small thing that made your life much better?",
        context: { ...NOTHING, community: "askreddit", site: SELF },
      },
      { title: "I wrote a game in 13 kilobytes of JavaScript", context: { ...NOTHING, community: "programming" } },
      { title: "Rain over the valley this morning [OC] [4000x3000]", context: { ...NOTHING, community: "earthporn" } },
    ],
  },
};

/** Of the preset, or for posts of one's own a plain one under the predictor's name. */
export function presentationOf(name: string, preset: string, from: string, to: string): Presentation {
  return (
    PRESENTATIONS[preset === "tiny" ? name : preset] ?? {
      label: name,
      titleLimit: 300,
      inputs: ["community", "site", "author", "time"],
      caveats: [`It learnt from posts of ${from.slice(0, 10)} to ${to.slice(0, 10)}.`],
      examples: [],
    }
  );
}
