/** Keeps the focus of the keyboard on a message that the user has sent, when the real message takes the place of the one on its way. */
import { useEffect, useLayoutEffect, useRef, type RefObject } from 'react';
import type { MessageId } from '../../model/index.ts';
import type { TimelineItem } from '../timeline/items.ts';

/**
 * The message that has replaced the unsent message `gone`; null if it is still there, or is gone without one. A service that keeps no keys
 * tells it by its text and its order among those of one text, or by being the only new message of its author. Where two could be it, none is.
 */
export const replacementOf = (
  gone: MessageId,
  before: readonly TimelineItem[],
  after: readonly TimelineItem[],
): MessageId | null => {
  const unsent = before.find(
    ({ message, outgoing }) => outgoing !== undefined && message.id === gone,
  )?.message;
  if (unsent === undefined || after.some(({ message }) => message.id === gone)) return null;
  const known = new Set(before.map(({ message }) => message.id));
  const fresh = after
    .filter(
      ({ message, outgoing }) =>
        outgoing === undefined &&
        !known.has(message.id) &&
        message.conversationId === unsent.conversationId &&
        message.authorId === unsent.authorId,
    )
    .map(({ message }) => message);
  const byKey = fresh.find(({ carryKey }) => carryKey === unsent.carryKey);
  if (byKey) return byKey.id;
  const told = new Set(fresh.map(({ carryKey }) => carryKey));
  const left = new Set(after.map(({ message }) => message.id));
  // The unsent ones that are gone with it, itself included, and whose key no new message has.
  const replaced = before
    .filter(
      ({ message, outgoing }) =>
        outgoing !== undefined &&
        !left.has(message.id) &&
        !told.has(message.carryKey) &&
        message.conversationId === unsent.conversationId,
    )
    .map(({ message }) => message);
  const keys = new Set(before.map(({ message }) => message.carryKey));
  const untold = fresh.filter(({ carryKey }) => carryKey === null || !keys.has(carryKey));
  const alike = replaced.filter(({ plain }) => plain === unsent.plain);
  const sameText = untold.filter(({ plain }) => plain === unsent.plain);
  // Messages of one text are sent in the order in which they were written.
  if (sameText.length === alike.length) return sameText[alike.indexOf(unsent)]?.id ?? null;
  const isOnly = sameText.length === 0 && untold.length === 1 && replaced.length === 1;
  return isOnly ? (untold[0]?.id ?? null) : null;
};

/** `give`: gives the focus to a message of the list, also to one that is drawn only then. */
export const useFocusKept = (
  items: readonly TimelineItem[],
  scroller: RefObject<HTMLElement | null>,
  give: (id: MessageId) => void,
): void => {
  /** The message of this list in which the focus is, or was when its element left the page. */
  const held = useRef<MessageId | null>(null);
  useEffect(() => {
    const onFocus = ({ target }: FocusEvent): void => {
      const row = target instanceof Element ? target.closest<HTMLElement>('[data-message-id]') : null;
      held.current =
        row && scroller.current?.contains(row)
          ? ((row.dataset.messageId as MessageId | undefined) ?? null)
          : null;
    };
    const onBlur = ({ target, relatedTarget }: FocusEvent): void => {
      // An element that leaves the page, and a window that does, take the focus with them. A press beside everything gives it up.
      queueMicrotask(() => {
        if (relatedTarget === null && target instanceof Element && target.isConnected && document.hasFocus())
          held.current = null;
      });
    };
    document.addEventListener('focusin', onFocus);
    document.addEventListener('focusout', onBlur);
    return () => {
      document.removeEventListener('focusin', onFocus);
      document.removeEventListener('focusout', onBlur);
    };
  }, [scroller]);

  const shown = useRef(items);
  useLayoutEffect(() => {
    const before = shown.current;
    shown.current = items;
    if (held.current === null || before === items) return;
    const next = replacementOf(held.current, before, items);
    if (next !== null && (document.activeElement ?? document.body) === document.body) give(next);
  }, [items, give]);
};
