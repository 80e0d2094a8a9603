/**
 * Intents: what the user wants done, as rows. Only this file, `sending-intents.ts`, `start-intents.ts`, `act-intents.ts`, `choice-intents.ts` and
 * `presence-intents.ts` write them. The engine carries each one out and removes it.
 */
import type {
  AccountId,
  CarryPause,
  ConversationId,
  FileId,
  Message,
  MessageId,
  PersonId,
} from '../../model/index.ts';
import type { LinkRow } from '../carry-rows.ts';
import type { IsthmusDatabase } from '../database.ts';
import type { NoticeSettingsChange } from '../notice-rows.ts';
import type { Reads } from '../reading-tables.ts';
import type { IntentRow, LinkIntentFailure } from '../intent-rows.ts';
import type { PageWrites } from './page-writes.ts';

type KindOf<Kind extends IntentRow['kind']> = Extract<IntentRow, { readonly kind: Kind }>;

/** An intent about links. If it fails, it stays until the user has seen the failure. */
export type LinkIntent = KindOf<'link' | 'unlink' | 'carry'>;

export const isLinkIntent = (row: IntentRow): row is LinkIntent =>
  row.kind === 'link' || row.kind === 'unlink' || row.kind === 'carry';

/** The intents about links, in the order in which they were wanted. */
export const readLinkIntents = (tables: Reads<'intents'>): Promise<LinkIntent[]> =>
  readIntentsOf(tables, 'link', 'unlink', 'carry');

/** `at` is this machine's clock, ms, in every function here. Each rejects if the disk is full. */
const add = async (database: PageWrites, row: IntentRow): Promise<void> => {
  await database.intents.add(row);
};

/** Whether the page has asked for a picture that the engine has not stored yet. */
export const isPictureWanted = async (
  { intents }: Reads<'intents'>,
  accountId: AccountId,
  fileId: FileId,
): Promise<boolean> =>
  (await intents.where('accountId').equals(accountId).toArray()).some(
    (intent) => intent.kind === 'picture' && intent.fileId === fileId,
  );

/** Asks for this picture of a message. If it is asked for already, no second intent is added. */
export const wantPicture = (
  database: PageWrites,
  { id, accountId, conversationId }: Pick<Message, 'id' | 'accountId' | 'conversationId'>,
  fileId: FileId,
  at: number,
): Promise<void> =>
  database.transaction('rw', database.intents, async () => {
    if (await isPictureWanted(database, accountId, fileId)) return;
    await add(database, { kind: 'picture', accountId, conversationId, fileId, messageId: id, at });
  });

/** Show the photos of these people of an account. */
export const wantPhotos = (
  database: PageWrites,
  accountId: AccountId,
  personIds: readonly PersonId[],
  at: number,
): Promise<void> => add(database, { kind: 'photos', accountId, personIds, at });

/** Show these custom emoji of an account's server (names without colons). */
export const wantCustomEmoji = (
  database: PageWrites,
  accountId: AccountId,
  names: readonly string[],
  at: number,
): Promise<void> => add(database, { kind: 'custom-emoji', accountId, names, at });

/** Asks for names of custom emoji that hold `part` (lower case); for the next page of all names where it is ''. */
export const wantCustomEmojiFound = (
  database: PageWrites,
  accountId: AccountId,
  part: string,
  at: number,
): Promise<void> => add(database, { kind: 'find-custom-emoji', accountId, part, at });

/** Notes that the user has seen this conversation up to `readAt` (createdAt of the newest message seen, ms). */
export const wantRead = (
  database: PageWrites,
  { id, accountId }: { readonly id: ConversationId; readonly accountId: AccountId },
  readAt: number,
  at: number,
): Promise<void> => add(database, { kind: 'read', accountId, conversationId: id, readAt, at });

/** The conversations of these messages are unread from them on; one message of each conversation. */
export const wantUnread = async (
  database: PageWrites,
  from: readonly Pick<Message, 'id' | 'accountId' | 'conversationId' | 'createdAt'>[],
  at: number,
): Promise<void> => {
  await database.intents.bulkAdd(
    from.map(({ id, accountId, conversationId, createdAt }) => ({
      ...{ kind: 'unread' as const, accountId, conversationId, messageId: id, readAt: createdAt - 1, at },
    })),
  );
};

/** Asks to try carrying these messages again, or to cancel it. */
export const wantCarried = async (
  database: PageWrites,
  kind: 'retry' | 'discard',
  messages: readonly (Pick<Message, 'accountId' | 'conversationId'> & { readonly id: MessageId })[],
  at: number,
): Promise<void> => {
  await database.intents.bulkAdd(
    messages.map(({ id, accountId, conversationId }) => ({
      kind,
      accountId,
      conversationId,
      messageId: id,
      at,
    })),
  );
};

/** Of what the user wants to be told in all conversations. What is left out of the change stays as it is. */
export const wantNoticeSettings = (
  database: PageWrites,
  change: NoticeSettingsChange,
  at: number,
): Promise<void> => add(database, { kind: 'choose-all-notices', change, at });

/** Asks to pause carrying on this computer, or to end the pause. */
export const wantCarryPause = (database: PageWrites, pause: CarryPause, at: number): Promise<void> =>
  add(database, { kind: 'pause-carrying', pause, at });

/** Asks to try an account at once, even if it has to wait now. */
export const wantAccountTried = (database: PageWrites, accountId: AccountId, at: number): Promise<void> =>
  add(database, { kind: 'try-account', accountId, at });

/** Asks to link a Mattermost conversation with a Teams one. */
export const wantLink = (
  database: PageWrites,
  mattermost: { readonly id: ConversationId; readonly accountId: AccountId },
  teams: ConversationId,
  at: number,
): Promise<void> =>
  add(database, {
    kind: 'link',
    accountId: mattermost.accountId,
    conversationId: mattermost.id,
    teams,
    failure: null,
    at,
  });

/** Asks to remove a link, for everybody. Earlier refused intents of this link and kind are removed. */
export const wantUnlink = (
  database: PageWrites,
  { id, mattermost }: Pick<LinkRow, 'id' | 'mattermost'>,
  accountId: AccountId,
  at: number,
): Promise<void> =>
  wantOfLink(database, {
    kind: 'unlink',
    accountId,
    conversationId: mattermost,
    linkId: id,
    failure: null,
    at,
  });

/** Asks to carry a link, or to stop it. Earlier refused intents of this link and kind are removed. */
export const wantLinkCarried = (
  database: PageWrites,
  { id, mattermost }: Pick<LinkRow, 'id' | 'mattermost'>,
  accountId: AccountId,
  carried: boolean,
  at: number,
): Promise<void> =>
  wantOfLink(database, {
    kind: 'carry',
    accountId,
    conversationId: mattermost,
    linkId: id,
    carried,
    failure: null,
    at,
  });

const wantOfLink = (database: PageWrites, wanted: KindOf<'unlink' | 'carry'>): Promise<void> =>
  database.transaction('rw', database.intents, async () => {
    const { kind, linkId } = wanted;
    await database.intents
      .filter((row) => row.kind === kind && row.linkId === linkId && row.failure !== null)
      .delete();
    await add(database, wanted);
  });

/** Removes refused intents after the user has seen why. Open ones stay. */
export const seenRefusals = async (database: PageWrites, intents: readonly LinkIntent[]): Promise<void> => {
  const ids = intents.flatMap(({ id, failure }) => (failure === null || id === undefined ? [] : [id]));
  await database.intents.bulkDelete(ids);
};

/** All intents, in the order in which they were wanted. */
export const readIntents = (database: Reads<'intents'>): Promise<IntentRow[]> => database.intents.toArray();

/**
 * The intents of these kinds, in the order in which they were wanted. Each kind is asked for by itself: a query over several keys at once is
 * run again for all that comes between the first and the last of them.
 */
export const readIntentsOf = async <Kind extends IntentRow['kind']>(
  { intents }: Reads<'intents'>,
  ...kinds: readonly Kind[]
): Promise<KindOf<Kind>[]> => {
  const ofEach = await Promise.all(kinds.map((kind) => intents.where('kind').equals(kind).toArray()));
  const rows = ofEach.flat() as readonly IntentRow[] as readonly KindOf<Kind>[];
  return rows.toSorted((one, other) => (one.id ?? 0) - (other.id ?? 0));
};

/** Whether an intent still exists: it may have been carried out since it was read. */
export const isIntended = async (
  { intents }: Reads<'intents'>,
  { id }: Pick<IntentRow, 'id'>,
): Promise<boolean> => id !== undefined && (await intents.get(id)) !== undefined;

/** Changes an intent of this form. Does nothing if it is gone: then it must not come back. */
export const changeIntent = <Row extends IntentRow>(
  database: Pick<PageWrites, 'intents' | 'transaction'>,
  id: number | undefined,
  isSuch: (row: IntentRow) => row is Row,
  to: (row: Row) => Row,
): Promise<void> =>
  database.transaction('rw', database.intents, async () => {
    const row = id === undefined ? undefined : await database.intents.get(id);
    if (row && isSuch(row)) await database.intents.put(to(row));
  });

/** Stores why a link intent was refused. Does nothing if the intent is gone. */
export const refuseLinkIntent = (
  database: IsthmusDatabase,
  id: number,
  failure: LinkIntentFailure,
): Promise<void> => changeIntent(database, id, isLinkIntent, (row) => ({ ...row, failure }));

/** Removes intents that are done. */
export const endIntents = async (
  database: IsthmusDatabase,
  rows: readonly Pick<IntentRow, 'id'>[],
): Promise<void> => {
  await database.intents.bulkDelete(rows.flatMap(({ id }) => (id === undefined ? [] : [id])));
};
