/**
 * Begins conversations that the user wants, each once. One that is there is opened. Where a service would make another one each time, and an
 * answer was lost, the user's conversations are read anew before it is asked again (design, decision 5).
 */
import type { Connector } from '../../connectors/connector.ts';
import type { World } from '../../connectors/world.ts';
import {
  caughtEvent,
  conversationWith,
  type AccountId,
  type Change,
  type ConversationId,
  type ServiceFailure,
} from '../../model/index.ts';
import {
  endIntents,
  type IntentRow,
  type IsthmusDatabase,
  readAccountRow,
  readConversationRowsOf,
  readPersonRows,
  readStarts,
  type StartIntent,
  startFailed,
  startIsTried,
  startMade,
} from '../../store/index.ts';

export type FindPeopleIntent = Extract<IntentRow, { readonly kind: 'find-people' }>;

export interface StartIntentsOptions {
  readonly world: Pick<World, 'log'>;
  readonly database: IsthmusDatabase;
  readonly connectorOf: (account: AccountId) => Connector | undefined;
  /** Stores what the service gave, as the mirror does. */
  readonly store: (account: AccountId, changes: readonly Change[]) => Promise<void>;
}

export class StartIntents {
  /** Rows that are being carried out, by id, with what ends that. */
  readonly #busy = new Map<number, AbortSignal>();
  /** Rows that were to be taken while what a pause has ended was not through yet. */
  readonly #again = new Set<number>();
  #abort = new AbortController();

  constructor(private readonly options: StartIntentsOptions) {}

  /** Carries out what has no outcome yet. A row stays, with its outcome, until the page has seen it. */
  take(rows: readonly StartIntent[]): void {
    for (const row of rows) {
      const { id } = row;
      if (id === undefined || row.outcome !== null) continue;
      const busy = this.#busy.get(id);
      if (busy !== undefined) {
        if (busy.aborted) this.#again.add(id);
        continue;
      }
      const { signal } = this.#abort;
      this.#busy.set(id, signal);
      void this.#begin(row, signal)
        .catch((error: unknown) => {
          this.options.world.log(caughtEvent('start-conversation', error));
          return startFailed(this.options.database, row, unexpected);
        })
        .catch((error: unknown) => this.options.world.log(caughtEvent('start-outcome', error)))
        .finally(() => {
          this.#busy.delete(id);
          if (this.#again.delete(id)) this.#takeAnew(id);
        });
    }
  }

  /** Looks for people and ends the intents: what is found is in the mirror then, and a failure is found out when one is written to. */
  async find(rows: readonly FindPeopleIntent[]): Promise<void> {
    await endIntents(this.options.database, rows);
    const { signal } = this.#abort;
    for (const { accountId, typed } of rows)
      void this.#find(accountId, typed, signal).catch((error: unknown) =>
        this.options.world.log(caughtEvent('find-people', error)),
      );
  }

  stop(): void {
    this.#again.clear();
    this.#abort.abort();
    this.#abort = new AbortController();
  }

  /** Takes the row as it stands now: whether it was tried may have changed. */
  #takeAnew(wanted: number): void {
    const { database, world } = this.options;
    const { signal } = this.#abort;
    readStarts(database)
      .then((rows) => {
        if (!signal.aborted) this.take(rows.filter(({ id }) => id === wanted));
      })
      .catch((error: unknown) => world.log(caughtEvent('start-again-after-pause', error)));
  }

  async #find(account: AccountId, typed: string, signal: AbortSignal): Promise<void> {
    const answer = await this.options.connectorOf(account)?.starting?.findPeople?.(typed, signal);
    if (answer?.ok === true && !signal.aborted) await this.options.store(account, answer.value);
  }

  async #begin(row: StartIntent, signal: AbortSignal): Promise<void> {
    const { database, connectorOf, store } = this.options;
    const { accountId, others } = row;
    const connector = connectorOf(accountId);
    const me = (await readAccountRow(database, accountId))?.me ?? null;
    const known = await readPersonRows(database, others);
    const invited = known.flatMap((person) => person ?? []);
    if (connector?.starting === undefined || me === null || invited.length !== others.length)
      return startFailed(database, row, { kind: 'not-found' });
    const existing = async (): Promise<ConversationId | null> =>
      conversationWith(await readConversationRowsOf(database, accountId), me, others);
    const there = await existing();
    if (there !== null) return startMade(database, row, there);
    if (row.tried && !connector.starting.isRepeatable(invited)) {
      const overview = await connector.overview(signal);
      if (isStopped(signal)) return;
      if (!overview.ok) return startFailed(database, row, overview.failure);
      const notRead = overview.value.notRead.find(({ list }) => list.kind === 'chats')?.failure;
      await store(accountId, overview.value.changes);
      const made = await existing();
      if (made !== null) return startMade(database, row, made);
      // A list that could not be read proves nothing.
      if (notRead !== undefined) return startFailed(database, row, notRead ?? unexpected);
    }
    await startIsTried(database, row);
    const answer = await connector.starting.start(invited, signal);
    // Paused or closed: the row is taken again afterwards.
    if (isStopped(signal)) return;
    if (!answer.ok) return startFailed(database, row, answer.failure);
    await store(accountId, answer.value.changes);
    await startMade(database, row, answer.value.id);
  }
}

const unexpected: ServiceFailure = { kind: 'refused', status: 0, code: '' };

/** Asked by a function, because the type checker does not see that a wait may change it. */
const isStopped = (signal: AbortSignal): boolean => signal.aborted;
