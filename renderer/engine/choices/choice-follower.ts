/**
 * Shows a hidden chat again on its service when somebody writes there, or the user reads it, as Mattermost's own clients do: the server
 * leaves that to them (facts: `direct_channel_show` is only a preference). Says when conversations came for which something may have been
 * chosen elsewhere.
 */
import { isHiddenByService, type ConversationId } from '../../model/index.ts';
import {
  readConversationRows,
  readOwnChoicesOf,
  wantHidden,
  type IsthmusDatabase,
} from '../../store/index.ts';
import type { FollowedBatch, Follower, WrittenBatch } from '../follower.ts';

/** Only what has just happened: what is read of the past may be from before the chat was hidden. */
const wokenBy = ({ source }: FollowedBatch, written: WrittenBatch): ReadonlySet<ConversationId> => {
  if (source !== 'live' && source !== 'own') return new Set();
  const wrote = written.messages.filter(({ id }) => written.added.has(id));
  return new Set([
    ...wrote.map(({ conversationId }) => conversationId),
    ...(source === 'own' ? written.read : []),
  ]);
};

const showAgain = async (
  database: IsthmusDatabase,
  batch: FollowedBatch,
  written: WrittenBatch,
): Promise<void> => {
  const woken = [...wokenBy(batch, written)];
  if (woken.length === 0) return;
  const hidden = (await readConversationRows(database, woken)).flatMap((row) =>
    row?.hidden && isHiddenByService(row.kind) ? [row] : [],
  );
  if (hidden.length === 0) return;
  const own = await readOwnChoicesOf(
    database,
    hidden.map(({ id }) => id),
  );
  const newest = Math.max(0, ...written.messages.map(({ createdAt }) => createdAt));
  const again = hidden.filter(({ id, sortAt }) => {
    const wrote = written.messages.filter(({ conversationId }) => conversationId === id);
    const latest = Math.max(sortAt, ...wrote.map(({ createdAt }) => createdAt));
    return latest > (own.get(id)?.hiddenUpTo ?? -Infinity);
  });
  await wantHidden(database, again, false, newest);
};

export const choiceFollower: Follower = {
  tables: ({ conversations, ownChoices, intents }) => [conversations, ownChoices, intents],
  follow: async (database, batch, written) => {
    await showAgain(database, batch, written);
    return { news: written.reshaped ? [{ kind: 'conversations-reshaped' }] : [], recount: [] };
  },
  countedElsewhere: () => Promise.resolve(new Set()),
  keptCurrent: () => Promise.resolve([]),
  forgetConversation: () => Promise.resolve(),
  forgetAccount: () => Promise.resolve(),
};
