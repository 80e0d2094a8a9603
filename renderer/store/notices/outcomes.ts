/** New messages about which the user may be told, and what came of each. */
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

/** How many of the latest outcomes are kept. */
export const keptOutcomes = 500;
/** So many more may pile up before the oldest go: they go together, and not one with each new one. */
const mostBeyond = 100;

/** Everything that is to be decided, in no order. */
export const readPendingNotices = ({
  pendingNotices,
}: Reads<'pendingNotices'>): Promise<PendingNoticeRow[]> => pendingNotices.toArray();

/** Within the transaction that stores the messages. */
export const addPendingNotices = async (
  { pendingNotices }: IsthmusDatabase,
  rows: readonly PendingNoticeRow[],
): Promise<void> => {
  if (rows.length > 0) await pendingNotices.bulkPut([...rows]);
};

/** The latest outcomes, newest first. */
export const readNoticeOutcomes = (
  { noticeOutcomes }: Reads<'noticeOutcomes'>,
  limit = keptOutcomes,
): Promise<NoticeOutcomeRow[]> => noticeOutcomes.orderBy('at').reverse().limit(limit).toArray();

/** What came of these messages, by message; of some it is not known (any more). */
export const readOutcomesOf = async (
  { noticeOutcomes }: Reads<'noticeOutcomes'>,
  ids: readonly MessageId[],
): Promise<Map<MessageId, NoticeOutcome>> => {
  const rows = await noticeOutcomes.bulkGet([...ids]);
  return new Map(rows.flatMap((row) => (row ? [[row.messageId, row.outcome] as const] : [])));
};

/** Messages that were being shown, or were shown: the latest only. */
export const readToldNotices = async ({
  noticeOutcomes,
}: Reads<'noticeOutcomes'>): Promise<NoticeOutcomeRow[]> =>
  noticeOutcomes.where('outcome.kind').anyOf('handed', 'shown').toArray();

/** How often each outcome came about. */
export const readNoticeCounts = ({ noticeCounts }: Reads<'noticeCounts'>): Promise<NoticeCountRow[]> =>
  noticeCounts.toArray();

/**
 * Decides these messages in one transaction. One that is no longer to be decided is left out: another decision came first, or its account
 * has gone. Returns those that were decided. What is handed on is counted when its end is known.
 */
export const decideNotices = (
  database: IsthmusDatabase,
  rows: readonly NoticeOutcomeRow[],
): Promise<readonly NoticeOutcomeRow[]> => {
  const { pendingNotices, noticeOutcomes, noticeCounts } = database;
  return database.transaction('rw', pendingNotices, noticeOutcomes, noticeCounts, async () => {
    const ids = rows.map(({ messageId }) => messageId);
    const pending = await pendingNotices.bulkGet(ids);
    const decided = rows.filter((_, at) => pending[at] !== undefined);
    await pendingNotices.bulkDelete(ids);
    await noticeOutcomes.bulkPut([...decided]);
    await count(database, decided);
    await dropOldest(database);
    return decided;
  });
};

/** What was handed on is at its end: shown, or failed. What is not handed on any more stays as it is. */
export const endHandedNotices = (
  database: IsthmusDatabase,
  ids: readonly MessageId[],
  failure: NoticeFailure | null,
): Promise<void> => {
  const { noticeOutcomes, noticeCounts } = database;
  return database.transaction('rw', noticeOutcomes, noticeCounts, async () => {
    const held = await noticeOutcomes.bulkGet([...ids]);
    const ended = held.flatMap((row): NoticeOutcomeRow[] => {
      if (row?.outcome.kind !== 'handed') return [];
      const outcome: NoticeOutcome =
        failure === null ? { kind: 'shown', as: row.outcome.as } : { kind: 'failed', reason: failure };
      return [{ ...row, outcome }];
    });
    await noticeOutcomes.bulkPut(ended);
    await count(database, ended);
    await dropOldest(database);
  });
};

/** These are decided as they come: they are counted, and nothing else is kept of them. Within the transaction that stores them. */
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

/** Null for what is counted later. */
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

/** What is still being shown stays: its end is to be counted. */
const dropOldest = async ({ noticeOutcomes }: IsthmusDatabase): Promise<void> => {
  const beyond = (await noticeOutcomes.count()) - keptOutcomes;
  if (beyond <= mostBeyond) return;
  const oldest = await noticeOutcomes.orderBy('at').limit(beyond).toArray();
  await noticeOutcomes.bulkDelete(
    oldest.filter(({ outcome }) => outcome.kind !== 'handed').map(({ messageId }) => messageId),
  );
};

/** A conversation leaves the mirror: what is pending there is decided. Within the transaction in which it leaves. */
export const forgetNoticesIn = async (database: IsthmusDatabase, id: ConversationId): Promise<void> => {
  const { pendingNotices, noticeOutcomes } = database;
  const pending = await pendingNotices.where('conversationId').equals(id).delete();
  await noticeOutcomes.where('conversationId').equals(id).delete();
  if (pending > 0) await add(database, 'suppressed', 'gone', pending);
};

/** An account was signed out: nothing of it is told. */
export const forgetNoticesOf = (database: IsthmusDatabase, id: AccountId): Promise<void> => {
  const tables = [database.pendingNotices, database.noticeOutcomes];
  return database.transaction('rw', tables, async () => {
    for (const table of tables) await table.where('accountId').equals(id).delete();
  });
};
