"use client";

import { useMemo, useRef, useState } from "react";
import { Alarm } from "../Alarm";
import { CopyLink } from "../CopyLink";
import { Kicker } from "../Kicker";
import { LoadingLine } from "../LoadingLine";
import { useKeys } from "../page/useKeys";
import { sayBytes, sayNumber } from "../phrases";
import { Setback } from "../Setback";
import { type EngineView, useEngine, VECTORS } from "../useEngine";
import { AddPosts } from "./AddPosts";
import { Keeping } from "./Keeping";
import { Offer } from "./Offer";
import { OpenTopic } from "./OpenTopic";
import { Outcome } from "./Outcome";
import { RankControl } from "./RankControl";
import { TopicControl } from "./TopicControl";
import { TopicName } from "./TopicName";
import { TopicTabs } from "./TopicTabs";
import { Invitation } from "./TrackRecord";
import { useActs } from "./useActs";
import { useFeedView } from "./useFeedView";
import { useOffer } from "./useOffer";
import { useTopics } from "./useTopics";

export function FeedPage() {
  const loading = useEngine(VECTORS);
  const { engine } = loading;
  const reader = useTopics(engine);
  const { topics, current, act } = reader;
  const feed = useFeedView(engine, current, reader.news);
  const { view } = feed;
  const offer = useOffer(engine);
  const name = useRef<HTMLInputElement>(null);
  const acts = useActs(reader, name);
  const [adding, setAdding] = useState(false);
  /** Posts that the link copied last carries. */
  const [linked, setLinked] = useState<number | null>(null);
  const keys = useMemo(() => ({ "/": () => name.current?.focus() }), []);
  useKeys(keys);

  const topic = topics?.find(({ id }) => id === current) ?? null;
  const opening = topics === null ? reader.expected : topic !== null && view === null;
  const empty = !opening && (view === null || view.waiting + view.judged === 0);
  const failure = reader.failure ?? feed.failure ?? offer.failure;

  const show = (id: string | null): void => {
    setLinked(null);
    setAdding(false);
    acts.show(id);
    if (id === null) name.current?.focus();
  };
  const takeOffer = async (): Promise<void> => {
    if (offer.shared === null) return;
    const { name: named, candidates } = offer.shared;
    const id = await reader.create(named || "From a link");
    if (id === undefined) return;
    await act((feed) => feed.addCandidates(id, candidates, Date.now()));
    offer.close();
  };
  const address = async (): Promise<string> => {
    const link = topic === null ? undefined : await act((feed) => feed.writeLink(topic.id));
    setLinked(link?.count ?? null);
    return `${location.pathname}${link === undefined ? "" : `#${link.fragment}`}`;
  };

  return (
    <main className="sheet" onDragOver={(event) => event.preventDefault()} onDrop={acts.drop}>
      <LoadingLine progress={loading.progress} busy={!loading.ready && loading.failure === null} />
      <Kicker heading="What you would read, first" made={null} current={null} onUpdate={() => {}}>
        {topic === null ? <span className="label py-0.5">&nbsp;</span> : <CopyLink address={address} />}
      </Kicker>
      <TopicName
        input={name}
        name={topic?.name ?? null}
        onName={(named) => (topic === null ? void reader.create(named) : reader.change({ ...topic, name: named }))}
      />
      <TopicTabs topics={topics ?? []} current={current} onOpen={show} />

      {topic !== null && view !== null && !empty && (
        <div className="dateline relative mt-1 flex flex-wrap items-baseline gap-x-3 gap-y-0.5">
          <button type="button" aria-expanded={adding} className="block py-0.5" onClick={() => setAdding(!adding)}>
            <span className="quiet">add posts</span>
          </button>
          <RankControl settings={topic.settings} onSettings={(settings) => reader.change({ ...topic, settings })} />
          <TopicControl
            clicks={view.record.clicks}
            onSave={() => void acts.save(topic.id, topic.name)}
            onReset={() => void act((feed) => feed.reset(topic.id))}
            onRemove={() => void act((feed) => feed.remove(topic.id))}
          />
        </div>
      )}

      {linked !== null && view !== null && linked < view.waiting + view.judged && (
        <p role="status" className="label mt-1">
          The link carries the first {sayNumber(linked)} posts; more would make it too long to share.
        </p>
      )}
      <Outcome added={acts.added} />
      {failure !== null && loading.failure === null && <Alarm failure={failure} />}
      {offer.shared !== null ? (
        <Offer shared={offer.shared} onTake={() => void takeOffer()} onLeave={offer.close} />
      ) : (
        <div className="mt-3 border-t border-hair pt-3">
          {empty && (
            <div className="pb-3">
              <Invitation />
            </div>
          )}
          {(adding || empty) && <AddPosts acts={acts} />}
          {loading.failure !== null ? (
            <Setback failure={loading.failure} retry={loading.retry} />
          ) : opening ? (
            <p className="label min-h-[58rem]">{sayWait(loading, feed.reading)}</p>
          ) : (
            !empty && <OpenTopic feed={feed} />
          )}
        </div>
      )}
      <Keeping
        topics={topics?.length ?? 0}
        place={view?.place ?? null}
        onImport={(file) => void acts.importFile(file)}
        onErase={() => {
          void act((feed) => feed.eraseAll());
          show(null);
        }}
      />
    </main>
  );
}

function sayWait({ ready, progress }: EngineView, reading: { loaded: number; total: number } | null): string {
  if (reading !== null) return `Reading ${sayNumber(reading.loaded)} of ${sayNumber(reading.total)} titles.`;
  if (ready || progress === null || progress.total === 0) return "Fetching the word vectors.";
  return `Fetching the word vectors: ${sayBytes(progress.loaded)} of ${sayBytes(progress.total)}.`;
}
