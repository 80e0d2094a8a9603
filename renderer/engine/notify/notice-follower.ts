/**
 * Being told follows the mirror: new messages about which has to be decided get a row in the transaction that stores them, so that none is
 * overlooked or decided twice, whenever the engine dies. What is clear at once is counted there.
 */
import {
  addPendingNotices,
  countSuppressed,
  forgetNoticesIn,
  forgetNoticesOf,
  type PendingNoticeRow,
  type SuppressedReason,
} from '../../store/index.ts';
import type { Followed, Follower } from '../follower.ts';
import { settledAtOnce } from './decide-notice.ts';

const nothing: Followed = { news: [], recount: [] };

export const noticeFollower: Follower = {
  tables: ({ pendingNotices, noticeOutcomes, noticeCounts }) => [
    pendingNotices,
    noticeOutcomes,
    noticeCounts,
  ],

  follow: async (database, { account, source }, { messages, added }) => {
    // Old messages that fill the mirror are many, and never told: to count them would make filling slower.
    if ((source !== 'live' && source !== 'changes') || added.size === 0) return nothing;
    const pending: PendingNoticeRow[] = [];
    const suppressed = new Map<SuppressedReason, number>();
    for (const message of messages) {
      if (!added.has(message.id)) continue;
      const reason = settledAtOnce(source, message, account.me);
      if (reason !== null) suppressed.set(reason, (suppressed.get(reason) ?? 0) + 1);
      else {
        const { id, accountId, conversationId } = message;
        pending.push({ messageId: id, accountId, conversationId, source });
      }
    }
    await countSuppressed(database, suppressed);
    await addPendingNotices(database, pending);
    return pending.length === 0 ? nothing : { news: [{ kind: 'notices-pending' }], recount: [] };
  },

  countedElsewhere: () => Promise.resolve(new Set()),
  keptCurrent: () => Promise.resolve([]),
  forgetConversation: forgetNoticesIn,
  forgetAccount: forgetNoticesOf,
};
