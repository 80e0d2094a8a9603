/** The parts of the screen that F6 walks through, as they are on the page: whatever carries `data-region`. */
import type { Region } from './place-history.ts';

const order: readonly Region[] = ['list', 'messages', 'thread'];

/** The element of a region; null while it is not shown. */
export const regionElement = (region: Region): HTMLElement | null =>
  document.querySelector<HTMLElement>(`[data-region=${region}]`);

const isRegion = (name: string | undefined): name is Region => order.some((region) => region === name);

/** The region around an element; null where there is none. */
export const regionOf = (element: Element | null): Region | null => {
  const name = element?.closest<HTMLElement>('[data-region]')?.dataset.region;
  return isRegion(name) ? name : null;
};

/** Gives the focus to the next region (1) or the one before (-1), around the corner too. */
export const focusNextRegion = (by: 1 | -1): void => {
  const shown = order.flatMap((region) => regionElement(region) ?? []);
  const at = shown.findIndex((region) => region.contains(document.activeElement));
  const next = at < 0 ? (by > 0 ? 0 : shown.length - 1) : (at + by + shown.length) % shown.length;
  shown[next]?.focus();
};
