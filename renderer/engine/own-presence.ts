/** Sets the user's own presence at services. It is about now: what a service does not take is not tried again, and the old one goes on showing. */
import type { Connector } from '../connectors/connector.ts';
import type { World } from '../connectors/world.ts';
import { caughtEvent, type AccountId, type Change } from '../model/index.ts';
import type { IntentRow } from '../store/index.ts';

export type PresenceIntent = Extract<IntentRow, { readonly kind: 'set-presence' }>;

export interface OwnPresenceOptions {
  readonly world: Pick<World, 'log' | 'now'>;
  readonly connectorOf: (account: AccountId) => Connector | undefined;
  /** Stores the answer, as the mirror does. */
  readonly store: (account: AccountId, changes: readonly Change[]) => Promise<void>;
}

export class OwnPresence {
  #abort = new AbortController();
  /** For each account what was asked for last. The next one waits for it: a service could take two at once in the wrong order. */
  readonly #last = new Map<AccountId, Promise<void>>();

  constructor(private readonly options: OwnPresenceOptions) {}

  /** Carries these out, for each account the last one; it does not wait for services. */
  take(intents: readonly PresenceIntent[]): void {
    const last = new Map(intents.map((intent) => [intent.accountId, intent]));
    const { signal } = this.#abort;
    for (const intent of last.values()) {
      const before = this.#last.get(intent.accountId) ?? Promise.resolve();
      const done = before
        .then(() => this.#set(intent, signal))
        .catch((error: unknown) => this.options.world.log(caughtEvent('set-presence', error)));
      this.#last.set(intent.accountId, done);
    }
  }

  stop(): void {
    this.#abort.abort();
    this.#abort = new AbortController();
  }

  async #set({ accountId, presence, until }: PresenceIntent, signal: AbortSignal): Promise<void> {
    const { connectorOf, store, world } = this.options;
    // It was wanted during a pause, for a time that is over.
    if (isAborted(signal) || (until !== null && until <= world.now())) return;
    const answer = await connectorOf(accountId)?.setPresence?.(presence, until, signal);
    if (answer === undefined || isAborted(signal)) return;
    if (answer.ok) await store(accountId, answer.value);
    else world.log(`set-presence-${answer.failure.kind}`);
  }
}

/** Asked anew after each wait. */
const isAborted = (signal: AbortSignal): boolean => signal.aborted;
