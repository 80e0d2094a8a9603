/** Keeps where the reader stands among the messages, for the next start. */
import { useEffect, useRef } from 'react';
import { standToKeep } from './kept-stand.ts';
import { standingIn } from './leaving.ts';
import type { Ground, Place } from './place.ts';
import { regionElement } from './regions.ts';

const key = 'isthmus.stand';

const lists: readonly string[] = ['messages', 'thread'];

/** How long the messages must have rested before the stand is written, ms: reading it makes the browser lay out the page. */
const restsFor = 1_000;

/** What was stored; null where nothing was, or it cannot be read. */
export const storedStand = (): string | null => {
  try {
    return localStorage.getItem(key);
  } catch {
    // Harmless: as good as nothing kept.
    return null;
  }
};

const store = (kept: string | null): void => {
  try {
    if (kept === null) localStorage.removeItem(key);
    else localStorage.setItem(key, kept);
  } catch {
    // Harmless: the next start shows the newest messages.
  }
};

/** Writes the stand in this place when the messages have rested after a scroll, and when the page goes. */
export const useKeptStand = (place: Place, shownAs: Ground['shownAs']): void => {
  const latest = useRef(shownAs);
  useEffect(() => {
    latest.current = shownAs;
  });
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | null = null;
    const keep = (): void => {
      timer = null;
      const [messages, thread] = [regionElement('messages'), regionElement('thread')];
      // The list may cover both: then the reader stands where they stood.
      if (messages === null && thread === null) return;
      const stands = { messages: standingIn(messages), thread: standingIn(thread) };
      store(standToKeep(place, stands, storedStand(), latest.current));
    };
    const onScroll = ({ target }: Event): void => {
      if (!(target instanceof HTMLElement) || !lists.includes(target.dataset.region ?? '')) return;
      if (timer !== null) clearTimeout(timer);
      timer = setTimeout(keep, restsFor);
    };
    const onHide = (): void => {
      if (timer !== null) keep();
    };
    addEventListener('scroll', onScroll, { capture: true, passive: true });
    addEventListener('pagehide', onHide);
    return () => {
      if (timer !== null) clearTimeout(timer);
      removeEventListener('scroll', onScroll, { capture: true });
      removeEventListener('pagehide', onHide);
    };
  }, [place]);
};
