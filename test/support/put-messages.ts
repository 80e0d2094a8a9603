/** Messages that a test writes into the database itself, with what the mirror would have told their roots. */
import { addReplies, type Message } from '../../renderer/model/index.ts';
import { type IsthmusDatabase, readTimelineRange } from '../../renderer/store/index.ts';

export const putMessages = (database: IsthmusDatabase, messages: readonly Message[]): Promise<void> =>
  database.transaction('rw', database.messages, async () => {
    await database.messages.bulkPut(messages);
    const threads = new Map(
      messages.flatMap(({ conversationId, threadId }) =>
        threadId === '' ? [] : [[threadId, conversationId] as const],
      ),
    );
    for (const [root, conversation] of threads) {
      const replies = await readTimelineRange(database, conversation, root, -Infinity, Infinity);
      await database.messages.update(root, { replies: addReplies(undefined, replies) });
    }
  });
