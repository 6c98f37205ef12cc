import { TextEmbedder } from "../../lib/online/embedder";
import type { VectorTable } from "../../lib/vectors/table";
import { Remembered } from "../engine/remember";
import { Kept, openKeptDisk } from "../store/kept";
import { TopicStore } from "../store/topics";
import { FeedService, type FeedSurroundings } from "./service";

const CHANNEL = "titlecast-feed";

interface Engine extends Pick<FeedSurroundings, "predict" | "fetch"> {
  readonly vectors: () => Promise<{ readonly table: VectorTable; readonly sha256: string }>;
}

/** The feed of this browser: what it keeps is in IndexedDB, and its tabs hear of each other. */
export function openFeed({ vectors, predict, fetch }: Engine): FeedService {
  const embedders = new Remembered<{ embedder: TextEmbedder; sha256: string }>();
  return new FeedService({
    predict,
    fetch,
    isOnline: () => navigator.onLine,
    store: new TopicStore(new Kept(() => openKeptDisk("titlecast-feed"))),
    vectors: () =>
      embedders.get("embedder", async () => {
        const { table, sha256 } = await vectors();
        return { embedder: new TextEmbedder(table), sha256 };
      }),
    tabs: openTabs(),
  });
}

function openTabs(): FeedSurroundings["tabs"] {
  const channel = new BroadcastChannel(CHANNEL);
  const tabs = { tell: () => channel.postMessage(null), onTold: () => {} };
  channel.onmessage = () => tabs.onTold();
  return tabs;
}
