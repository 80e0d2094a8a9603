/** A message as the mirror stores it, whichever service it comes from. */
import type { CarryKey, Note } from './carrying.ts';
import type { AccountId, ConversationId, FileId, MessageId, PersonId } from './ids.ts';
import type { Replies } from './replies.ts';

/**
 * The body exactly as the service serves it. Nothing in it is rewritten. It is read into a document, and what is shown and carried comes from that
 * document.
 */
export type Body =
  | { readonly format: 'html'; readonly content: string }
  | { readonly format: 'markdown'; readonly content: string }
  | { readonly format: 'text'; readonly content: string };

export interface Reaction {
  /** The emoji itself; null for a custom emoji that has no Unicode form. */
  readonly emoji: string | null;
  /** The service's name of the reaction (`thumbsup`, `👍`, `:partyparrot:`). */
  readonly name: string;
  /** Who reacted: sorted, and each person once. */
  readonly personIds: readonly PersonId[];
  /** The number of further people whom the service does not name; absent if it names everybody. */
  readonly unnamed?: number;
}

export type Mention = (
  | { readonly kind: 'person'; readonly personId: PersonId; readonly text: string }
  /** Everybody in the conversation, channel or team. */
  | { readonly kind: 'everyone'; readonly text: string }
) & {
  /** The id of its mark in the body (`<at id="0">`). Absent if the body has no such ids, and in rows of older versions. */
  readonly mark?: string;
};

/** A file or picture of a message. `inlineSource` is the exact `src` of a picture in the body, by which it is found there; null for other files. */
export interface FileReference {
  readonly id: FileId;
  readonly name: string;
  /** The size in bytes; null if the service does not say. */
  readonly size: number | null;
  readonly mimeType: string | null;
  /** The address at which a person can open it in a browser; null if only the API serves it. */
  readonly webUrl: string | null;
  readonly isImage: boolean;
  /** Width and height in pixels, so that the page can leave room for it; null if not known. */
  readonly width: number | null;
  readonly height: number | null;
  readonly inlineSource: string | null;
}

/** The type of the attachment (kind `other`) in a message that an organisation's rules hide without saying why. */
export const blockedByPolicy = 'isthmus.blocked-by-policy';

/** What is attached to a message besides files. Its texts are plain text, except `html`. */
export type Attachment =
  | {
      readonly kind: 'quote';
      readonly messageId: MessageId | null;
      readonly authorName: string | null;
      readonly plain: string;
      /** The whole text as the service's HTML, if the service gives it (a forwarded message); otherwise absent. */
      readonly html?: string;
    }
  | { readonly kind: 'code'; readonly language: string; readonly code: string }
  | {
      readonly kind: 'card';
      readonly title: string;
      readonly text: string;
      readonly links: readonly { readonly title: string; readonly url: string }[];
      /** A CSS colour for its edge; null if it has none. */
      readonly color: string | null;
    }
  /** A card that Isthmus cannot show. `text`: the words on its buttons, '' if it has none. */
  | { readonly kind: 'unreadable-card'; readonly text: string }
  /** A sound or a film. `url` is null if only the service's own client can fetch it. */
  | {
      readonly kind: 'recording';
      readonly medium: RecordingMedium;
      readonly name: string;
      /** Its length; null if the service does not tell. */
      readonly seconds: number | null;
      readonly url: string | null;
    }
  /** A kind that this version does not know. It is shown by its name and never left out. */
  | { readonly kind: 'other'; readonly type: string; readonly name: string };

export type RecordingMedium = 'audio' | 'video';

/** What a system message tells. `text` is the service's own sentence, null if it gives none. */
export interface SystemEvent {
  readonly kind: SystemEventKind;
  readonly by: PersonId | null;
  readonly people: readonly PersonId[];
  /** The new name, topic or the like. For a role `owner`, `member` or `guest`. '' if there is none. */
  readonly value: string;
  readonly text: string | null;
  /** The address of a recording in a browser; absent if there is none. */
  readonly url?: string;
}

export type SystemEventKind =
  | 'members-added'
  | 'members-removed'
  | 'members-joined'
  | 'members-left'
  | 'renamed'
  | 'topic-changed'
  | 'created'
  /** A channel of the team was deleted. `value` is its name. */
  | 'channel-deleted'
  | 'archived'
  | 'unarchived'
  | 'role-changed'
  /** From now on people may, or may not, join by themselves. */
  | 'joining-enabled'
  | 'joining-disabled'
  /** From now on the channel is, or is not, in the list of each member of the team from the start. */
  | 'shown-to-all'
  | 'not-shown-to-all'
  | 'meeting-chat-enabled'
  | 'meeting-chat-disabled'
  | 'meeting-changed'
  | 'call-started'
  | 'call-ended'
  | 'recording-started'
  | 'recording-saving'
  | 'recording-failed'
  | 'recording'
  | 'transcript'
  | 'message-pinned'
  | 'message-unpinned'
  | 'tab-changed'
  | 'app-added'
  | 'app-removed'
  | 'app-changed'
  | 'other';

/** A program that wrote a message. A webhook posts with its owner's id and a name of its own, but the owner did not write the message. */
export type Automaton = 'bot' | 'webhook';

/** Why a message must not leave its service. A `burn-on-read` message may be read only once. */
export type StaysHere = 'burn-on-read';

/** Who deleted a message. `other`: an administrator or a moderator. */
export type Deleter = 'author' | 'other';

export interface Message {
  readonly id: MessageId;
  readonly accountId: AccountId;
  readonly conversationId: ConversationId;
  /** The root that this message answers; '' if it stands in the conversation's own timeline (IndexedDB cannot index null). */
  readonly threadId: MessageId | '';
  /** When it was written, on the service's clock, ms since 1970. It never changes. */
  readonly createdAt: number;
  /** When the service last changed it, ms (Graph lastModifiedDateTime, Mattermost update_at). A smaller version never replaces a row. */
  readonly version: number;
  readonly kind: 'message' | 'system';
  readonly authorId: PersonId | null;
  /** The author's name in the message itself (of a bot or a webhook); null if the person's row has the name. */
  readonly authorName: string | null;
  /** The program that wrote it; absent if a person wrote it. */
  readonly writtenBy?: Automaton;
  /** Why it must not be carried; absent if it may be. */
  readonly staysHere?: StaysHere;
  readonly editedAt: number | null;
  readonly deletedAt: number | null;
  /** Who deleted it; absent if it is not deleted, and if the service does not tell. */
  readonly deletedBy?: Deleter;
  readonly subject: string | null;
  readonly importance: 'normal' | 'important' | 'urgent';
  readonly body: Body;
  /** The body as plain text, for previews, notifications and search. */
  readonly plain: string;
  readonly mentions: readonly Mention[];
  readonly mentionsMe: boolean;
  readonly reactions: readonly Reaction[];
  readonly files: readonly FileReference[];
  readonly attachments: readonly Attachment[];
  /** True if the organisation's rules hide it. Body and files are then empty, and this does not count as an edit. Otherwise absent. */
  readonly blocked?: true;
  readonly system: SystemEvent | null;
  readonly pinned: boolean;
  /** The note that Isthmus wrote on it; null if there is none. */
  readonly note: Note | null;
  /**
   * The key of the attempt that made it. By it a message is found again whose answer was lost. Null if no Isthmus made it, and in Teams.
   */
  readonly carryKey: CarryKey | null;
  /** The replies to this root that the mirror holds; absent if there are none. The mirror derives it, and connectors do not tell it. */
  readonly replies?: Replies;
}

/** The person who wrote a message; null for a webhook, whose posts have the id of its owner, and if the service names nobody. */
export const writerOf = ({
  authorId,
  writtenBy,
}: Pick<Message, 'authorId' | 'writtenBy'>): PersonId | null => (writtenBy === 'webhook' ? null : authorId);
