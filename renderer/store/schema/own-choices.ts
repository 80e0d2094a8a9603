import type { SchemaStep } from './step.ts';

/** What the old table held of one conversation, as far as it is not damaged. */
interface NoticeChoiceBefore {
  readonly conversationId?: unknown;
  readonly accountId?: unknown;
  readonly level?: unknown;
  readonly mutedUntil?: unknown;
}

/** Older than anything that is chosen from now on, so that it gives way to what another computer knows. */
const longAgo = 0;

/** What the user chose for conversations: a row for each kind of choice, with its time. Notice levels and mutes go over. */
export const ownChoicesStep: SchemaStep = {
  stores: { ownChoices: '[conversationId+kind], accountId', noticeChoices: null },
  upgrade: async (transaction) => {
    const before = await transaction.table<NoticeChoiceBefore>('noticeChoices').toArray();
    const rows = before.flatMap(({ conversationId, accountId, level, mutedUntil }) => {
      if (typeof conversationId !== 'string' || typeof accountId !== 'string') return [];
      const of = { conversationId, accountId, at: longAgo };
      return [
        ...(level === 'all' || level === 'mentions' || level === 'nothing'
          ? [{ ...of, kind: 'notice-level', value: level }]
          : []),
        ...(typeof mutedUntil === 'number' ? [{ ...of, kind: 'muted-until', value: mutedUntil }] : []),
      ];
    });
    await transaction.table('ownChoices').bulkPut(rows);
  },
};
