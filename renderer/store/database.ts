/**
 * The Dexie schema. Each version is one commented step and is never edited once released; a later version adds a step.
 * Index choices are measured (docs/architecture.md, "Storage"): three indexes on messages keep ingest at 0.6 of the raw put rate, a
 * multi-entry token index would cost 60 % and is not here.
 */
import { Dexie, type DexieOptions, type EntityTable, type Table } from 'dexie';
import type {
  Account,
  AccountId,
  Conversation,
  ConversationId,
  DiscardReason,
  Membership,
  Message,
  Person,
  SetbackKind,
  Team,
} from '../model/index.ts';
import type {
  ComputerRow,
  CounterpartRow,
  LinkPostRow,
  LinkReadRow,
  LinkRow,
  NotCarried,
  NotCarriedRow,
  OutboxRow,
  PinsReadRow,
} from './carry-rows.ts';
import type {
  AttentionRow,
  CursorRow,
  DiscardRow,
  EngineRow,
  IntentRow,
  PictureRow,
  ReadPlaceRow,
  SetbackRow,
} from './rows.ts';

/** The database's name on every machine: one per profile, shared by the engine page and the app page (same origin). */
export const databaseName = 'isthmus';

export class IsthmusDatabase extends Dexie {
  declare readonly accounts: EntityTable<Account, 'id'>;
  declare readonly people: EntityTable<Person, 'id'>;
  declare readonly teams: EntityTable<Team, 'id'>;
  declare readonly conversations: EntityTable<Conversation, 'id'>;
  declare readonly members: EntityTable<Membership, 'conversationId'>;
  declare readonly readPlaces: EntityTable<ReadPlaceRow, 'conversationId'>;
  declare readonly messages: EntityTable<Message, 'id'>;
  declare readonly cursors: EntityTable<CursorRow, 'conversationId'>;
  declare readonly pictures: EntityTable<PictureRow, 'fileId'>;
  declare readonly discards: Table<DiscardRow, [AccountId, DiscardReason]>;
  declare readonly attention: EntityTable<AttentionRow, 'key'>;
  declare readonly engine: EntityTable<EngineRow, 'key'>;
  declare readonly intents: Table<IntentRow, number>;

  declare readonly links: EntityTable<LinkRow, 'id'>;
  declare readonly counterparts: EntityTable<CounterpartRow, 'id'>;
  declare readonly outbox: EntityTable<OutboxRow, 'messageId'>;
  declare readonly computer: EntityTable<ComputerRow, 'key'>;
  declare readonly linkPosts: EntityTable<LinkPostRow, 'id'>;
  declare readonly pinsRead: EntityTable<PinsReadRow, 'conversationId'>;
  declare readonly linkReads: EntityTable<LinkReadRow, 'linkId'>;
  declare readonly setbacks: Table<SetbackRow, [AccountId, SetbackKind, string]>;
  declare readonly notCarried: Table<NotCarriedRow, [string, NotCarried]>;
  /** The IndexedDB that this database lives in. */
  readonly factory: IDBFactory;

  /** `options.indexedDB` and `options.IDBKeyRange` stand in under Node. */
  constructor(options: DexieOptions = {}, name: string = databaseName) {
    super(name, { chromeTransactionDurability: 'relaxed', ...options });
    this.factory = (options.indexedDB as IDBFactory | undefined) ?? indexedDB;
    // 1: the mirror. Messages: one index for "everything in this conversation by time" (unread counts, reconciling, deleting), one for
    // "this timeline or this thread by time" (threadId '' is the conversation's own timeline).
    this.version(1).stores({
      accounts: 'id',
      people: 'id, accountId',
      teams: 'id, accountId',
      conversations: 'id, accountId',
      members: 'conversationId, accountId',
      messages: 'id, [conversationId+createdAt], [conversationId+threadId+createdAt]',
      cursors: 'conversationId, accountId',
      pictures: 'fileId, accountId',
      discards: '[accountId+reason], accountId',
      attention: 'key',
      engine: 'key',
      intents: '++id, accountId',
    });
    // 2: carrying. Counterparts are found from either side; the outbox is read by link, oldest message first.
    this.version(2)
      .stores({
        links: 'id, mattermost, teams',
        counterparts: 'id, linkId, *copies',
        outbox: 'messageId, [linkId+at], [linkId+state.kind]',
        computer: 'key',
      })
      .upgrade(async (transaction) => {
        // Rows of version 1 do not say what Isthmus wrote on them: nothing had been written yet.
        await transaction.table('messages').toCollection().modify({ note: null, carryKey: null });
        await transaction.table('people').toCollection().modify({ claims: null });
      });
    // 3: links that people make. Version 2 had no way to make one: what its tables hold was never anybody's.
    this.version(3)
      .stores({
        linkPosts: 'id, conversationId',
        pinsRead: 'conversationId, accountId',
        linkReads: 'linkId',
        notCarried: '[linkId+reason], linkId',
      })
      .upgrade(async (transaction) => {
        for (const table of ['links', 'counterparts', 'outbox']) await transaction.table(table).clear();
      });
    // 4: a refusal is not a departure. Teams say whether their channels can be listed, and what was read outlives its conversation.
    this.version(4)
      .stores({ readPlaces: 'conversationId, accountId' })
      .upgrade(async (transaction) => {
        await transaction.table('teams').toCollection().modify({ notRead: null });
      });
    // 5: what fails by itself, with its reason. A conversation that was refused had lost how far it was read; it is read anew.
    this.version(5)
      .stores({ setbacks: '[accountId+what+of], accountId, of' })
      .upgrade(async (transaction) => {
        await transaction
          .table('cursors')
          .filter(
            ({ history }: { readonly history: { readonly kind: string } }) => history.kind === 'refused',
          )
          .modify({ history: { kind: 'unstarted' }, changes: null });
        await transaction.table('accounts').toCollection().modify({ 'progress.conversations.setBack': 0 });
      });
    // 6: who else says to be the same Teams user is found without reading everybody.
    this.version(6).stores({ people: 'id, accountId, claims' });
  }
}

/** A range over every createdAt of one conversation, for `[conversationId+createdAt]`. */
export const wholeConversation = (
  id: ConversationId,
): readonly [lower: [ConversationId, number], upper: [ConversationId, number]] => [
  [id, -Infinity],
  [id, Infinity],
];
