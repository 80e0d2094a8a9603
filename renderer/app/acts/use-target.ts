/** Which message of a list the pointer is over, or has the focus: one for the whole list, found by its row. */
import { useEffect, useState } from 'react';
import type { MessageId } from '../../model/index.ts';

export interface Target {
  readonly id: MessageId;
  readonly by: 'pointer' | 'focus';
}

/** The message's element that something happened in; null outside of messages. */
export const messageElementOf = (target: EventTarget | null): HTMLElement | null =>
  target instanceof Element ? target.closest<HTMLElement>('article[data-message-id]') : null;

/** The element of a message that is drawn. */
export const elementOf = (container: HTMLElement | null, id: MessageId): HTMLElement | null =>
  container?.querySelector<HTMLElement>(`article[data-message-id="${CSS.escape(id)}"]`) ?? null;

/**
 * Follows pointer and focus. `isOwn`: whether an element belongs to what is shown for the target; going there keeps it. The pointer, where it
 * is over a message, goes before the focus.
 */
export const useTarget = (
  container: { readonly current: HTMLElement | null },
  isOwn: (element: EventTarget | null) => boolean,
): { readonly target: Target | null; readonly leave: () => void } => {
  const [pointed, setPointed] = useState<MessageId | null>(null);
  const [focused, setFocused] = useState<MessageId | null>(null);
  useEffect(() => {
    const element = container.current;
    if (!element) return;
    const idOf = (target: EventTarget | null): MessageId | null =>
      (messageElementOf(target)?.dataset.messageId as MessageId | undefined) ?? null;
    const onOver = (event: PointerEvent): void => {
      // A finger rests on nothing: it opens the menu by a long press.
      if (event.pointerType !== 'touch') setPointed(idOf(event.target));
    };
    const onLeave = ({ relatedTarget }: PointerEvent): void => {
      if (!isOwn(relatedTarget)) setPointed(null);
    };
    const onFocus = ({ target }: FocusEvent): void => setFocused(idOf(target));
    const onBlur = ({ relatedTarget }: FocusEvent): void => {
      if (!isOwn(relatedTarget)) setFocused(null);
    };
    element.addEventListener('pointerover', onOver);
    element.addEventListener('pointerleave', onLeave);
    element.addEventListener('focusin', onFocus);
    element.addEventListener('focusout', onBlur);
    return () => {
      element.removeEventListener('pointerover', onOver);
      element.removeEventListener('pointerleave', onLeave);
      element.removeEventListener('focusin', onFocus);
      element.removeEventListener('focusout', onBlur);
    };
  }, [container, isOwn]);
  const target: Target | null =
    pointed === null ? focused && { id: focused, by: 'focus' } : { id: pointed, by: 'pointer' };
  return {
    target,
    leave: () => {
      setPointed(null);
      setFocused(null);
    },
  };
};
