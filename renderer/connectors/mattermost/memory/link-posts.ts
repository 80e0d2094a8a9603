/** Finds the posts that link a channel among the pinned posts there. They may be older than all posts in the mirror. */
import { failed, succeeded, type Change, type ConversationId, type Result } from '../../../model/index.ts';
import { offline } from '../rest/failure.ts';
import { mapKnowing } from '../reading/knowing.ts';
import { readPostList } from '../reading/post-list.ts';
import type { Surroundings } from '../writing/surroundings.ts';

/** Pinned posts with a link's note, and people whom they mention and who were not known. The server gives all pinned posts at once. */
export const readLinkPosts = async (
  { rest, context }: Surroundings,
  conversationId: ConversationId,
  signal: AbortSignal,
): Promise<Result<readonly Change[]>> => {
  const channelId = context.ids.channelIdOf(conversationId);
  if (channelId === null) return failed({ kind: 'not-found' });
  const answer = await rest.ask(signal, (client) => client.getPinnedPosts(channelId));
  if (!answer.ok) return answer;
  const { mapped, people } = await mapKnowing(rest, context, signal, () =>
    readPostList(answer.value, context),
  );
  if (mapped === null) return failed(offline('broken-answer'));
  const links = mapped.changes.filter(
    (change) => change.kind === 'message' && change.message.note?.kind === 'link',
  );
  return succeeded([...people, ...links]);
};
