/**
 * The tables and the types of their rows. Keys and indexes are in `schema/`, one file per step. Index choices are measured
 * (docs/architecture.md, "Storage"): three indexes on messages keep ingest at 0.6 of the raw put rate, a multi-entry token index would cost
 * 60 % and is not here.
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
  MessageId,
  OwnChoiceKind,
  Person,
  PersonId,
  PersonTwins,
  Service,
  SetbackKind,
  SharedKey,
  Team,
} from '../model/index.ts';
import type {
  CarriedCountRow,
  ComputerRow,
  CounterpartRow,
  LeftAuthorRow,
  LinkPostRow,
  LinkReadRow,
  LinkRow,
  NotCarried,
  NotCarriedRow,
  OutboxRow,
  PinsReadRow,
} from './carry-rows.ts';
import type { IntentRow } from './intent-rows.ts';
import type {
  AttentionRow,
  CommandListRow,
  CursorRow,
  CustomEmojiRow,
  DerivedRow,
  DiscardRow,
  EngineRow,
  MissingRootRow,
  PhotoRow,
  PictureRow,
  PresenceRow,
  PrivateWordsRow,
  ReadPlaceRow,
  SetbackRow,
} from './rows.ts';
import type { AttemptRow, SettledAttemptRow } from './attempt-rows.ts';
import type { OwnChoiceRow } from './choice-rows.ts';
import type { DraftFileRow, DraftRow } from './draft-rows.ts';
import type { NoticeCountRow, NoticeOutcomeRow, NoticeSettingsRow, PendingNoticeRow } from './notice-rows.ts';
import type { InvitationRow, RelayedAuthorRow } from './invite-rows.ts';
import { declareNewest, declareSchema } from './schema/index.ts';

/** The database's name on every machine: one per profile, shared by the engine page and the app page (same origin). */
export const databaseName = 'isthmus';

export class IsthmusDatabase extends Dexie {
  declare readonly accounts: EntityTable<Account, 'id'>;
  declare readonly people: EntityTable<Person, 'id'>;
  declare readonly twins: EntityTable<PersonTwins, 'id'>;
  declare readonly presences: EntityTable<PresenceRow, 'id'>;
  declare readonly teams: EntityTable<Team, 'id'>;
  declare readonly conversations: EntityTable<Conversation, 'id'>;
  declare readonly members: EntityTable<Membership, 'conversationId'>;
  declare readonly readPlaces: EntityTable<ReadPlaceRow, 'conversationId'>;
  declare readonly messages: EntityTable<Message, 'id'>;
  declare readonly missingRoots: EntityTable<MissingRootRow, 'id'>;
  declare readonly cursors: EntityTable<CursorRow, 'conversationId'>;
  declare readonly pictures: EntityTable<PictureRow, 'fileId'>;
  declare readonly photos: EntityTable<PhotoRow, 'id'>;
  declare readonly customEmoji: EntityTable<CustomEmojiRow, 'id'>;
  declare readonly commandLists: EntityTable<CommandListRow, 'teamId'>;
  declare readonly privateWords: EntityTable<PrivateWordsRow, 'id'>;
  declare readonly discards: Table<DiscardRow, [AccountId, DiscardReason]>;
  declare readonly attention: EntityTable<AttentionRow, 'key'>;
  declare readonly engine: EntityTable<EngineRow, 'key'>;
  declare readonly intents: Table<IntentRow, number>;

  declare readonly links: EntityTable<LinkRow, 'id'>;
  declare readonly counterparts: EntityTable<CounterpartRow, 'id'>;
  declare readonly outbox: EntityTable<OutboxRow, 'messageId'>;
  declare readonly carriedCounts: Table<CarriedCountRow, [number, Service]>;
  declare readonly relayedAuthors: EntityTable<RelayedAuthorRow, 'id'>;
  declare readonly leftAuthors: Table<LeftAuthorRow, [PersonId, SharedKey]>;
  declare readonly invitations: EntityTable<InvitationRow, 'id'>;
  declare readonly attempts: EntityTable<AttemptRow, 'key'>;
  declare readonly settledAttempts: EntityTable<SettledAttemptRow, 'key'>;
  declare readonly drafts: Table<DraftRow, [ConversationId, MessageId | '']>;
  declare readonly draftFiles: EntityTable<DraftFileRow, 'id'>;
  declare readonly computer: EntityTable<ComputerRow, 'key'>;
  declare readonly linkPosts: EntityTable<LinkPostRow, 'id'>;
  declare readonly pinsRead: EntityTable<PinsReadRow, 'conversationId'>;
  declare readonly linkReads: EntityTable<LinkReadRow, 'linkId'>;
  declare readonly setbacks: Table<SetbackRow, [AccountId, SetbackKind, string]>;
  declare readonly notCarried: Table<NotCarriedRow, [string, NotCarried]>;
  declare readonly pendingNotices: EntityTable<PendingNoticeRow, 'messageId'>;
  declare readonly noticeOutcomes: EntityTable<NoticeOutcomeRow, 'messageId'>;
  declare readonly noticeCounts: Table<NoticeCountRow, [NoticeCountRow['outcome'], NoticeCountRow['reason']]>;
  declare readonly ownChoices: Table<OwnChoiceRow, [ConversationId, OwnChoiceKind]>;
  declare readonly noticeSettings: EntityTable<NoticeSettingsRow, 'key'>;
  declare readonly derived: EntityTable<DerivedRow, 'table'>;
  /** The IndexedDB that this database lives in. */
  readonly factory: IDBFactory;
  /** Whether it knows how an older one becomes one of this version. */
  private knowsOlder = false;

  /** Under Node, `options.indexedDB` and `options.IDBKeyRange` replace the browser's. */
  constructor(options: DexieOptions = {}, name: string = databaseName) {
    super(name, { chromeTransactionDurability: 'relaxed', ...options });
    // Dexie makes the cache's layer also where `cache` is 'disabled': an AbortController, three listeners and an exception for each write.
    if (options.cache === 'disabled') this.unuse({ stack: 'dbcore', name: 'Cache' });
    this.factory = (options.indexedDB as IDBFactory | undefined) ?? indexedDB;
    declareNewest(this, () => {
      if (!this.knowsOlder) throw new Error('an older database was opened without its steps');
    });
  }

  /** To be called before it is opened where an older version of it is on the disk, or may be. `open.ts` does. */
  declareOlder(): void {
    if (this.knowsOlder) return;
    this.knowsOlder = true;
    declareSchema(this);
  }
}

/** A range over every createdAt of one conversation, for `[conversationId+createdAt]`. */
export const wholeConversation = (
  id: ConversationId,
): readonly [lower: [ConversationId, number], upper: [ConversationId, number]] => [
  [id, -Infinity],
  [id, Infinity],
];
