/** Posts that were deleted: history leaves them out, `since` does not (facts, "Posts"). */
import { failed, succeeded, type Change, type ConversationId, type Result } from '../../../model/index.ts';
import { sinceLimit } from '../reading/changes.ts';
import type { MappingContext } from '../context.ts';
import { offline } from '../rest/failure.ts';
import { changeOfPost, deleterOf } from '../message/posts.ts';
import { isPayload, listOf, payloadOf, stampOf } from '../rest/reading.ts';
import type { Surroundings } from '../writing/surroundings.ts';

/** How far back to ask, ms, one after the other: a full answer to `since` may lack any rows, so it cannot be used. */
const reaches: readonly number[] = [Infinity, 7 * 86_400_000, 86_400_000, 3_600_000, 600_000];

/** Tombstones of the posts that were deleted later than `since` (ms), with their marks, as far back as one answer of the server reaches. */
export const deletedSince = async (
  { rest, context }: Surroundings,
  conversationId: ConversationId,
  since: number,
  signal: AbortSignal,
): Promise<Result<readonly Change[]>> => {
  const channelId = context.ids.channelIdOf(conversationId);
  if (channelId === null) return failed({ kind: 'not-found' });
  for (const reach of reaches) {
    // The server treats since=0 as if it was not given. Stamps are compared with the server's stamps only.
    const from = Math.max(1, since, context.directory.highestStamp - reach);
    const answer = await rest.ask(signal, (client) => client.getPostsSince(channelId, from, false));
    if (!answer.ok) return answer;
    if (!isPayload(answer.value)) return failed(offline('broken-answer'));
    if (listOf(payloadOf(answer.value).order).length >= sinceLimit) continue;
    const posts = Object.values(payloadOf(payloadOf(answer.value).posts));
    return succeeded(posts.flatMap((post) => tombstoneOf(post, context)));
  }
  return succeeded([]);
};

/** A deleted post as a message that keeps only place, author, times and mark. */
const tombstoneOf = (raw: unknown, context: MappingContext): Change[] => {
  if (!isPayload(raw)) return [];
  const deletedAt = stampOf(raw.delete_at ?? 0) ?? 0;
  if (deletedAt === 0) return [];
  const change = changeOfPost({ ...raw, delete_at: 0, message: '', metadata: {}, file_ids: [] }, context);
  if (change.kind !== 'message') return [];
  const { message } = change;
  const { by } = deleterOf(raw, payloadOf(raw.props).deleteBy);
  return [
    {
      kind: 'message',
      message: {
        ...message,
        deletedAt,
        ...(by === undefined ? {} : { deletedBy: by }),
        version: Math.max(message.version, deletedAt),
        body: { format: 'text', content: '' },
        plain: '',
        mentions: [],
        mentionsMe: false,
        reactions: [],
        attachments: [],
        pinned: false,
      },
    },
  ];
};
