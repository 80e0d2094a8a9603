/** Rows of a relay's invitations, and how inviting stands. How often somebody was carried is counted anew in a new database; invitations are found again by their keys. */
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

/** Every reason not to invite somebody, in the order in which they are asked. */
export const notInvited = [
  /** They have no account on Mattermost, so there is nothing to connect. */
  'no-account',
  'bot',
  'guest',
  /** The account is deactivated. */
  'inactive',
  'connected',
  /** They were invited and do not want to be. */
  'declined',
  'invited-before',
  'too-few-messages',
  /** Their address is not among those who may be invited, or is not known. */
  'not-listed',
  'weekend',
  'too-many-open',
  /** Whether they were invited before could not be read yet. */
  'not-read',
] as const;

export type NotInvited = (typeof notInvited)[number];

/** How inviting stands. It holds counts only. */
export interface InviteState {
  /** Invitations that are unanswered, and how many may be. */
  readonly open: number;
  readonly limit: number;
  /** Invited people who want to be left alone. */
  readonly declined: number;
  /** Invited people who have connected since. */
  readonly connected: number;
  /** Invitations that the server refused. */
  readonly notDelivered: number;
  /** How many addresses may be invited; null: everybody. */
  readonly listed: number | null;
  /** How many of those for whom was carried were not invited when it was looked last, by reason. */
  readonly reasons: Readonly<Record<NotInvited, number>>;
}
