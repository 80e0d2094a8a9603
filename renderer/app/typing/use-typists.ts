import { useEffect, useState } from 'react';
import type { AccountId, ConversationId, Message, MessageId, PersonId } from '../../model/index.ts';
import { useWorld } from '../world/world.ts';
import { nextEnd, nobody, stillTyping, withTypist, type Typists } from './typists.ts';

/**
 * Who types in one of these conversations, or in this thread of one. `newest`: the newest shown message. `me`: the user, who may type on
 * another computer.
 */
export const useTypists = (
  conversations: readonly ConversationId[],
  threadId: MessageId | '',
  newest: Message | undefined,
  me: ReadonlyMap<AccountId, PersonId>,
): readonly PersonId[] => {
  const { typing, now } = useWorld();
  const [typists, setTypists] = useState<Typists>(nobody);
  const key = conversations.join(' ');
  useEffect(
    () =>
      typing.hear((news) => {
        if (news.kind !== 'heard' || news.threadId !== threadId) return;
        if (!key.split(' ').includes(news.conversationId)) return;
        setTypists((before) => withTypist(before, news.personId, now() + news.lasts));
      }),
    [typing, now, threadId, key],
  );
  const [newestId, setNewestId] = useState(newest?.id);
  if (newestId !== newest?.id) {
    setNewestId(newest?.id);
    setTypists(stillTyping(typists, 0, newest));
  }
  useEffect(() => {
    const wait = nextEnd(typists, now());
    if (wait === null) return;
    const timer = setTimeout(() => setTypists((before) => stillTyping(before, now(), undefined)), wait);
    return () => clearTimeout(timer);
  }, [typists, now]);
  const own = new Set(me.values());
  return [...typists.keys()].filter((id) => !own.has(id));
};
