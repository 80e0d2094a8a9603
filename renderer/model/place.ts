/** Where an address of a service's own app leads, in the mirror's ids. */
import type { ConversationId, MessageId } from './ids.ts';

export interface AddressedPlace {
  /** Any of these it may be: one is in the mirror, or none. */
  readonly messages: readonly MessageId[];
  /** Null where the address names a message only. */
  readonly conversation: ConversationId | null;
}
