/** Where messages are on the screen, for what is shown beside them. */
import type { MessageId } from '../../model/index.ts';
import { elementOf } from './use-target.ts';

/** CSS pixels from the top of the visible part of a list. `top`: of the message itself, below the lines of its day and of unread messages. */
export interface RowPlace {
  readonly top: number;
  readonly bottom: number;
  /** The height of the visible part. */
  readonly visible: number;
}

export interface RowPlaces {
  /** Null if the message is not in the list, or if no part of it is visible. */
  readonly of: (id: MessageId) => RowPlace | null;
  /** `moved` is called when rows may have moved. Returns the function that ends it. */
  readonly follow: (moved: () => void) => () => void;
}

/** `place` if a part of it is visible, else null. */
export const visiblePlace = (place: RowPlace): RowPlace | null =>
  place.bottom > 0 && place.top < place.visible ? place : null;

/** The places in a container without a virtual list, which the browser is asked for. */
export const placesIn = (container: { readonly current: HTMLElement | null }): RowPlaces => ({
  of: (id) => {
    const row = elementOf(container.current, id)?.getBoundingClientRect();
    const frame = container.current?.getBoundingClientRect();
    if (!row || !frame) return null;
    return visiblePlace({ top: row.top - frame.top, bottom: row.bottom - frame.top, visible: frame.height });
  },
  follow: (moved) => {
    const element = container.current;
    element?.addEventListener('scroll', moved, { passive: true });
    addEventListener('resize', moved);
    return () => {
      element?.removeEventListener('scroll', moved);
      removeEventListener('resize', moved);
    };
  },
});
