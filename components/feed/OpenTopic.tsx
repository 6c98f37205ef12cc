"use client";

import { Announcer } from "../Announcer";
import { sayNumber } from "../phrases";
import { Decided } from "./Decided";
import { DeedLine, sayDeed } from "./DeedLine";
import { FeedList } from "./FeedList";
import { TrackRecord } from "./TrackRecord";
import type { OpenFeed } from "./useFeedView";

/** A topic with its posts: how well it knows the reader, what waits, what has been decided. */
export function OpenTopic({ feed }: { readonly feed: OpenFeed }) {
  const { view, deed, undo } = feed;
  if (view === null) return null;
  const { items, waiting } = view;
  return (
    <>
      <TrackRecord record={view.record} />
      <div className="label mt-3 flex flex-wrap justify-between gap-x-2 border-b border-ink pb-0.5">
        <h2>
          {waiting === 1 ? "1 post waits" : `${sayNumber(waiting)} posts wait`}
          {view.record.clicks > 0 && ", beside each how likely you accept it"}
        </h2>
        <span className="max-sm:hidden">
          <Keys>j k</Keys> walk · <Keys>a</Keys> accept · <Keys>r</Keys> reject · <Keys>u</Keys> undo
        </span>
        <span className="sm:hidden">swipe right to accept, left to reject</span>
      </div>
      <FeedList feed={feed} />
      {waiting === 0 && <p className="sentence py-3 text-soft">Nothing waits. Add posts to go on.</p>}
      {items.length < waiting && (
        <p className="mt-1">
          <button type="button" className="label py-0.5" onClick={feed.more}>
            <span className="quiet">Show more of {sayNumber(waiting)}</span>
          </button>
        </p>
      )}
      <Decided decided={view.decided} judged={view.judged} decide={feed.decide} moreDecided={feed.moreDecided} />
      <Announcer text={deed === null ? "" : `${sayDeed(deed)}: ${deed.title}. ${waiting} wait.`} />
      <DeedLine deed={deed} undo={undo} />
    </>
  );
}

function Keys({ children }: { readonly children: string }) {
  return <kbd className="font-sans font-semibold text-ink">{children}</kbd>;
}
