/** The pictures of custom emoji in the text of the box: those of the server that gets the message, also after the side was changed. */
import { useCallback, useLayoutEffect, useRef } from 'react';
import type { AccountId } from '../../../model/index.ts';
import type { FollowEmoji } from '../../editor/emoji-view.ts';
import type { EmojiBook } from '../../world/emoji-book.ts';
import { useWorld } from '../../world/world.ts';

interface Followed {
  readonly name: string;
  readonly shown: (url: string | null) => void;
  /** Ends the listening that `follow` began for it. */
  stop: () => void;
}

/** `accountId`: the Mattermost account that gets the message; null in Teams, where an emoji is its name. */
export const useFollowedEmoji = (accountId: AccountId | null): FollowEmoji => {
  const { emoji } = useWorld();
  const account = useRef(accountId);
  const followed = useRef(new Set<Followed>());
  useLayoutEffect(() => {
    if (account.current === accountId) return;
    account.current = accountId;
    for (const one of followed.current) {
      one.stop();
      one.stop = follow(emoji, accountId, one);
    }
  }, [emoji, accountId]);
  return useCallback<FollowEmoji>(
    (name, shown) => {
      const one: Followed = { name, shown, stop: () => undefined };
      one.stop = follow(emoji, account.current, one);
      followed.current.add(one);
      return () => {
        followed.current.delete(one);
        one.stop();
      };
    },
    [emoji],
  );
};

const follow = (
  emoji: Pick<EmojiBook, 'show' | 'subscribe' | 'urlOf'>,
  accountId: AccountId | null,
  { name, shown }: Pick<Followed, 'name' | 'shown'>,
): (() => void) => {
  if (accountId === null) {
    shown(null);
    return () => undefined;
  }
  const stop = emoji.show(accountId, name);
  const tell = (): void => shown(emoji.urlOf(accountId, name));
  const unsubscribe = emoji.subscribe(tell);
  tell();
  return () => {
    unsubscribe();
    stop();
  };
};
