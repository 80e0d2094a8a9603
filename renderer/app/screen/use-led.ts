/** Goes to the place that a notification, the tray, or an address of ours names. */
import { useEffect, useRef } from 'react';
import type { CallResponse } from '../../../preload/contract/door.ts';
import type { Conversation, ConversationId, MessageId } from '../../model/index.ts';
import { readMessageRow } from '../../store/index.ts';
import type { Navigation } from '../navigation/navigation.ts';
import { query } from '../queries/query.ts';
import { caughtBy } from '../world/log-caught.ts';
import { useWorld } from '../world/world.ts';

type Goal = NonNullable<CallResponse<'goal:take'>['goal']>;

const ledTo = (id: MessageId) => query('led-to', ['messages'], (tables) => readMessageRow(tables, id));

/**
 * Takes each place that waits in main, and goes there if the mirror holds it. A stranger may have made the address: only its message id is
 * used, and all else about the message comes from the mirror. `conversations`: all of both services, because a notification of a linked pair
 * names the side of its message.
 */
export const useLed = (
  conversations: readonly Conversation[],
  { openConversation, openMessage }: Pick<Navigation, 'openConversation' | 'openMessage'>,
): void => {
  const { door, queries } = useWorld();
  const latest = useRef({ conversations, openConversation, openMessage });
  useEffect(() => {
    latest.current = { conversations, openConversation, openMessage };
  });
  useEffect(() => {
    const go = async ({ conversation, message }: Goal): Promise<void> => {
      const id = conversation as ConversationId;
      const row = message && (await queries.once(ledTo(message.id as MessageId)));
      const { current } = latest;
      if (!current.conversations.some((one) => one.id === id)) return;
      if (row?.conversationId === id) current.openMessage(row);
      else current.openConversation(id);
    };
    const take = (): void => {
      door
        .call('goal:take', {})
        .then(({ goal }) => goal && go(goal))
        .catch(caughtBy(door, 'led-to'));
    };
    take();
    return door.hear('goal:waits', take);
  }, [door, queries]);
};
