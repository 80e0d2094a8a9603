import { useEffect } from 'react';
import type { Conversation } from '../../model/index.ts';
import { isUnread } from '../list/entries/filters.ts';
import { say } from '../words/catalogue/say.ts';

const titleOf = (name: string, unread: number): string => {
  if (unread === 0) return name === '' ? say('names.app') : say('screen.title.place', { name });
  return name === ''
    ? say('screen.title.unread', { unread })
    : say('screen.title.unread-place', { unread, name });
};

/** The window's title: the number of unread conversations, the open one, the app. */
export const useTitle = (name: string, conversations: readonly Conversation[]): void => {
  const unread = conversations.filter((one) => isUnread(one) && !one.hidden).length;
  useEffect(() => {
    document.title = titleOf(name, unread);
  }, [name, unread]);
};
