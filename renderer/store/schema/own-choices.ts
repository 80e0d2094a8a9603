import type { SchemaStep } from '../schema-step.ts';

/** A row of the old table. It may be damaged. */
interface NoticeChoiceBefore {
  readonly conversationId?: unknown;
  readonly accountId?: unknown;
  readonly level?: unknown;
  readonly mutedUntil?: unknown;
}

/** The time of moved choices. It is older than every new choice, so that choices of another computer replace them. */
const longAgo = 0;

/** The user's choices for conversations: a row for each kind of choice, with its time. Notice levels and mutes move to the new table. */
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
