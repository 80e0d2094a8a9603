/**
 * Sets the user's own presence at services. What could not be told is tried again, for half a day at most; what a service refuses stays with the
 * reason until the user chooses again, and the old one goes on showing. That there was no permission goes when it has been granted. A wish
 * whose answer was lost, by a kill or by the network, is never repeated later by itself: it could undo what the user has chosen elsewhere.
 */
import type { Connector } from '../connectors/connector.ts';
import type { World } from '../connectors/world.ts';
import { caughtEvent, type AccountId, type Change, type ServiceFailure } from '../model/index.ts';
import {
  endIntents,
  notePresenceAsked,
  readAccountRow,
  readPresenceIntents,
  refusePresenceIntent,
  type IsthmusDatabase,
  type PresenceIntent,
  type PresenceIntentFailure,
} from '../store/index.ts';
import { choiceFailureOf, choiceWaits, shortWait } from './choices/choice-failure.ts';
import { NewestWorks, type Wait } from './choices/newest-works.ts';

/**
 * How long after the choice a presence without an end may still be set, ms. Set days later, it would take effect when the user does not expect
 * it, or undo what they have chosen elsewhere meanwhile.
 */
const mayWait = 12 * 3_600_000;

/** How long after the service was asked, without an answer, it may be asked once more, ms: the user still expects what they chose. */
const mayRepeat = 2 * 60_000;

export interface OwnPresenceOptions {
  readonly world: Pick<World, 'after' | 'log' | 'now'>;
  readonly database: IsthmusDatabase;
  readonly connectorOf: (account: AccountId) => Connector | undefined;
  /** Stores the answer, as the mirror does. */
  readonly store: (account: AccountId, changes: readonly Change[]) => Promise<void>;
}

/** What became of a wish; `changes`: what the service shows now. */
type Told =
  | { readonly kind: 'done'; readonly changes: readonly Change[] }
  /** It is tried again. What is stored about asking stays. */
  | ({ readonly kind: 'waits' } & Wait)
  /** It is tried again, and the service has certainly not set it. */
  | ({ readonly kind: 'unset' } & Wait)
  | { readonly kind: 'refused'; readonly failure: PresenceIntentFailure };

export class OwnPresence {
  /** One at a time for each account: a service could take two at once in the wrong order. */
  readonly #works: NewestWorks<AccountId>;

  constructor(private readonly options: OwnPresenceOptions) {
    this.#works = new NewestWorks({
      world: options.world,
      carryOut: (account, signal) =>
        this.#carryOut(account, signal).catch((error: unknown) => {
          options.world.log(caughtEvent('set-presence', error));
          return shortWait(choiceWaits.fault);
        }),
    });
  }

  /** Carries these out, for each account the last one. They stay until they are settled. */
  take(intents: readonly PresenceIntent[]): void {
    for (const { accountId, id = 0, failure } of intents)
      if (failure === undefined) this.#works.want(accountId, id);
  }

  /** Tries at once what waits: a service can be reached again. */
  again(): void {
    this.#works.again();
  }

  /** A permission was granted at this account: that it was missing is no longer said. */
  async granted(account: AccountId): Promise<void> {
    const { database } = this.options;
    const rows = await readPresenceIntents(database);
    await endIntents(
      database,
      rows.filter(({ accountId, failure }) => accountId === account && failure?.kind === 'no-right'),
    );
  }

  stop(): void {
    this.#works.stop();
  }

  async #carryOut(account: AccountId, signal: AbortSignal): Promise<Wait | null> {
    const { database, store } = this.options;
    const rows = (await readPresenceIntents(database)).filter(
      ({ accountId, failure }) => accountId === account && failure === undefined,
    );
    const intent = rows.at(-1);
    if (!intent || signal.aborted) return null;
    const told = await this.#tell(intent, signal);
    if (isAborted(signal)) return null;
    switch (told.kind) {
      case 'unset':
        await notePresenceAsked(database, intent.id ?? 0, null);
        return told;
      case 'waits':
        return told;
      case 'refused':
        await refusePresenceIntent(database, intent.id ?? 0, told.failure);
        await endIntents(database, rows.slice(0, -1));
        return null;
      case 'done':
        // Its end is stored first: set a second time, after a kill or a fault, it could undo what the user has chosen elsewhere meanwhile.
        await endIntents(database, rows);
        await store(account, told.changes);
        return null;
    }
  }

  async #tell(intent: PresenceIntent, signal: AbortSignal): Promise<Told> {
    const { accountId, presence, until, at, askedAt, id = 0 } = intent;
    const { connectorOf, database, world } = this.options;
    // It was wanted while the service could not be asked, for a time that is over.
    if (until !== null && until <= world.now()) return { kind: 'done', changes: [] };
    if (until === null && world.now() - at >= mayWait)
      return { kind: 'refused', failure: { kind: 'too-late' } };
    const connector = connectorOf(accountId);
    if (!connector) return { kind: 'waits', ...shortWait(choiceWaits.noAccount) };
    if (!connector.setPresence) return { kind: 'refused', failure: { kind: 'no-right' } };
    if (askedAt !== undefined) {
      const shown = await this.#shownAs(intent, connector, signal);
      if (shown !== null) return shown;
      // A clock that was put back in between counts as a long time.
      if (Math.abs(world.now() - askedAt) > mayRepeat)
        return { kind: 'refused', failure: { kind: 'perhaps' } };
    }
    // Stored before the request: after a kill, that the service may have set it is known.
    else await notePresenceAsked(database, id, world.now());
    if (isAborted(signal)) return { kind: 'waits', ...shortWait(0) };
    const answer = await connector.setPresence(presence, until, signal);
    if (answer.ok) return { kind: 'done', changes: answer.value };
    const judged = choiceFailureOf(answer.failure);
    const isUnset = judged.kind === 'waits' && askedAt === undefined && !mayBeSet(answer.failure);
    return isUnset ? { ...judged, kind: 'unset' } : judged;
  }

  /** Where the service shows what it was asked for, it is set. Null where it shows another presence; it waits where that cannot be read. */
  async #shownAs(
    { accountId, presence }: PresenceIntent,
    connector: Connector,
    signal: AbortSignal,
  ): Promise<Told | null> {
    const me = (await readAccountRow(this.options.database, accountId))?.me ?? null;
    if (me === null) return null;
    const answer = await connector.presence([me], signal);
    if (!answer.ok) {
      const judged = choiceFailureOf(answer.failure);
      return judged.kind === 'waits' ? judged : null;
    }
    const isShown = answer.value.some(
      (change) => change.kind === 'presence' && change.personId === me && change.presence === presence,
    );
    return isShown ? { kind: 'done', changes: answer.value } : null;
  }
}

/** Whether the service may have done what it was asked, although it did not say so. */
const mayBeSet = (failure: ServiceFailure): boolean =>
  failure.kind === 'cancelled' ||
  (failure.kind === 'offline' &&
    (failure.reason === 'no-answer' ||
      failure.reason === 'broken-answer' ||
      // A gateway that gave up on its service (502, 504), or a fault on the way (500), say nothing of what was done. 503: it was not taken.
      (failure.reason === 'service-down' && failure.status !== 503)));

/** Asked anew after each wait. */
const isAborted = (signal: AbortSignal): boolean => signal.aborted;
