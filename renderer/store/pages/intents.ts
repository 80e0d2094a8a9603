/**
 * What the user wants done, as rows. Only this file, `sending-intents.ts`, `act-intents.ts` and `choice-intents.ts` write them. The engine carries each out and takes it away.
 */
import type { AccountId, ConversationId, FileId, Message, MessageId } from '../../model/index.ts';
import type { LinkRow } from '../carry-rows.ts';
import type { IsthmusDatabase } from '../database.ts';
import type { Reads } from '../reading-tables.ts';
import type { IntentRow, LinkIntentFailure } from '../rows.ts';
import type { PageWrites } from './page-writes.ts';

type KindOf<Kind extends IntentRow['kind']> = Extract<IntentRow, { readonly kind: Kind }>;

/** An intent about links: stays with its failure until the user has seen it. */
export type LinkIntent = KindOf<'link' | 'unlink' | 'carry'>;

export const isLinkIntent = (row: IntentRow): row is LinkIntent =>
  row.kind === 'link' || row.kind === 'unlink' || row.kind === 'carry';

/** `at` is this machine's clock, ms, in every function here. Each rejects where the disk does not take it. */
const add = async (database: PageWrites, row: IntentRow): Promise<void> => {
  await database.intents.add(row);
};

/** Whether a picture is wanted that the engine has not brought yet. */
export const isPictureWanted = async (
  { intents }: Reads<'intents'>,
  accountId: AccountId,
  fileId: FileId,
): Promise<boolean> =>
  (await intents.where('accountId').equals(accountId).toArray()).some(
    (intent) => intent.kind === 'picture' && intent.fileId === fileId,
  );

/** Show this picture of a message; wanted twice it is asked for once. */
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

/** The user has seen this conversation up to `readAt` (createdAt of the newest message seen, ms). */
export const wantRead = (
  database: PageWrites,
  { id, accountId }: { readonly id: ConversationId; readonly accountId: AccountId },
  readAt: number,
  at: number,
): Promise<void> => add(database, { kind: 'read', accountId, conversationId: id, readAt, at });

/** Try these messages again, or give them up. */
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

/** Try an account now, whatever is in its way. */
export const wantAccountTried = (database: PageWrites, accountId: AccountId, at: number): Promise<void> =>
  add(database, { kind: 'try-account', accountId, at });

/** Link a Mattermost conversation with a Teams one. */
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

/** Take a link away, for everybody; what was refused of this before goes. */
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

/** Whether the user has a link carried; what was refused of this before goes. */
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

/** The user has seen why these were refused: they go, and what is still open stays. */
export const seenRefusals = async (database: PageWrites, intents: readonly LinkIntent[]): Promise<void> => {
  const ids = intents.flatMap(({ id, failure }) => (failure === null || id === undefined ? [] : [id]));
  await database.intents.bulkDelete(ids);
};

/** All intents, in the order in which they were wanted. */
export const readIntents = (database: Reads<'intents'>): Promise<IntentRow[]> => database.intents.toArray();

/** Whether an intent still stands: what was read a while ago may have been carried out since. */
export const isIntended = async (
  { intents }: Reads<'intents'>,
  { id }: Pick<IntentRow, 'id'>,
): Promise<boolean> => id !== undefined && (await intents.get(id)) !== undefined;

/** A link intent was refused: it stays with the reason. One that has gone meanwhile does not come back. */
export const refuseLinkIntent = (
  database: IsthmusDatabase,
  id: number,
  failure: LinkIntentFailure,
): Promise<void> =>
  database.transaction('rw', database.intents, async () => {
    const row = await database.intents.get(id);
    if (row && isLinkIntent(row)) await database.intents.put({ ...row, failure });
  });

/** These are done. */
export const endIntents = async (
  database: IsthmusDatabase,
  rows: readonly Pick<IntentRow, 'id'>[],
): Promise<void> => {
  await database.intents.bulkDelete(rows.flatMap(({ id }) => (id === undefined ? [] : [id])));
};
