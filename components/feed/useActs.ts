import { type DragEvent, type RefObject, useCallback, useState } from "react";
import type { Added } from "../../workers/feed/api";
import { saveFile } from "../saveFile";
import { isSavedTopic, readFile } from "./files";
import type { Topics } from "./useTopics";

const UNNAMED = "My feed";

export interface Acts {
  /** What came of the last adding; null once another topic is open. */
  readonly added: Added | null;
  /** Opens a topic, or the page of a new one. */
  readonly show: (topic: string | null) => void;
  readonly addText: (text: string) => Promise<boolean>;
  /** Adds a file's posts, or brings in a saved topic. */
  readonly addFile: (file: File) => Promise<boolean>;
  readonly addHackerNews: () => Promise<boolean>;
  readonly addSubreddit: (name: string) => Promise<boolean>;
  readonly importFile: (file: File) => Promise<boolean>;
  readonly save: (id: string, name: string) => Promise<void>;
  readonly drop: (event: DragEvent) => void;
}

/** What a reader does with topics as wholes. True says that something came of it. */
export function useActs({ current, open, act, create, fail }: Topics, name: RefObject<HTMLInputElement | null>): Acts {
  const [added, setAdded] = useState<Added | null>(null);

  const show = useCallback(
    (topic: string | null) => {
      setAdded(null);
      open(topic);
    },
    [open],
  );

  /** Adds to the open topic, or to a new one. */
  const add = async (named: string, ask: (topic: string, at: number) => Parameters<typeof act<Added>>[0]) => {
    const id = current ?? (await create(name.current?.value.trim() || named));
    const outcome = id === undefined ? undefined : await act(ask(id, Date.now()));
    setAdded(outcome ?? null);
    return outcome !== undefined && outcome.added + outcome.known > 0;
  };

  const importText = async (text: string): Promise<boolean> => {
    const id = await act((feed) => feed.importTopic(text));
    if (id !== undefined) show(id);
    return id !== undefined;
  };

  const read = async (file: File, use: (text: string) => Promise<boolean>): Promise<boolean> => {
    try {
      return await use(await readFile(file));
    } catch (error) {
      fail(error);
      return false;
    }
  };

  const addFile = (file: File): Promise<boolean> =>
    read(file, (text) =>
      isSavedTopic(text)
        ? importText(text)
        : add(file.name.replace(/\.\w+$/, ""), (id, at) => (feed) => feed.addText(id, text, file.name, at)),
    );

  return {
    added,
    show,
    addFile,
    addText: (text) => add(UNNAMED, (id, at) => (feed) => feed.addText(id, text, null, at)),
    addHackerNews: () => add("Hacker News", (id, at) => (feed) => feed.addHackerNews(id, at)),
    addSubreddit: (subreddit) => add(`r/${subreddit}`, (id, at) => (feed) => feed.addSubreddit(id, subreddit, at)),
    importFile: (file) => read(file, importText),
    async save(id, topic) {
      const text = await act((feed) => feed.exportTopic(id));
      if (text === undefined) return;
      const file = `${topic.replace(/[^\p{L}\p{N}]+/gu, "-")}.titlecast.json`;
      saveFile(file, new Blob([text], { type: "application/json" }));
    },
    drop(event) {
      const [file] = event.dataTransfer.files;
      if (file === undefined) return;
      event.preventDefault();
      void addFile(file);
    },
  };
}
