/** Teams and conversations. Facts come from the connector; what is derived from the messages the engine keeps up itself. */
import type { ServiceFailure } from './failure.ts';
import type { AccountId, ConversationId, MessageId, PersonId, Service, TeamId } from './ids.ts';

export interface Team {
  readonly id: TeamId;
  readonly accountId: AccountId;
  readonly name: string;
  readonly description: string;
  /** Why the service did not give its list of channels when it was last asked; null when it did. What is in the mirror stays. */
  readonly notRead: ServiceFailure | null;
}

export type ConversationKind =
  'channel' | 'private-channel' | 'shared-channel' | 'direct' | 'group' | 'meeting';

/** Of which new messages of a conversation the user is told. `mentions`: those that mention them, and threads in which they take part. */
export type NoticeLevel = 'all' | 'mentions' | 'nothing';

/** What the service says of a conversation. */
export interface ConversationFacts {
  readonly id: ConversationId;
  readonly accountId: AccountId;
  readonly service: Service;
  readonly kind: ConversationKind;
  /** Null for chats, direct and group messages. */
  readonly teamId: TeamId | null;
  /** Null where the service has none: the page then names it after its participants. */
  readonly name: string | null;
  /** Header, purpose, topic or description; '' when there is none. */
  readonly topic: string;
  /**
   * Everybody in a chat, direct or group message, the user included; empty for channels (their members are a row of their own).
   * `undefined` where the service did not say: what is known stays, and the engine asks for the members.
   */
  readonly participants: readonly PersonId[] | undefined;
  readonly archived: boolean;
  readonly muted: boolean;
  /** Of what the user has the service tell them there; absent where the service does not say. */
  readonly noticeLevel?: NoticeLevel;
  /** Hidden by the user on the service; `undefined` where the service did not say: what is known stays. */
  readonly hidden: boolean | undefined;
  /** Where to open it in the service's own client; null when there is no such link. */
  readonly webUrl: string | null;
  /** The service's own index of activity, ms (Mattermost last_post_at, a Teams chat's last preview); 0 when it has none. */
  readonly lastActivityAt: number;
  /** How far the user has read, ms. `undefined` where the service keeps no read state (Teams channels): then Isthmus keeps it. */
  readonly readAt: number | undefined;
}

/** A short look at the newest message, for the list. */
export interface LastMessage {
  readonly id: MessageId;
  readonly authorId: PersonId | null;
  readonly authorName: string | null;
  /** At most 200 characters of plain text; '' when deleted or without text. */
  readonly plain: string;
  readonly createdAt: number;
  readonly deleted: boolean;
}

/** What the mirror stores: the facts, and what follows from the messages in the mirror. */
export interface Conversation extends Omit<ConversationFacts, 'readAt' | 'participants' | 'hidden'> {
  readonly hidden: boolean;
  readonly participants: readonly PersonId[];
  readonly readAt: number;
  readonly readKeptBy: 'service' | 'isthmus';
  /** Newest of the service's index and the newest message in the mirror, ms: what the list sorts by. */
  readonly sortAt: number;
  readonly lastMessage: LastMessage | null;
  /** People's messages by others after `readAt`, at most 100 (shown as 99+). */
  readonly unread: number;
  /** Those of them that mention the user. */
  readonly mentions: number;
}

/** Who is in a conversation; one row per conversation. */
export interface Membership {
  readonly conversationId: ConversationId;
  readonly accountId: AccountId;
  readonly personIds: readonly PersonId[];
}
