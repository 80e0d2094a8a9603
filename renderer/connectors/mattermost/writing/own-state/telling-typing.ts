/** Tells the others in a channel that the user types there. */
import { failed, succeeded } from '../../../../model/index.ts';
import type { TypingCapability } from '../../../connector.ts';
import type { Surroundings } from '../surroundings.ts';

/** By REST: the socket's action `user_typing` does the same, and would need the live connection here. */
export const makeTyping = ({ rest, context, settings }: Surroundings): TypingCapability => ({
  get every() {
    return settings.current.typingInterval;
  },
  tell: async (conversationId, threadId, signal) => {
    const channelId = context.ids.channelIdOf(conversationId);
    const root = threadId === '' ? null : context.ids.addressOf(threadId);
    if (channelId === null || (threadId !== '' && root === null)) return failed({ kind: 'not-found' });
    const answer = await rest.sendPath(signal, '/users/me/typing', {
      kind: 'json',
      method: 'POST',
      value: { channel_id: channelId, parent_id: root?.postId ?? '' },
    });
    return answer.ok ? succeeded(null) : answer;
  },
});
