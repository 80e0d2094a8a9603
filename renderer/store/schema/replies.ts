import { addReplies, type Message, type Replies } from '../../model/index.ts';
import type { SchemaStep } from '../schema-step.ts';

/** A root's row gets the summary of its replies, so that a timeline need not count them. */
export const repliesStep: SchemaStep = {
  stores: { missingRoots: 'id, accountId, conversationId' },
  upgrade: async (transaction) => {
    const messages = transaction.table<Message & { replies?: Replies }>('messages');
    const conversations = await transaction.table<{ readonly id: string }>('conversations').toArray();
    for (const { id } of conversations) {
      const threads = new Map<string, { readonly accountId: string; readonly replies: Replies }>();
      // '' is the conversation's own timeline. The index has no row without a proper thread or time.
      await messages
        .where('[conversationId+threadId+createdAt]')
        .between([id, '\0'], [id, []])
        .each((reply) => {
          const { threadId, accountId } = reply;
          threads.set(threadId, { accountId, replies: addReplies(threads.get(threadId)?.replies, [reply]) });
        });
      for (const [root, { accountId, replies }] of threads) {
        const found = await messages.get(root);
        if (found) await messages.put({ ...found, replies });
        else await transaction.table('missingRoots').put({ id: root, accountId, conversationId: id });
      }
    }
  },
};
