import { useSyncExternalStore } from "react";
import type { EngineClient } from "../../workers/engine/client";
import { Desk } from "./desk";
import { type DeskState, EMPTY_DESK } from "./deskState";

// One desk for the document, as there is one engine: walking to another page and back keeps the list.
let shared: Desk | undefined;

/** The desk, and how it stands; null until the page lives. */
export function useDesk(engine: EngineClient | null): readonly [desk: Desk | null, state: DeskState] {
  const desk = engine === null ? null : (shared ??= new Desk(engine, () => performance.now()));
  const state = useSyncExternalStore(desk?.subscribe ?? subscribeToNothing, desk?.snapshot ?? nothing, nothing);
  return [desk, state];
}

function subscribeToNothing(): () => void {
  return () => {};
}

function nothing(): DeskState {
  return EMPTY_DESK;
}
