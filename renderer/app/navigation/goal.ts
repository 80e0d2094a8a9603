import type { MessageId } from '../../model/index.ts';

/** A message to go to. A new object goes there again. */
export interface MessageGoal {
  /** `led`: the user is led to it, and it is highlighted; `stood`: it was the first in sight when the user left, and shall be so again. */
  readonly kind: 'led' | 'stood';
  readonly id: MessageId;
  /** When it was written, ms. It is not searched among older messages. */
  readonly at: number;
}

/** Where to go in a list of messages. */
export type Goal = MessageGoal | { readonly kind: 'end' };
