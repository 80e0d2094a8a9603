import type { MessageId } from '../../model/index.ts';

/** The message to go to. A new object goes there again. */
export interface Goal {
  readonly id: MessageId;
  /** When it was written, ms: what is older is not searched for it. */
  readonly at: number;
}
