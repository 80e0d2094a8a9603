/**
 * Sets the user's own presence at services. What could not be told is tried again, for half a day at most; what a service refuses stays with the
 * reason until the user chooses again, and the old one goes on showing.
 */
import type { Connector } from '../connectors/connector.ts';
import type { World } from '../connectors/world.ts';
import { caughtEvent, type AccountId, type Change } from '../model/index.ts';
import {
  endIntents,
  readPresenceIntents,
  refusePresenceIntent,
  type IsthmusDatabase,
  type PresenceIntent,
  type PresenceIntentFailure,
} from '../store/index.ts';
import { choiceFailureOf, choiceWaits } from './choices/choice-failure.ts';
import { NewestWorks } from './choices/newest-works.ts';

/**
 * How long after the choice a presence without an end may still be set, ms. Set days later, it would take effect when the user does not expect
 * it, or undo what they have chosen elsewhere meanwhile.
 */
const mayWait = 12 * 3_600_000;

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
  | { readonly kind: 'waits'; readonly ms: number }
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
          return choiceWaits.fault;
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

  stop(): void {
    this.#works.stop();
  }

  async #carryOut(account: AccountId, signal: AbortSignal): Promise<number | null> {
    const { database, store } = this.options;
    const rows = (await readPresenceIntents(database)).filter(
      ({ accountId, failure }) => accountId === account && failure === undefined,
    );
    const intent = rows.at(-1);
    if (!intent || signal.aborted) return null;
    const told = await this.#tell(intent, signal);
    if (isAborted(signal)) return null;
    switch (told.kind) {
      case 'waits':
        return told.ms;
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

  async #tell({ accountId, presence, until, at }: PresenceIntent, signal: AbortSignal): Promise<Told> {
    const { connectorOf, world } = this.options;
    // It was wanted while the service could not be asked, for a time that is over.
    if (until !== null && until <= world.now()) return { kind: 'done', changes: [] };
    if (until === null && world.now() - at >= mayWait)
      return { kind: 'refused', failure: { kind: 'too-late' } };
    const connector = connectorOf(accountId);
    if (!connector) return { kind: 'waits', ms: choiceWaits.noAccount };
    if (!connector.setPresence) return { kind: 'refused', failure: { kind: 'no-right' } };
    const answer = await connector.setPresence(presence, until, signal);
    return answer.ok ? { kind: 'done', changes: answer.value } : choiceFailureOf(answer.failure);
  }
}

/** Asked anew after each wait. */
const isAborted = (signal: AbortSignal): boolean => signal.aborted;
