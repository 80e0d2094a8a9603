/** Until when a conversation is in the mirror. */
import type { Conversation } from '../../../model/index.ts';
import type { IsthmusDatabase } from '../../../store/index.ts';

/** createdAt of the newest message in the mirror, or what else is known of the last activity; ms on the service's clock. */
export const newestIn = async (
  database: IsthmusDatabase,
  { id, sortAt }: Pick<Conversation, 'id' | 'sortAt'>,
): Promise<number> => {
  const newest = await database.messages
    .where('[conversationId+createdAt]')
    .between([id, -Infinity], [id, Infinity], true, true)
    .last();
  return newest?.createdAt ?? sortAt;
};
