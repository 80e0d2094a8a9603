/** Asks which channels have a new post: one request for all channels, while the websocket is refused or lost. */
import { failed, succeeded, type ConversationId, type Result } from '../../../model/index.ts';
import type { IndexPage } from '../../connector.ts';
import type { MappingContext } from '../context.ts';
import { offline } from '../rest/failure.ts';
import { isServiceId } from '../ids.ts';
import { isPayload, listOf, stampOf } from '../rest/reading.ts';
import type { Rest } from '../rest/rest.ts';

/**
 * The channels whose `last_post_at` is later than the stamp that the overview, events and earlier answers gave for them. Edits and
 * reactions do not change `last_post_at`. Stamps are compared only within one channel, because the clocks of several nodes may differ.
 */
export const readMattermostMoved = async (
  rest: Rest,
  { directory, ids }: MappingContext,
  signal: AbortSignal,
): Promise<Result<IndexPage>> => {
  const answer = await rest.askPath(signal, '/users/me/channels');
  if (!answer.ok) return answer;
  if (!Array.isArray(answer.value) && answer.value !== null) return failed(offline('broken-answer'));
  const moved: ConversationId[] = [];
  for (const raw of listOf(answer.value)) {
    if (!isPayload(raw) || !isServiceId(raw.id)) continue;
    const at = stampOf(raw.last_post_at) ?? 0;
    const known = directory.lastPosts.get(raw.id);
    if (known !== undefined && at <= known) continue;
    directory.lastPosts.set(raw.id, at);
    moved.push(ids.conversation(raw.id));
  }
  return succeeded({ changes: [], moved, since: '' });
};
