/** Teams, channels, chats and their messages as the tenant keeps them; `graph/` says how Graph serves them. */
import type { User } from './directory.ts';
import type { OrderedIndex } from './ordered-index.ts';

export interface Member {
  readonly user: User;
  role: 'owner' | 'guest' | null;
  /** How far back this member sees a chat, ms; null for all of it. */
  historyFrom: number | null;
}

export interface Team {
  readonly id: string;
  displayName: string;
  description: string;
  readonly createdAt: number;
  /** Everything in it can be read, and nothing written. */
  archived: boolean;
  /** By user id. */
  readonly members: Map<string, Member>;
  /** By channel id, in order of creation. */
  readonly channels: Map<string, Channel>;
}

/** The common parts of chats and channels: messages by id and in order. */
export interface Thread {
  readonly id: string;
  readonly createdAt: number;
  /** Everything, replies too, by creation. */
  readonly byCreated: OrderedIndex<Message>;
  readonly messages: Map<string, Message>;
}

export interface Chat extends Thread {
  readonly kind: 'chat';
  readonly chatType: 'oneOnOne' | 'group' | 'meeting';
  topic: string | null;
  /** Moves on rename and membership, not on messages (facts, graph §1). */
  lastUpdatedAt: number;
  readonly members: Map<string, Member>;
  readonly byModified: OrderedIndex<Message>;
  /** By user id, ms. */
  readonly readAt: Map<string, number>;
  readonly hiddenFor: Set<string>;
}

export interface Channel extends Thread {
  readonly kind: 'channel';
  readonly team: Team;
  readonly membershipType: 'standard' | 'private' | 'shared';
  displayName: string;
  description: string;
  /** By itself; its team may be archived as well. */
  archived: boolean;
  /** The members of private and shared channels. A standard channel has its team's. */
  readonly ownMembers: Map<string, Member>;
  /** Roots by the thread's last activity: its newest message. */
  readonly byActivity: OrderedIndex<Message>;
  /** Roots by the last change of anything in the thread, for delta. */
  readonly byChange: OrderedIndex<Message>;
  readonly driveFolderId: string;
}

export type Conversation = Chat | Channel;

export interface Reaction {
  readonly user: User;
  readonly reactionType: string;
  readonly at: number;
}

export interface ReactionChange extends Reaction {
  readonly action: 'reactionAdded' | 'reactionRemoved';
}

export interface Mention {
  readonly id: number;
  readonly mentionText: string;
  readonly mentioned:
    | { readonly kind: 'user'; readonly user: User }
    | {
        readonly kind: 'conversation';
        readonly id: string;
        readonly displayName: string;
        readonly conversationIdentityType: 'team' | 'channel' | 'chat';
      };
}

/** `content` may hold `hosted-content:<id>`, because addresses depend on Graph's own. */
export interface Attachment {
  readonly id: string;
  readonly contentType: string;
  readonly contentUrl: string | null;
  readonly content: string | null;
  readonly name: string | null;
  readonly thumbnailUrl: string | null;
}

export interface HostedContent {
  readonly id: string;
  readonly contentType: string;
  readonly bytes: Uint8Array;
}

export type Importance = 'normal' | 'high' | 'urgent';

/** What happened to a message, as change notifications name it. Reactions are an update. */
export type MessageChange = 'created' | 'updated' | 'deleted';

export interface Message {
  /** Creation in ms since the epoch, unique within the conversation only (facts, graph §3). */
  readonly id: string;
  /** Order of arrival in the tenant; breaks ties. */
  readonly number: number;
  readonly conversation: Conversation;
  /** Null for system messages. */
  readonly author: User | null;
  readonly createdAt: number;
  /** Moves on edits, reactions and deletes (facts, graph §3). */
  modifiedAt: number;
  editedAt: number | null;
  deletedAt: number | null;
  /** Data loss prevention has hidden it from everybody. */
  blocked: boolean;
  contentType: 'text' | 'html';
  /** Images of this message are written as `hosted-content:<id>`. */
  content: string;
  subject: string | null;
  importance: Importance;
  mentions: readonly Mention[];
  attachments: readonly Attachment[];
  hostedContents: readonly HostedContent[];
  readonly reactions: Reaction[];
  readonly history: ReactionChange[];
  readonly eventDetail: Readonly<Record<string, unknown>> | null;
  /** The root this answers; channels only. */
  readonly root: Message | null;
  /** Of a root with replies, by creation. */
  replies: OrderedIndex<Message> | null;
  /** Of a root: when the newest message of its thread was written. */
  threadActivityAt: number;
  /** Of a root: number of the last change in its thread, tenant-wide increasing. */
  threadChange: number;
  /** Of a root: newest modifiedAt of its thread. */
  threadModifiedAt: number;
}
