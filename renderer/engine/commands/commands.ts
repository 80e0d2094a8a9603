/**
 * Slash commands: reads which a server offers, and executes what the user wants, each at most once. A command may have an effect each time,
 * so what was asked for and not answered is never asked for again; and one that cannot be asked for now does not wait, because the user
 * would not expect its effect hours later.
 */
import type { Connector } from '../../connectors/connector.ts';
import type { World } from '../../connectors/world.ts';
import {
  caughtEvent,
  type AccountId,
  type ConversationId,
  type Message,
  type TeamId,
} from '../../model/index.ts';
import {
  commandCameTo,
  commandIsTried,
  commandTeamOf,
  forgetOpenings,
  forgetPrivateWords,
  type CommandIntent,
  type CommandOutcome,
  type IntentRow,
  type IsthmusDatabase,
  keepCommandList,
  keepPrivateWords,
  readAccountRow,
  readCommandListRow,
  readConversationRow,
  removePrivateWords,
} from '../../store/index.ts';
import { outcomeOfFailure } from './command-outcome.ts';

type IntentOf<Kind extends IntentRow['kind']> = Extract<IntentRow, { readonly kind: Kind }>;

export interface CommandsOptions {
  readonly world: Pick<World, 'log' | 'now'>;
  readonly database: IsthmusDatabase;
  readonly connectorOf: (account: AccountId) => Connector | undefined;
  readonly isPaused: () => boolean;
}

/** A list is read again after this, ms: who adds a command to a server waits so long at most. */
const listAge = 60_000;
/** A command that could not be begun within this time, ms, is not begun any more: the engine was not there. */
const patience = 30_000;

const notConnected: CommandOutcome = { kind: 'not-connected' };

export class Commands {
  readonly #running = new Map<number, Promise<void>>();
  readonly #listing = new Set<TeamId>();
  #abort = new AbortController();

  constructor(private readonly options: CommandsOptions) {}

  /** Takes away what was said to the user alone before this start, and commands that lead somewhere, which may hold secrets. */
  async start(): Promise<void> {
    await forgetPrivateWords(this.options.database);
    await forgetOpenings(this.options.database);
  }

  /** Ends what is under way: of what was asked for, nobody knows whether it is done. Resolves when that is stored. */
  async stop(): Promise<void> {
    this.#abort.abort();
    this.#abort = new AbortController();
    await Promise.all(this.#running.values());
  }

  /** Carries out what has no outcome yet; it does not wait for services. */
  take(rows: readonly CommandIntent[]): void {
    for (const row of rows) {
      const { id } = row;
      if (id === undefined || row.outcome !== null || this.#running.has(id)) continue;
      const ended = this.#run(row, this.#abort.signal)
        .catch((error: unknown) => {
          this.options.world.log(caughtEvent('run-command', error));
          return { kind: 'perhaps' } as const;
        })
        .then((outcome) => commandCameTo(this.options.database, row, outcome))
        .catch((error: unknown) => this.options.world.log(caughtEvent('command-outcome', error)))
        .finally(() => this.#running.delete(id));
      this.#running.set(id, ended);
    }
  }

  /** Reads which commands are offered in these conversations, where that is not known, or was read some time ago. */
  list(rows: readonly IntentOf<'list-commands'>[]): void {
    for (const { accountId, conversationId } of rows)
      void this.#list(accountId, conversationId, this.#abort.signal).catch((error: unknown) =>
        this.options.world.log(caughtEvent('list-commands', error)),
      );
  }

  /** The user has seen these. */
  dismiss(rows: readonly IntentOf<'dismiss-private'>[]): Promise<void> {
    return removePrivateWords(
      this.options.database,
      rows.map(({ messageId }) => messageId),
    );
  }

  /** A service says this to the user alone. */
  heard(message: Message): void {
    keepPrivateWords(this.options.database, message).catch((error: unknown) =>
      this.options.world.log(caughtEvent('private-words', error)),
    );
  }

  async #list(account: AccountId, conversation: ConversationId, signal: AbortSignal): Promise<void> {
    const { database, world, connectorOf, isPaused } = this.options;
    const commands = connectorOf(account)?.commands;
    const teamId = await this.#teamOf(account, conversation);
    if (commands === undefined || teamId === null || isPaused() || this.#listing.has(teamId)) return;
    this.#listing.add(teamId);
    try {
      const known = await readCommandListRow(database, teamId);
      // A clock that was put back does not keep an old list.
      if (known !== undefined && Math.abs(world.now() - known.readAt) < listAge) return;
      const answer = await commands.list(teamId, signal);
      if (!answer.ok) world.log(`list-commands-${answer.failure.kind}`);
      else if (!isAborted(signal))
        await keepCommandList(database, teamId, account, answer.value, world.now());
    } finally {
      this.#listing.delete(teamId);
    }
  }

  /** Null: it is done, and leads nowhere. */
  async #run(row: CommandIntent, signal: AbortSignal): Promise<CommandOutcome | null> {
    const { database, world, connectorOf, isPaused } = this.options;
    const { threadId, text } = row;
    const { accountId, conversationId } = row.target ?? row;
    // Another life of the engine has asked for it.
    if (row.tried) return { kind: 'perhaps' };
    const commands = connectorOf(accountId)?.commands;
    const teamId = await this.#teamOf(accountId, conversationId);
    const state = (await readAccountRow(database, accountId))?.state.kind;
    const isLate = Math.abs(world.now() - row.at) > patience;
    if (isPaused() || isLate || state === 'offline' || commands === undefined) return notConnected;
    if (teamId === null) return { kind: 'failed', failure: { kind: 'not-found' } };
    if (isAborted(signal)) return notConnected;
    // It was taken back, or is asked for already.
    if (!(await commandIsTried(database, row))) return { kind: 'perhaps' };
    const answer = await commands.execute({ conversationId, teamId, threadId }, text, signal);
    if (!answer.ok) return outcomeOfFailure(answer.failure);
    if (answer.value.kind === 'unknown') return { kind: 'unknown' };
    const { opens } = answer.value;
    return opens === null ? null : { kind: 'opens', address: opens };
  }

  async #teamOf(account: AccountId, conversation: ConversationId): Promise<TeamId | null> {
    const { database } = this.options;
    const row = await readConversationRow(database, conversation);
    if (row === undefined) return null;
    return commandTeamOf(database, account, row.teamId);
  }
}

/** Asked anew after each wait. */
const isAborted = (signal: AbortSignal): boolean => signal.aborted;
