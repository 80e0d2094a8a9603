/**
 * A bubble with the names of those who reacted, over the reaction under the pointer or with the focus. One bubble serves the whole list,
 * because only one reaction is looked at.
 */
import { Tooltip } from '@fluentui/react-components';
import { useEffect, useState } from 'react';

interface Properties {
  /** The element that contains the messages. */
  readonly container: { readonly current: HTMLElement | null };
}

/** The delay before the bubble opens, ms; the same as Fluent's. */
const waits = 250;

const reactionAt = (target: EventTarget | null): HTMLElement | null =>
  target instanceof Element ? target.closest<HTMLElement>('[data-reaction]') : null;

/** Shows the text of the reaction's `aria-description`. */
export const ReactionTip = ({ container }: Properties) => {
  const [shown, setShown] = useState<HTMLElement | null>(null);
  useEffect(() => {
    const element = container.current;
    if (!element) return;
    let timer: number | undefined;
    let meant: HTMLElement | null = null;
    let pointed: HTMLElement | null = null;
    let focused: HTMLElement | null = null;
    // The element whose bubble was closed by Escape. It stays closed while pointer and focus do not move, because the browser repeats pointer
    // events whenever something moves below.
    let closed: HTMLElement | null = null;
    const settle = (): void => {
      const next = pointed ?? focused;
      if (next !== closed) closed = null;
      const means = closed === null ? next : null;
      if (means === meant) return;
      meant = means;
      clearTimeout(timer);
      if (means === null) setShown(null);
      else timer = window.setTimeout(() => setShown(means), waits);
    };
    const onPointer = ({ target }: Event): void => {
      pointed = reactionAt(target);
      settle();
    };
    const onFocus = ({ target }: Event): void => {
      focused = reactionAt(target);
      settle();
    };
    const offPointer = (): void => {
      pointed = null;
      settle();
    };
    const offFocus = (): void => {
      focused = null;
      settle();
    };
    const close = (): void => {
      closed = pointed ?? focused;
      settle();
    };
    const onKey = ({ key }: KeyboardEvent): void => {
      if (key === 'Escape') close();
    };
    const heard = [
      ['pointerover', onPointer],
      ['pointerleave', offPointer],
      ['focusin', onFocus],
      ['focusout', offFocus],
      ['pointerdown', close],
      ['scroll', close],
    ] as const;
    for (const [name, hear] of heard) element.addEventListener(name, hear);
    element.addEventListener('keydown', onKey);
    return () => {
      clearTimeout(timer);
      for (const [name, hear] of heard) element.removeEventListener(name, hear);
      element.removeEventListener('keydown', onKey);
    };
  }, [container]);
  useEffect(() => {
    const element = container.current;
    if (!element || shown === null) return;
    // If the element under the pointer or with the focus is removed, no event is sent.
    const watch = new MutationObserver(() => {
      if (!shown.isConnected) setShown(null);
    });
    watch.observe(element, { childList: true, subtree: true });
    return () => watch.disconnect();
  }, [container, shown]);
  const content = shown?.isConnected === true ? shown.getAttribute('aria-description') : null;
  if (content === null) return null;
  return <Tooltip content={content} relationship="inaccessible" visible positioning={{ target: shown }} />;
};
