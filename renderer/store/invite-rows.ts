/** Rows of a relay's invitations. How often somebody was carried is counted anew in a new database; invitations are found again by their keys. */
import type { AccountId, CarryKey, ConversationId, MessageId, PersonId } from '../model/index.ts';

/** Somebody for whom this relay has carried. */
export interface RelayedAuthorRow {
  /** The author, on the service where they wrote. */
  readonly id: PersonId;
  readonly accountId: AccountId;
  /** How many of their messages this relay has carried. A message whose answer was lost may be missing. */
  readonly messages: number;
  /** Where they wrote the newest of them. */
  readonly conversationId: ConversationId;
}

/** An invitation to connect. Each person gets one, ever. */
export interface InvitationRow {
  /** The invited person on Mattermost. */
  readonly id: PersonId;
  readonly accountId: AccountId;
  /** The key of its message. */
  readonly key: CarryKey;
  /** When it was wanted, ms on this machine's clock; when it was written, on the server's, if it was found again. */
  readonly at: number;
  /** Its message; null until the mirror has it. */
  readonly messageId: MessageId | null;
  readonly standing: InvitationStanding;
}

export type InvitationStanding =
  /** Neither answered nor refused. */
  | { readonly kind: 'open' }
  /** The person wants to be left alone. This never changes any more. */
  | { readonly kind: 'declined' }
  /** The person has connected since; `at`: when the relay saw it, ms on this machine's clock. */
  | { readonly kind: 'connected'; readonly at: number }
  /** The server refuses the message. */
  | { readonly kind: 'not-delivered' };
