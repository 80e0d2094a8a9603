/** Writes down that a message is about to be sent: from then on a crash leaves behind that it may have happened, and how to tell. */
import type { Draft } from '../../connectors/writing.ts';
import type { CarriedFile, OutboxRow } from '../../store/index.ts';
import { otherSide } from './context.ts';
import type { Gathered } from './gather.ts';
import { answeredBefore, triesOf } from './outbox.ts';
import { type Planning, planOf, saysNothing } from './planning.ts';
import { attemptText } from './recheck.ts';

/**
 * The messages that a message becomes, of which this part goes next. Where there is nothing to be sent, nothing is written. In one
 * transaction: each has to wait for what else uses the database.
 */
export const writeAhead = (
  planning: Planning,
  { messageId, state }: OutboxRow,
  gathered: Gathered,
  { part, files }: { readonly part: number; readonly files: readonly CarriedFile[] },
): Promise<readonly Draft[]> => {
  const { database } = planning;
  const { outbox, messages, people, conversations } = database;
  return database.transaction('rw', outbox, messages, people, conversations, async () => {
    const plan = await planOf(planning, gathered, files);
    const draft = plan[part];
    if (draft === undefined || (plan.length === 1 && saysNothing(draft))) return plan;
    const target = gathered.link[otherSide(gathered.service)];
    const newest = await messages
      .where('[conversationId+createdAt]')
      .between([target, -Infinity], [target, Infinity])
      .last();
    await outbox.update(messageId, {
      state: {
        kind: 'sending',
        act: {
          kind: 'send',
          text: attemptText(draft.document, draft.files.length),
          version: gathered.message.version,
          part,
          parts: plan.length,
        },
        after: newest?.createdAt ?? 0,
        retryAt: 0,
        tries: triesOf(state),
        ...answeredBefore(state),
      },
    });
    return plan;
  });
};
