/** Teams and conversations. Connectors tell the facts. The engine derives the rest from the messages in the mirror. */
import type { ServiceFailure } from './failure.ts';
import type { Rights } from './rights.ts';
import type { AccountId, ConversationId, MessageId, PersonId, Service, TeamId } from './ids.ts';

export interface Team {
  readonly id: TeamId;
  readonly accountId: AccountId;
  readonly name: string;
  readonly description: string;
  /** Why the service did not give the list of channels when it was last asked; null if it did. The channels in the mirror stay. */
  readonly notRead: ServiceFailure | null;
}

export type ConversationKind =
  'channel' | 'private-channel' | 'shared-channel' | 'direct' | 'group' | 'meeting';

/** Which new messages of a conversation the user is told of. `mentions`: those that mention the user, and threads in which they take part. */
export type NoticeLevel = 'all' | 'mentions' | 'nothing';

/**
 * What the service says of a conversation. The rights are absent if the service did not tell them: then the known ones stay. An empty list of
 * them: it tells none.
 */
export interface ConversationFacts extends Rights {
  readonly id: ConversationId;
  readonly accountId: AccountId;
  readonly service: Service;
  readonly kind: ConversationKind;
  /** Null for chats, direct and group messages. */
  readonly teamId: TeamId | null;
  /** Null if the service has no name for it. The page then names it after its participants. */
  readonly name: string | null;
  /** Its header, purpose, topic or description; '' if there is none. */
  readonly topic: string;
  /**
   * Everybody in a chat, direct or group message, the user included; empty for channels (their members are a row of their own).
   * `undefined` if the service did not say: then the known ones stay, and the engine asks for the members.
   */
  readonly participants: readonly PersonId[] | undefined;
  readonly archived: boolean;
  readonly muted: boolean;
  /** Whether it is one of the user's favourites on the service; absent if the service does not say. */
  readonly favourite?: boolean;
  /** What the user chose on the service to be told of; absent if the service does not say. */
  readonly noticeLevel?: NoticeLevel;
  /** Whether the user has hidden it on the service. `undefined` if the service did not say: then what is known stays. */
  readonly hidden: boolean | undefined;
  /** Where to open it in the service's own client; null when there is no such link. */
  readonly webUrl: string | null;
  /** The service's own index of activity, ms (Mattermost last_post_at, a Teams chat's last preview); 0 when it has none. */
  readonly lastActivityAt: number;
  /** How far the user has read, ms. `undefined` if the service keeps no read state (Teams channels): then Isthmus keeps it. */
  readonly readAt: number | undefined;
}

/** The newest message in short, for the list of conversations. */
export interface LastMessage {
  readonly id: MessageId;
  readonly authorId: PersonId | null;
  readonly authorName: string | null;
  /** Plain text, at most 200 characters; '' if the message is deleted or has no text. */
  readonly plain: string;
  readonly createdAt: number;
  readonly deleted: boolean;
}

/** A conversation as the mirror stores it: the service's facts, and what is derived from its messages in the mirror. */
export interface Conversation extends Omit<ConversationFacts, 'readAt' | 'participants' | 'hidden'> {
  readonly hidden: boolean;
  readonly participants: readonly PersonId[];
  readonly readAt: number;
  readonly readKeptBy: 'service' | 'isthmus';
  /** The time that the list sorts by, ms: the service's index of activity or the newest message in the mirror, whichever is later. */
  readonly sortAt: number;
  readonly lastMessage: LastMessage | null;
  /** The number of messages that others wrote after `readAt`, at most 100 (shown as 99+). */
  readonly unread: number;
  /** The number of these that mention the user. */
  readonly mentions: number;
}

/**
 * With how many others one can begin a conversation: a group message of Mattermost has eight people at most (openapi, createGroupChannel), a
 * group chat of Teams 250 (learn.microsoft.com/microsoftteams/limits-specifications-teams).
 */
export const mostInvited: Readonly<Record<Service, number>> = { mattermost: 7, teams: 249 };

/** Who is in a conversation; one row per conversation. */
export interface Membership {
  readonly conversationId: ConversationId;
  readonly accountId: AccountId;
  readonly personIds: readonly PersonId[];
}

/** A slash command that a server offers in its conversations. What it does is the server's business. */
export interface ServerCommand {
  /** Without its slash. */
  readonly trigger: string;
  /** What may follow the trigger, in the server's words; '' if nothing is said. One line. */
  readonly hint: string;
  /** What it does, in the server's words; '' if nothing is said. One line. */
  readonly description: string;
}
