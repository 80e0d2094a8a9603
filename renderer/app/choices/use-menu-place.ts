import { useCallback, useEffect, useRef, useState } from 'react';
import type { Conversation } from '../../model/index.ts';
import { rowId } from './row-id.ts';
import type { Pairs } from '../pairs/pairs.ts';
import type { MenuPlace } from './menu-place.ts';

/**
 * The row of the list that an event is about: the one under the pointer, or with the Menu key the one that the list names as active. A right
 * click beside the rows is about none.
 */
const rowOf = (event: MouseEvent, list: HTMLElement): HTMLElement | null => {
  const { target } = event;
  if (!(target instanceof Element)) return null;
  const row = target.closest<HTMLElement>('[data-testid=conversation-row]');
  if (row !== null) return row;
  const isByKey = event.button !== 2;
  const active = isByKey && target === list ? list.getAttribute('aria-activedescendant') : null;
  return active === null ? null : document.getElementById(active);
};

/**
 * Which conversation's menu is open. Right click and Menu key on the list open it: one listener for all rows. When it closes, the focus goes
 * back to where it was. `shown` names what is on the screen: with another conversation there, the menu of the one before is closed.
 */
export const useMenuPlace = (
  conversations: readonly Conversation[],
  pairs: Pairs,
  shown: string,
): {
  readonly place: MenuPlace | null;
  readonly open: (place: MenuPlace) => void;
  readonly close: () => void;
} => {
  const [place, setPlace] = useState<MenuPlace | null>(null);
  const [shownBefore, setShownBefore] = useState(shown);
  if (shownBefore !== shown) {
    setShownBefore(shown);
    setPlace(null);
  }
  const before = useRef<HTMLElement | null>(null);
  const open = useCallback((next: MenuPlace): void => {
    const { activeElement } = document;
    before.current = activeElement instanceof HTMLElement ? activeElement : null;
    setPlace(next);
  }, []);
  const latest = useRef({ conversations, pairs });
  useEffect(() => {
    latest.current = { conversations, pairs };
  });
  useEffect(() => {
    const onContextMenu = (event: MouseEvent): void => {
      const list = document.querySelector<HTMLElement>('[data-region=list]');
      if (!(event.target instanceof Node) || !list?.contains(event.target)) return;
      const row = rowOf(event, list);
      const conversation = latest.current.conversations.find((one) => rowId(one.id) === row?.id);
      if (!row || !conversation) return;
      event.preventDefault();
      const pair = latest.current.pairs.get(conversation.id);
      open({
        sides: pair ? [pair.mattermost, pair.teams] : [conversation],
        at: row.getBoundingClientRect(),
      });
    };
    document.addEventListener('contextmenu', onContextMenu);
    return () => document.removeEventListener('contextmenu', onContextMenu);
  }, [open]);
  const close = useCallback(() => {
    setPlace(null);
    before.current?.focus();
  }, []);
  return { place, open, close };
};
