/** What desktop and relay have in common: the product's mirror of one Teams account, with the product's connector and budget, over the model of Graph. */
import { createTeamsConnector } from '../../../../renderer/connectors/teams/index.ts';
import { chatConversationId, personId, teamId } from '../../../../renderer/connectors/teams/ids.ts';
import { writeCursor } from '../../../../renderer/connectors/teams/reading/position.ts';
import type { World } from '../../../../renderer/connectors/world.ts';
import type { AccountMirror } from '../../../../renderer/engine/mirror/account-mirror.ts';
import type { CadenceTable } from '../../../../renderer/engine/mirror/pull/cadence.ts';
import type { AccountIdentity } from '../../../../renderer/engine/mirror/store/account-row.ts';
import { type EngineAccount, Mirrors } from '../../../../renderer/engine/mirrors.ts';
import {
  type AccountId,
  type CarryKey,
  type ConversationId,
  type Message,
  type MessageId,
  type Person,
  succeeded,
} from '../../../../renderer/model/index.ts';
import type { CursorRow, IsthmusDatabase } from '../../../../renderer/store/index.ts';
import { draft } from '../../../../renderer/connectors/teams/writing/testing/drafting.ts';
import { assumed } from './assumptions.ts';
import type { GraphModel } from './graph-model.ts';
import { lastMessageOf, MemoryStore } from './memory-store.ts';
import { type PlannedConversation, relayUser, userIdOf } from './tenant-plan.ts';

export interface IsthmusOptions {
  readonly user: string;
  readonly graph: GraphModel;
  readonly database: IsthmusDatabase;
  readonly time: Pick<World, 'now' | 'after'>;
  readonly random: () => number;
  readonly conversations: readonly PlannedConversation[];
  readonly cadence?: (account: AccountIdentity) => CadenceTable;
  readonly onMessages: (messages: readonly Message[]) => void;
}

export const accountOf = (user: string): AccountId => `t-${user}` as AccountId;

export const conversationIdOf = (
  account: AccountId,
  { kind, id, team }: PlannedConversation,
): ConversationId =>
  (kind === 'chat' ? chatConversationId(account, id) : `${account}/channel/${team}/${id}`) as ConversationId;

export class IsthmusUnderTest {
  readonly account: AccountId;
  readonly world: World;
  readonly mirrors: Mirrors;
  readonly #store: MemoryStore;
  readonly #abort = new AbortController();

  constructor(private readonly options: IsthmusOptions) {
    const { user, graph, database, time, random, conversations } = options;
    this.account = accountOf(user);
    const fetch = (request: Request): Promise<Response> =>
      new Promise((resolve, reject) => {
        time.after(assumed.toGraph, () => {
          graph.answer(user, request).then((response) => {
            time.after(assumed.fromGraph, () => resolve(response));
          }, reject);
        });
      });
    this.world = {
      now: time.now,
      after: time.after,
      random,
      fetch,
      openSocket: () => {
        throw new Error('Teams has no socket');
      },
      accessToken: () => Promise.resolve(succeeded('token')),
      log: () => undefined,
    };
    this.#store = new MemoryStore({
      database,
      now: time.now,
      kept: conversations
        .filter(({ kind }) => kind === 'channel')
        .map((one) => conversationIdOf(this.account, one)),
      onMessages: options.onMessages,
    });
    this.mirrors = new Mirrors({
      world: this.world,
      database,
      days: null,
      store: this.#store,
      ...(options.cadence && { cadence: options.cadence }),
    });
  }

  get mirror(): AccountMirror {
    const mirror = this.mirrors.of(this.account);
    if (!mirror) throw new Error('not started');
    return mirror;
  }

  /**
   * Lays down what the mirror knew when it was last closed at `closedAt`, ms: everything that had been written until then, and how many desktops the relay
   * had told of; null for no relay.
   */
  async remember(closedAt: number, desktops: number | null): Promise<void> {
    const { database, conversations, user } = this.options;
    const { account } = this;
    const me = personId(account, 'user', user);
    await database.accounts.put({
      ...this.#identity,
      me,
      state: { kind: 'connecting' },
      progress: { conversations: { total: 0, readable: 0, complete: 0, setBack: 0 }, messages: 0 },
      currentAt: closedAt,
      ...(desktops === null ? {} : { desktops: { count: desktops, toldAt: closedAt } }),
    });
    await database.members.bulkPut(
      conversations
        .filter(({ kind }) => kind === 'channel')
        .map((one) => ({
          conversationId: conversationIdOf(account, one),
          accountId: account,
          personIds: [...one.members.map(userIdOf), relayUser].map((id) => personId(account, 'user', id)),
        })),
    );
    const people = new Set(conversations.flatMap(({ kind, members }) => (kind === 'chat' ? members : [])));
    const persons = [...people].map((one) => personOf(account, userIdOf(one)));
    await database.people.bulkPut([...persons, personOf(account, user)]);
    const teams = new Set(conversations.flatMap(({ team }) => (team === '' ? [] : [team])));
    await database.teams.bulkPut(
      [...teams].map((team) => ({
        id: teamId(account, team),
        accountId: account,
        name: team,
        description: '',
        notRead: null,
      })),
    );
    await database.conversations.bulkPut(
      conversations.map((one) => ({
        id: conversationIdOf(account, one),
        accountId: account,
        service: 'teams' as const,
        kind:
          one.kind === 'channel'
            ? ('channel' as const)
            : one.members.length === 2
              ? ('direct' as const)
              : ('group' as const),
        teamId: one.kind === 'channel' ? teamId(account, one.team) : null,
        name: one.id,
        topic: '',
        participants:
          one.kind === 'chat'
            ? one.members.map((member) => personId(account, 'user', userIdOf(member)))
            : [me],
        archived: false,
        muted: false,
        hidden: false,
        webUrl: null,
        lastActivityAt: one.kind === 'chat' ? closedAt : 0,
        readAt: 0,
        readKeptBy: one.kind === 'chat' ? ('service' as const) : ('isthmus' as const),
        sortAt: closedAt,
        lastMessage: lastMessageOf({ id: '' as MessageId, authorId: null, createdAt: closedAt }),
        unread: 0,
        mentions: 0,
      })),
    );
    await database.cursors.bulkPut(
      conversations.map((one): CursorRow => ({
        conversationId: conversationIdOf(account, one),
        accountId: account,
        history: { kind: 'complete' },
        changes: writeCursor(
          one.kind === 'chat'
            ? { kind: 'chat', since: closedAt, walk: null, again: false }
            : { kind: 'delta-from', since: closedAt },
        ),
        pulledAt: closedAt,
      })),
    );
  }

  get #identity(): AccountIdentity {
    const { user } = this.options;
    return { id: this.account, service: 'teams', displayName: user, label: user };
  }

  async start(): Promise<void> {
    const { user } = this.options;
    const account: EngineAccount = {
      identity: this.#identity,
      connect: (world, notBefore) =>
        createTeamsConnector({
          accountId: this.account,
          userId: user,
          tenantId: 'tenant',
          graphUrl: 'https://graph.example/v1.0',
          world,
          ...(notBefore === null ? {} : { historyNotBefore: notBefore }),
        }),
    };
    await this.mirrors.open(account, null);
  }

  /** When the last pull of a conversation ended, ms; -Infinity if there was none since the start. */
  pulledAt(id: ConversationId): number {
    return this.#store.pulledAt(id);
  }

  /** Reads the newest messages, as the product does before it carries over a link for the first time since its start (`adoptWhatWas`). */
  async readNewest(conversation: PlannedConversation): Promise<void> {
    const connector = this.mirrors.connectorOf(this.account);
    const id = conversationIdOf(this.account, conversation);
    const page = await connector?.history(id, null, this.#abort.signal);
    if (page?.ok === false && page.failure.kind === 'throttled')
      await new Promise<void>((resolve) => {
        this.world.after(30_000, resolve);
      }).then(() => this.readNewest(conversation));
  }

  /**
   * Sends a message that the user wrote in Isthmus (`isOwn`), or a copy, and tries again as long as Graph or the own budget asks to wait. Resolves to its time
   * on Graph, ms.
   */
  async send(conversation: PlannedConversation, isOwn: boolean): Promise<number> {
    const id = conversationIdOf(this.account, conversation);
    for (;;) {
      const { writing } = this.mirrors.connectorOf(this.account) ?? {};
      if (!writing) throw new Error('not started');
      const sent = await writing.send(id, draft(), { key: '' as CarryKey, note: null }, this.#abort.signal);
      if (sent.ok) {
        if (isOwn) this.mirror.sentInto(id);
        return Number(sent.value.id.slice(sent.value.id.lastIndexOf('/') + 1));
      }
      if (sent.failure.kind !== 'throttled') throw new Error(`not sent: ${sent.failure.kind}`);
      const { retryAfterMs } = sent.failure;
      await new Promise<void>((resolve) => {
        this.world.after(retryAfterMs, resolve);
      });
    }
  }
}

const personOf = (account: AccountId, user: string): Person => ({
  id: personId(account, 'user', user),
  accountId: account,
  kind: 'person',
  displayName: user,
  handle: '',
  email: null,
  jobTitle: '',
  active: true,
  claims: null,
});
