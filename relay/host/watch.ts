/** Watches a running relay: says how its accounts stand whenever that changes, and notices who has signed in meanwhile. */
import { setTimeout as after } from 'node:timers/promises';
import { type AccountState, caughtEvent, type FillProgress } from '../../renderer/model/index.ts';
import type { StoreFailure } from '../store/index.ts';
import type { EventHubsConfig } from '../config/event-hubs.ts';
import { accountStanding, type StandingContext } from '../words/account-standing.ts';
import { authorsStanding } from '../words/author-away.ts';
import { hubFileRefused, hubStanding } from '../words/event-hub.ts';
import { sharesStand, teamsUserChanged } from '../words/running.ts';
import { storeWrites } from '../words/store-refused.ts';
import type { Relay } from './relay.ts';
import type { TeamsSeat } from './teams-seat.ts';
import type { Told } from './told.ts';

export interface WatchOptions {
  readonly relay: Relay;
  readonly seat: TeamsSeat;
  /** The database's file. */
  readonly path: string;
  /** The words for an account need these. */
  readonly contexts: Readonly<Record<StandingContext['service'], StandingContext>>;
  /** The hub that the relay uses; null without one. */
  readonly eventHubs: EventHubsConfig | null;
  readonly tell: (line: string) => void;
  /** Keeps what was told, for the command `status`. */
  readonly keep: (told: Told) => Promise<void>;
  /** Waits between two looks, ms, and ends early with `end`. */
  readonly wait: (ms: number, end: AbortSignal) => Promise<void>;
  readonly end: AbortSignal;
}

/** How often the accounts are looked at, ms. */
const lookEvery = 1_000;

/** Watches until `end`. */
export const watch = async ({
  relay,
  seat,
  path,
  contexts,
  eventHubs,
  tell,
  keep,
  wait,
  end,
}: WatchOptions): Promise<void> => {
  let said: ReadonlyMap<string, string> = new Map();
  let saidOfHub: string | null = null;
  let saidOfAuthors: string | null = null;
  let saidOfStore: StoreFailure | null = null;
  let areAccountsStale = false;
  while (!end.aborted) {
    if (await seat.look()) {
      tell(teamsUserChanged(seat.user?.username ?? null));
      areAccountsStale = true;
    }
    const failure = relay.storeFailure();
    if (areAccountsStale && failure === null) areAccountsStale = !(await takesAccounts(relay, tell));
    if (failure !== saidOfStore) tell(storeWrites(failure, path));
    const accounts = await relay.database.accounts.toArray();
    const sharesLine = sharesLineOf(relay);
    const lines = [
      ...accounts.map(({ state, progress, service }) =>
        accountStanding(state, progress, isComplete(progress), contexts[service]),
      ),
      ...(sharesLine === null ? [] : [sharesLine]),
      ...(failure === null ? [] : [storeWrites(failure, path)]),
    ];
    const authors = relay.authors();
    const ofAuthors = authors === null ? null : authorsStanding(authors);
    const marks = [
      ...accounts.map(({ id, state, progress }) => [id as string, markOf(state, progress)] as const),
      ...(sharesLine === null ? [] : [['shares', sharesLine] as const]),
    ];
    const isNew =
      failure !== saidOfStore ||
      ofAuthors !== saidOfAuthors ||
      said.size !== marks.length ||
      marks.some(([id, mark]) => said.get(id) !== mark);
    // Before it is said, so that whoever hears it and asks for the status gets the same.
    if (isNew)
      await keep({
        at: Date.now(),
        lines: ofAuthors === null ? lines : [...lines, ofAuthors],
      }).catch((error: unknown) => tell(caughtEvent('relay-status-file', error)));
    marks.forEach(([id, mark], at) => {
      if (said.get(id) !== mark) tell(lines[at] ?? '');
    });
    said = new Map(marks);
    saidOfAuthors = ofAuthors;
    saidOfStore = failure;
    const ofHub = eventHubs && hubLine(relay, eventHubs);
    if (ofHub !== null && ofHub !== saidOfHub) {
      tell(ofHub);
      saidOfHub = ofHub;
    }
    await wait(lookEvery, end);
  }
};

/** Lets the engine look at its accounts anew. False where the database refused it: a later look tries again. */
const takesAccounts = async (relay: Relay, tell: (line: string) => void): Promise<boolean> => {
  try {
    await relay.accountsChanged();
    return true;
  } catch (error) {
    // Any other error is a fault of the relay's.
    if (relay.storeFailure() === null) throw error;
    tell(caughtEvent('relay-accounts', error));
    return false;
  }
};

/** Over which links it carries; null where there is nothing to say. */
const sharesLineOf = (relay: Relay): string | null => {
  const shares = relay.shares();
  return shares === null ? null : sharesStand(shares);
};

/** How the hub stands; null where there is nothing to say. */
const hubLine = (relay: Relay, eventHubs: EventHubsConfig): string | null => {
  const state = relay.hub();
  return state === null ? hubFileRefused() : hubStanding(state, eventHubs);
};

/** What changes when another line is to be said. */
const markOf = (state: AccountState, progress: FillProgress): string =>
  `${state.kind} ${state.kind === 'sign-in-needed' ? state.reason : ''} ${isComplete(progress)}`;

/** Whether everything to the configured depth is in the mirror. */
const isComplete = ({ conversations: { total, complete } }: FillProgress): boolean =>
  total > 0 && complete === total;

/** Waits, and ends early with `end`. */
export const pause = (ms: number, end: AbortSignal): Promise<void> =>
  after(ms, undefined, { signal: end }).catch(
    // Harmless: it was ended early.
    () => undefined,
  );
