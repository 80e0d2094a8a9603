import type { MessageId } from '../../model/index.ts';

/** A message to go to. A new object goes there again. */
export type MessageGoal = {
  readonly id: MessageId;
  /** When it was written, ms. It is not searched among older messages. */
  readonly at: number;
} & (
  | /** The user is led to it, and it is highlighted. */ { readonly kind: 'led' }
  | {
      /** It was the first in sight when the user left, and shall be so again. */
      readonly kind: 'stood';
      /** How much of its row was above the visible part, CSS pixels. */
      readonly into: number;
    }
);

/** Where to go in a list of messages. */
export type Goal = MessageGoal | { readonly kind: 'end' };
