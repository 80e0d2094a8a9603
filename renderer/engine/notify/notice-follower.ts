/**
 * Being told follows the mirror: new messages about which has to be decided get a row in the transaction that stores them, so that none is
 * overlooked or decided twice, whenever the engine dies. What is clear at once is counted there.
 */
import {
  addPendingNotices,
  countSuppressed,
  forgetNoticesIn,
  forgetNoticesOf,
  type IsthmusDatabase,
  type PendingNoticeRow,
  readOutcomesOf,
  type SuppressedReason,
} from '../../store/index.ts';
import type { Message, MessageId } from '../../model/index.ts';
import type { Followed, Follower } from '../follower.ts';
import { settledAtOnce } from './decide-notice.ts';

const nothing: Followed = { news: [], recount: [] };

/** What was told and has changed since. */
const newsOfChanged = async (
  database: IsthmusDatabase,
  messages: readonly Message[],
  added: ReadonlySet<MessageId>,
): Promise<Followed['news']> => {
  const before = messages.flatMap(({ id }) => (added.has(id) ? [] : [id]));
  if (before.length === 0) return [];
  const outcomes = await readOutcomesOf(database, before);
  const told = before.filter((id) => /^(handed|shown)$/.test(outcomes.get(id)?.kind ?? ''));
  return told.length === 0 ? [] : [{ kind: 'notices-changed', messages: new Set(told) }];
};

export const noticeFollower: Follower = {
  tables: ({ pendingNotices, noticeOutcomes, noticeCounts }) => [
    pendingNotices,
    noticeOutcomes,
    noticeCounts,
  ],

  follow: async (database, { account, source }, { messages, added }) => {
    // Old messages that fill the mirror are many, and never told: to count them would make filling slower.
    if (source === 'history') return nothing;
    const news = await newsOfChanged(database, messages, added);
    if (source === 'own' || added.size === 0) return { news, recount: [] };
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
    return { news: pending.length === 0 ? news : [...news, { kind: 'notices-pending' }], recount: [] };
  },

  countedElsewhere: () => Promise.resolve(new Set()),
  keptCurrent: () => Promise.resolve([]),
  forgetConversation: forgetNoticesIn,
  forgetAccount: forgetNoticesOf,
};
