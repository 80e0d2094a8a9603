/**
 * Who reacted, in a bubble over the reaction that the pointer or the focus is on: one for the whole list, for there are many reactions and one
 * is looked at.
 */
import { Tooltip } from '@fluentui/react-components';
import { useEffect, useState } from 'react';

interface Properties {
  /** What the messages are drawn in. */
  readonly container: { readonly current: HTMLElement | null };
}

/** As long as Fluent's own, ms. */
const waits = 250;

const reactionAt = (target: EventTarget | null): HTMLElement | null =>
  target instanceof Element ? target.closest<HTMLElement>('[data-reaction]') : null;

/** Says what the reaction's `aria-description` says. */
export const ReactionTip = ({ container }: Properties) => {
  const [shown, setShown] = useState<HTMLElement | null>(null);
  useEffect(() => {
    const element = container.current;
    if (!element) return;
    let timer: number | undefined;
    let meant: HTMLElement | null = null;
    const mean = (next: HTMLElement | null): void => {
      if (next === meant) return;
      meant = next;
      clearTimeout(timer);
      if (next === null) setShown(null);
      else timer = window.setTimeout(() => setShown(next), waits);
    };
    const on = ({ target }: Event): void => mean(reactionAt(target));
    const off = (): void => mean(null);
    const onKey = ({ key }: KeyboardEvent): void => {
      if (key === 'Escape') off();
    };
    element.addEventListener('pointerover', on);
    element.addEventListener('focusin', on);
    for (const name of ['pointerleave', 'pointerdown', 'focusout', 'scroll'] as const)
      element.addEventListener(name, off);
    element.addEventListener('keydown', onKey);
    return () => {
      clearTimeout(timer);
      element.removeEventListener('pointerover', on);
      element.removeEventListener('focusin', on);
      for (const name of ['pointerleave', 'pointerdown', 'focusout', 'scroll'] as const)
        element.removeEventListener(name, off);
      element.removeEventListener('keydown', onKey);
    };
  }, [container]);
  useEffect(() => {
    const element = container.current;
    if (!element || shown === null) return;
    // What is taken out of the page under the pointer or the focus tells nobody.
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
