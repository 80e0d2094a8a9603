/** The message of a list that has the pointer over it, or the focus: one for the whole list, found by its row. */
import { useEffect, useState } from 'react';
import type { MessageId } from '../../model/index.ts';

/** The message's element in which an event happened; null outside of messages. */
export const messageElementOf = (target: EventTarget | null): HTMLElement | null =>
  target instanceof Element ? target.closest<HTMLElement>('article[data-message-id]') : null;

/** The element of a message that is drawn. */
export const elementOf = (container: HTMLElement | null, id: MessageId): HTMLElement | null =>
  container?.querySelector<HTMLElement>(`article[data-message-id="${CSS.escape(id)}"]`) ?? null;

/**
 * The message that is pointed at, else the one that has the focus; null where there is none. `own` holds what is shown for it, beside the list:
 * going there keeps it, and leaving both lets it go.
 */
export const useTarget = (
  container: { readonly current: HTMLElement | null },
  own: { readonly current: HTMLElement | null },
): MessageId | null => {
  const [pointed, setPointed] = useState<MessageId | null>(null);
  const [focused, setFocused] = useState<MessageId | null>(null);
  useEffect(() => {
    const [list, beside] = [container.current, own.current];
    if (!list || !beside) return;
    const idOf = (target: EventTarget | null): MessageId | null =>
      (messageElementOf(target)?.dataset.messageId as MessageId | undefined) ?? null;
    const isInside = (to: EventTarget | null): boolean =>
      to instanceof Node && (list.contains(to) || beside.contains(to));
    const onOver = (event: PointerEvent): void => {
      // A finger cannot point without a touch. It opens the menu by a long press.
      if (event.pointerType !== 'touch') setPointed(idOf(event.target));
    };
    const onLeave = ({ relatedTarget }: PointerEvent): void => {
      if (!isInside(relatedTarget)) setPointed(null);
    };
    const onFocus = ({ target }: FocusEvent): void => setFocused(idOf(target));
    const onBlur = ({ relatedTarget }: FocusEvent): void => {
      if (!isInside(relatedTarget)) setFocused(null);
    };
    list.addEventListener('pointerover', onOver);
    list.addEventListener('focusin', onFocus);
    for (const element of [list, beside]) {
      element.addEventListener('pointerleave', onLeave);
      element.addEventListener('focusout', onBlur);
    }
    return () => {
      list.removeEventListener('pointerover', onOver);
      list.removeEventListener('focusin', onFocus);
      for (const element of [list, beside]) {
        element.removeEventListener('pointerleave', onLeave);
        element.removeEventListener('focusout', onBlur);
      }
    };
  }, [container, own]);
  return pointed ?? focused;
};
