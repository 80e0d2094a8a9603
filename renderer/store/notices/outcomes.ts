/** Reads and writes new messages of which the user may be told, and their outcomes. */
import type { AccountId, ConversationId, MessageId } from '../../model/index.ts';
import type { IsthmusDatabase } from '../database.ts';
import type {
  NoticeCountRow,
  NoticeFailure,
  NoticeOutcome,
  NoticeOutcomeRow,
  PendingNoticeRow,
  SuppressedReason,
} from '../notice-rows.ts';
import type { Reads } from '../reading-tables.ts';
import { deleteRows, getRows, putRows } from '../many-rows.ts';

/** How many of the latest outcomes are kept. */
export const keptOutcomes = 500;
/** This many more may be stored before the oldest are removed. So they are removed together, and not one with each new outcome. */
const mostBeyond = 100;

/** All messages without a decision, in no order. */
export const readPendingNotices = ({
  pendingNotices,
}: Reads<'pendingNotices'>): Promise<PendingNoticeRow[]> => pendingNotices.toArray();

/** Adds messages. Call it within the transaction that stores them. */
export const addPendingNotices = async (
  { pendingNotices }: IsthmusDatabase,
  rows: readonly PendingNoticeRow[],
): Promise<void> => {
  await putRows(pendingNotices, rows);
};

/** The latest outcomes, newest first. */
export const readNoticeOutcomes = (
  { noticeOutcomes }: Reads<'noticeOutcomes'>,
  limit = keptOutcomes,
): Promise<NoticeOutcomeRow[]> => noticeOutcomes.orderBy('at').reverse().limit(limit).toArray();

/** The outcomes of these messages, by message; those that are not known (any more) are left out. */
export const readOutcomesOf = async (
  { noticeOutcomes }: Reads<'noticeOutcomes'>,
  ids: readonly MessageId[],
): Promise<Map<MessageId, NoticeOutcome>> => {
  const rows = await getRows(noticeOutcomes, ids);
  return new Map(rows.flatMap((row) => (row ? [[row.messageId, row.outcome] as const] : [])));
};

/** Of the latest outcomes, those that were shown or are being shown. */
export const readToldNotices = async ({
  noticeOutcomes,
}: Reads<'noticeOutcomes'>): Promise<NoticeOutcomeRow[]> =>
  noticeOutcomes.where('outcome.kind').anyOf('handed', 'shown').toArray();

/** How often each outcome occurred. */
export const readNoticeCounts = ({ noticeCounts }: Reads<'noticeCounts'>): Promise<NoticeCountRow[]> =>
  noticeCounts.toArray();

/**
 * Stores the outcomes of these messages in one transaction. Leaves out a message that is no longer pending, because it was decided already
 * or its account is gone. Returns the stored outcomes. An outcome `handed` is not counted before it ends.
 */
export const decideNotices = (
  database: IsthmusDatabase,
  rows: readonly NoticeOutcomeRow[],
): Promise<readonly NoticeOutcomeRow[]> => {
  const { pendingNotices, noticeOutcomes, noticeCounts } = database;
  return database.transaction('rw', pendingNotices, noticeOutcomes, noticeCounts, async () => {
    const ids = rows.map(({ messageId }) => messageId);
    const pending = await getRows(pendingNotices, ids);
    const decided = rows.filter((_, at) => pending[at] !== undefined);
    await deleteRows(pendingNotices, ids);
    await putRows(noticeOutcomes, decided);
    await count(database, decided);
    await dropOldest(database);
    return decided;
  });
};

/** How an outcome that is `handed` ends. `read`: the user read the message before it was shown. */
export type HandedEnd = 'shown' | 'read' | NoticeFailure;

/** Ends outcomes that are `handed`. Other outcomes stay unchanged. */
export const endHandedNotices = (
  database: IsthmusDatabase,
  ids: readonly MessageId[],
  end: HandedEnd,
): Promise<void> => {
  const { noticeOutcomes, noticeCounts } = database;
  return database.transaction('rw', noticeOutcomes, noticeCounts, async () => {
    const held = await getRows(noticeOutcomes, ids);
    const ended = held.flatMap((row): NoticeOutcomeRow[] => {
      if (row?.outcome.kind !== 'handed') return [];
      return [{ ...row, outcome: endOf(row.outcome.as, end) }];
    });
    await putRows(noticeOutcomes, ended);
    await count(database, ended);
    await dropOldest(database);
  });
};

const endOf = (as: 'message' | 'summary', end: HandedEnd): NoticeOutcome => {
  if (end === 'shown') return { kind: 'shown', as };
  return end === 'read' ? { kind: 'suppressed', reason: 'read' } : { kind: 'failed', reason: end };
};

/** Counts messages that are decided when they arrive. No row of them is kept. Call it within the transaction that stores them. */
export const countSuppressed = async (
  database: IsthmusDatabase,
  reasons: ReadonlyMap<SuppressedReason, number>,
): Promise<void> => {
  for (const [reason, more] of reasons) await add(database, 'suppressed', reason, more);
};

const count = async (database: IsthmusDatabase, rows: readonly NoticeOutcomeRow[]): Promise<void> => {
  const counted = new Map<string, Omit<NoticeCountRow, 'count'> & { readonly more: number }>();
  for (const { outcome } of rows) {
    const one = countedAs(outcome);
    if (one === null) continue;
    const key = `${one.outcome} ${one.reason}`;
    counted.set(key, { ...one, more: (counted.get(key)?.more ?? 0) + 1 });
  }
  for (const { outcome, reason, more } of counted.values()) await add(database, outcome, reason, more);
};

/** The counter of an outcome; null for `handed`, which is counted when it ends. */
const countedAs = (outcome: NoticeOutcome): Omit<NoticeCountRow, 'count'> | null => {
  switch (outcome.kind) {
    case 'handed':
      return null;
    case 'shown':
      return { outcome: 'shown', reason: outcome.as };
    case 'suppressed':
    case 'failed':
      return { outcome: outcome.kind, reason: outcome.reason };
  }
};

const add = async (
  { noticeCounts }: IsthmusDatabase,
  outcome: NoticeCountRow['outcome'],
  reason: NoticeCountRow['reason'],
  more: number,
): Promise<void> => {
  const held = await noticeCounts.get([outcome, reason]);
  await noticeCounts.put({ outcome, reason, count: (held?.count ?? 0) + more });
};

/** Removes the oldest outcomes. Those that are `handed` stay, because their end must be counted. */
const dropOldest = async ({ noticeOutcomes }: IsthmusDatabase): Promise<void> => {
  const beyond = (await noticeOutcomes.count()) - keptOutcomes;
  if (beyond <= mostBeyond) return;
  const oldest = await noticeOutcomes.orderBy('at').limit(beyond).toArray();
  await deleteRows(
    noticeOutcomes,
    oldest.filter(({ outcome }) => outcome.kind !== 'handed').map(({ messageId }) => messageId),
  );
};

/**
 * Removes a conversation's rows, and counts its pending messages as `gone`. Call it within the transaction in which the conversation leaves
 * the mirror.
 */
export const forgetNoticesIn = async (database: IsthmusDatabase, id: ConversationId): Promise<void> => {
  const { pendingNotices, noticeOutcomes } = database;
  const pending = await pendingNotices.where('conversationId').equals(id).delete();
  await noticeOutcomes.where('conversationId').equals(id).delete();
  if (pending > 0) await add(database, 'suppressed', 'gone', pending);
};

/** Removes the rows of an account that was signed out. */
export const forgetNoticesOf = (database: IsthmusDatabase, id: AccountId): Promise<void> => {
  const tables = [database.pendingNotices, database.noticeOutcomes];
  return database.transaction('rw', tables, async () => {
    for (const table of tables) await table.where('accountId').equals(id).delete();
  });
};
