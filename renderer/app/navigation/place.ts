/** What the main screen can show: a place where the user is, was, or is led to. */
import type { ConversationId, MessageId } from '../../model/index.ts';
import type { MessageGoal } from './goal.ts';

export type Place =
  /** The list alone. */
  | { readonly kind: 'nothing' }
  | { readonly kind: 'links' }
  | {
      readonly kind: 'conversation';
      readonly id: ConversationId;
      readonly thread: MessageId | null;
      /** The message to show, in the thread when one is open. */
      readonly goal: MessageGoal | null;
    };

export const nowhere: Place = { kind: 'nothing' };

/** What a place shows now: equal for two places that look the same, null for one that cannot be shown. */
export type Sight = (place: Place) => string | null;

/** What decides about what a place shows. */
export interface Ground {
  /** As which conversation this one is shown (of a linked pair, both as one); null when it is not on this computer. */
  readonly shownAs: (id: ConversationId) => ConversationId | null;
  /** The list fills the window, and is a place by itself. */
  readonly listIsPlace: boolean;
}

export const sightOn =
  ({ shownAs, listIsPlace }: Ground): Sight =>
  (place) => {
    switch (place.kind) {
      case 'nothing':
        return listIsPlace ? 'list' : null;
      case 'links':
        return 'links';
      case 'conversation': {
        const shown = shownAs(place.id);
        return shown === null ? null : JSON.stringify([shown, place.thread, place.goal?.id ?? null]);
      }
    }
  };
