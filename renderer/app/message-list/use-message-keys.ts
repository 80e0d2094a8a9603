/**
 * Moves among messages by the keyboard, as in the feed pattern of WAI-ARIA. One message is in the tab order (a roving tabindex). Arrows,
 * Page Up and Page Down go to its neighbours, Home and End to the ends, the right arrow into its reactions (README of this folder).
 */
import type { Virtualizer } from '@tanstack/react-virtual';
import {
  useCallback,
  useEffect,
  useMemo,
  useRef,
  useState,
  type FocusEvent,
  type KeyboardEvent,
} from 'react';
import type { MessageId } from '../../model/index.ts';
import type { TimelineItem } from '../timeline/items.ts';
import { useFocusKept } from './use-focus-kept.ts';

/** The number of messages that Page Up and Page Down skip. */
const page = 8;
/** If a message continues outside of the visible part by more than this (CSS pixels), the key scrolls it first. */
const hiddenBy = 8;

type List = Virtualizer<HTMLDivElement, Element>;

/** The index of the message in the tab order: the user's last one (`chosen`, -1 before), else the newest; -1 in an empty list. */
export const useCurrentMessage = (
  items: readonly TimelineItem[],
): { readonly at: number; readonly chosen: number; readonly setCurrent: (id: MessageId) => void } => {
  const [wanted, setCurrent] = useState<MessageId | null>(null);
  const chosen = useMemo(
    () => (wanted === null ? -1 : items.findIndex(({ message }) => message.id === wanted)),
    [items, wanted],
  );
  return { at: chosen >= 0 ? chosen : items.length - 1, chosen, setCurrent };
};

/** The index that a key leads to from `at`, in a list of `count`; null for other keys. */
export const keyTarget = (key: string, at: number, count: number): number | null => {
  const within = (to: number): number => Math.max(0, Math.min(count - 1, to));
  switch (key) {
    case 'ArrowDown':
      return within(at + 1);
    case 'ArrowUp':
      return within(at - 1);
    case 'PageDown':
      return within(at + page);
    case 'PageUp':
      return within(at - page);
    case 'Home':
      return 0;
    case 'End':
      return within(count - 1);
    default:
      return null;
  }
};

const messageOf = (target: EventTarget): HTMLElement | null =>
  target instanceof Element ? target.closest<HTMLElement>('[data-message-id]') : null;

const reactionsOf = (message: HTMLElement): HTMLElement[] => [
  ...message.querySelectorAll<HTMLElement>('[data-reaction]'),
];

/** Whether the message continues in the key's direction outside of the visible part. Then the key only scrolls. */
const goesOn = (message: HTMLElement, scroller: HTMLElement, key: string): boolean => {
  const inside = message.getBoundingClientRect();
  const sight = scroller.getBoundingClientRect();
  if (key === 'ArrowDown') return inside.bottom > sight.bottom + hiddenBy && inside.top < sight.bottom;
  if (key === 'ArrowUp') return inside.top < sight.top - hiddenBy && inside.bottom > sight.top;
  return false;
};

/** The event handlers of the scrolled element. */
export const useMessageKeys = (
  items: readonly TimelineItem[],
  { at, setCurrent }: ReturnType<typeof useCurrentMessage>,
  virtualizer: List,
  scroller: { readonly current: HTMLDivElement | null },
): {
  readonly onKeyDown: (event: KeyboardEvent<HTMLElement>) => void;
  readonly onFocus: (event: FocusEvent) => void;
} => {
  const awaited = useRef<MessageId | null>(null);
  const focusAwaited = useCallback((): void => {
    if (awaited.current === null) return;
    const element = scroller.current?.querySelector<HTMLElement>(
      `[data-message-id="${CSS.escape(awaited.current)}"]`,
    );
    if (!element) return;
    awaited.current = null;
    element.focus({ preventScroll: true });
  }, [scroller]);
  // A distant message is in the page only after the list has been scrolled to it.
  useEffect(focusAwaited);
  useFocusKept(
    items,
    scroller,
    useCallback(
      (id) => {
        awaited.current = id;
        setCurrent(id);
        focusAwaited();
      },
      [setCurrent, focusAwaited],
    ),
  );

  const go = (to: number): void => {
    const item = items[to];
    if (!item) return;
    awaited.current = item.message.id;
    setCurrent(item.message.id);
    virtualizer.scrollToIndex(to, { align: 'auto' });
    if (to === at) scroller.current?.querySelector<HTMLElement>('[data-message-id][tabindex="0"]')?.focus();
  };

  const amongReactions = (message: HTMLElement, target: EventTarget, key: string): boolean => {
    const reactions = reactionsOf(message);
    const from = reactions.findIndex((one) => one === target);
    if (target !== message && from < 0) return false;
    const to =
      key === 'ArrowRight' ? from + 1 : key === 'ArrowLeft' ? from - 1 : key === 'Escape' ? -1 : from;
    if (to === from || to >= reactions.length || (from < 0 && to < 0)) return false;
    (reactions[to] ?? message).focus();
    return true;
  };

  return {
    onKeyDown: (event) => {
      const { key, target, currentTarget } = event;
      if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
      const message = messageOf(target);
      if (message && amongReactions(message, target, key)) {
        event.preventDefault();
        return;
      }
      const isOwn = target === message || (target instanceof HTMLElement && 'reaction' in target.dataset);
      const isEntering = target === currentTarget && (key === 'ArrowUp' || key === 'ArrowDown');
      if (!isOwn && !isEntering) return;
      if (message && goesOn(message, currentTarget, key)) return;
      const to = isEntering ? at : keyTarget(key, at, items.length);
      if (to === null) return;
      event.preventDefault();
      go(to);
    },
    onFocus: ({ target }) => {
      const id = messageOf(target)?.dataset.messageId;
      if (id !== undefined) setCurrent(id as MessageId);
    },
  };
};
