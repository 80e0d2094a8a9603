import { useEffect } from 'react';
import type { Conversation } from '../../model/index.ts';
import { isUnread } from '../list/entries.ts';

/** The window's title: how many conversations are unread, the open one, the app. */
export const useTitle = (name: string, conversations: readonly Conversation[]): void => {
  const unread = conversations.filter(isUnread).length;
  useEffect(() => {
    document.title = `${unread > 0 ? `(${unread}) ` : ''}${name === '' ? '' : `${name} – `}Isthmus`;
  }, [name, unread]);
};
