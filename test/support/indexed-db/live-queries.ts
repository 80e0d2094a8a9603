/**
 * Live queries that listen. Dexie has one list of them for all databases of a process, calls each of them after every transaction, and each
 * keeps all that it was told since its last answer. A killed computer ends none of its own. Without this, hundreds of dead ones made each
 * transaction of a later test slow.
 */
import { Dexie, type ObservabilitySet } from 'dexie';

/** What a live query gives Dexie, to be told of what was stored. */
export type Listener = (parts: ObservabilitySet) => unknown;

interface Gathering {
  readonly found: Listener[];
  /** Another one gathered meanwhile: whose is whose is not known. */
  mixed: boolean;
}

const listening = new Set<Listener>();
const gatherings = new Set<Gathering>();
const { storagemutated } = Dexie.on;
const subscribe = storagemutated.subscribe.bind(storagemutated);
const unsubscribe = storagemutated.unsubscribe.bind(storagemutated);

storagemutated.subscribe = (listener) => {
  listening.add(listener);
  for (const { found } of gatherings) found.push(listener);
  subscribe(listener);
};
storagemutated.unsubscribe = (listener) => {
  listening.delete(listener);
  unsubscribe(listener);
};

/**
 * Gathers the live queries that begin from now until the returned function is called, which returns them: none of them if somebody else
 * gathered at the same time.
 */
export const gatherLiveQueries = (): (() => readonly Listener[]) => {
  const gathering: Gathering = { found: [], mixed: false };
  gatherings.add(gathering);
  if (gatherings.size > 1) for (const one of gatherings) one.mixed = true;
  return () => {
    gatherings.delete(gathering);
    return gathering.mixed ? [] : gathering.found;
  };
};

/** These hear of nothing any more; all that there are when none are named. */
export const endLiveQueries = (ended: Iterable<Listener> = [...listening]): void => {
  for (const listener of ended) storagemutated.unsubscribe(listener);
};

/** How many listen. */
export const countLiveQueries = (): number => listening.size;
