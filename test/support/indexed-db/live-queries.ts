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

/** The database that each of these reads, where that is known, and what Dexie has in the listener's place. */
const readBy = new WeakMap<Listener, string>();
const heardFor = new WeakMap<Listener, Listener>();

/** Hears of one database only, once it is known which one the listener reads. A transaction stores into one database. */
const hearingFor = (listener: Listener): Listener => {
  const known = heardFor.get(listener);
  if (known) return known;
  const hearing: Listener = (parts) => {
    const name = readBy.get(listener);
    if (name === undefined || concerns(parts, name)) listener(parts);
  };
  heardFor.set(listener, hearing);
  return hearing;
};

const concerns = (parts: ObservabilitySet, name: string): boolean =>
  Object.keys(parts).some((part) => part === 'all' || part.startsWith(`idb://${name}/`));

storagemutated.subscribe = (listener) => {
  listening.add(listener);
  for (const { found } of gatherings) found.push(listener);
  subscribe(hearingFor(listener));
};
storagemutated.unsubscribe = (listener) => {
  listening.delete(listener);
  unsubscribe(hearingFor(listener));
};

/** These read this database alone: from now on they are not told of others, of which they would keep all that they hear. */
export const readOnlyFrom = (name: string, listeners: Iterable<Listener>): void => {
  for (const listener of listeners) readBy.set(listener, name);
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
