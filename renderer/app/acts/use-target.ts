/** The message of a list that has the pointer over it, or the focus, whichever moved last: one for the whole list, found by its row. */
import { useEffect, useState } from 'react';
import type { MessageId } from '../../model/index.ts';

/** The message's element in which an event happened; null outside of messages. */
export const messageElementOf = (target: EventTarget | null): HTMLElement | null =>
  target instanceof Element ? target.closest<HTMLElement>('article[data-message-id]') : null;

/** The element of a message that is drawn. */
export const elementOf = (container: HTMLElement | null, id: MessageId): HTMLElement | null =>
  container?.querySelector<HTMLElement>(`article[data-message-id="${CSS.escape(id)}"]`) ?? null;

/** What the user has at hand, and what of it they used last. */
export interface AtHand {
  readonly pointed: MessageId | null;
  readonly focused: MessageId | null;
  readonly last: 'pointed' | 'focused';
}

/** The message that was used last; where that is none, the other one. */
export const messageAtHand = ({ pointed, focused, last }: AtHand): MessageId | null =>
  last === 'focused' ? (focused ?? pointed) : (pointed ?? focused);

/** The same object where nothing changes, because the pointer crosses many elements of one message. */
const withHand = (before: AtHand, change: Partial<AtHand>): AtHand => {
  const after = { ...before, ...change };
  const isSame =
    after.pointed === before.pointed && after.focused === before.focused && after.last === before.last;
  return isSame ? before : after;
};

/**
 * The message that was pointed at or got the focus last, as long as that lasts; null where there is none. While the list scrolls, none is pointed at,
 * until the pointer moves again. `own` holds what is shown for it,
 * beside the list: going there keeps it, and leaving both lets it go.
 */
export const useTarget = (
  container: { readonly current: HTMLElement | null },
  own: { readonly current: HTMLElement | null },
): MessageId | null => {
  const [hand, setHand] = useState<AtHand>({ pointed: null, focused: null, last: 'pointed' });
  useEffect(() => {
    const [list, beside] = [container.current, own.current];
    if (!list || !beside) return;
    const idOf = (target: EventTarget | null): MessageId | null =>
      (messageElementOf(target)?.dataset.messageId as MessageId | undefined) ?? null;
    const isInside = (to: EventTarget | null): boolean =>
      to instanceof Node && (list.contains(to) || beside.contains(to));
    const change = (to: Partial<AtHand>): void => setHand((before) => withHand(before, to));
    let pointer = '';
    /** The element of the message that is pointed at. It shows that by itself. */
    let marked: HTMLElement | null = null;
    const point = (to: HTMLElement | null): void => {
      if (to === marked) return;
      marked?.removeAttribute('data-pointed');
      to?.setAttribute('data-pointed', '');
      marked = to;
    };
    const onPointer = (event: PointerEvent): void => {
      // A finger cannot point without a touch. It opens the menu by a long press.
      if (event.pointerType === 'touch') return;
      // When the list scrolls, messages pass below a pointer that rests: then the user did not point (decision 0042).
      const now = `${event.screenX} ${event.screenY}`;
      if (now === pointer) return;
      pointer = now;
      point(messageElementOf(event.target));
      change({ pointed: idOf(event.target), last: 'pointed' });
    };
    const unpoint = (): void => {
      if (marked === null) return;
      point(null);
      change({ pointed: null });
    };
    const onLeave = ({ relatedTarget }: PointerEvent): void => {
      if (isInside(relatedTarget)) return;
      // It may come back to the same point.
      pointer = '';
      unpoint();
    };
    const onFocus = ({ target }: FocusEvent): void => change({ focused: idOf(target), last: 'focused' });
    const onBlur = ({ relatedTarget }: FocusEvent): void => {
      if (!isInside(relatedTarget)) change({ focused: null });
    };
    list.addEventListener('pointerover', onPointer);
    // After a turn of the wheel the pointer may move within one element.
    list.addEventListener('pointermove', onPointer, { passive: true });
    list.addEventListener('scroll', unpoint, { passive: true });
    list.addEventListener('focusin', onFocus);
    for (const element of [list, beside]) {
      element.addEventListener('pointerleave', onLeave);
      element.addEventListener('focusout', onBlur);
    }
    return () => {
      list.removeEventListener('pointerover', onPointer);
      list.removeEventListener('pointermove', onPointer);
      list.removeEventListener('scroll', unpoint);
      list.removeEventListener('focusin', onFocus);
      for (const element of [list, beside]) {
        element.removeEventListener('pointerleave', onLeave);
        element.removeEventListener('focusout', onBlur);
      }
    };
  }, [container, own]);
  return messageAtHand(hand);
};
