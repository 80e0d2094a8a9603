/** A message as the mirror stores it, whichever service it comes from. */
import type { CarryKey, Note } from './carrying.ts';
import type { AccountId, ConversationId, FileId, MessageId, PersonId } from './ids.ts';
import type { Replies } from './replies.ts';

/** The body exactly as the service serves it: nothing is rewritten on the way in. What is shown and carried comes from a document that is read from it. */
export type Body =
  | { readonly format: 'html'; readonly content: string }
  | { readonly format: 'markdown'; readonly content: string }
  | { readonly format: 'text'; readonly content: string };

export interface Reaction {
  /** The emoji itself; null for a custom emoji that has no Unicode form. */
  readonly emoji: string | null;
  /** The service's own name for it (`thumbsup`, `👍`, `:partyparrot:`). */
  readonly name: string;
  /** Sorted, each once. */
  readonly personIds: readonly PersonId[];
  /** How many more reacted whom the service does not name; absent where it names everybody. */
  readonly unnamed?: number;
}

export type Mention = (
  | { readonly kind: 'person'; readonly personId: PersonId; readonly text: string }
  /** Everybody in the conversation, channel or team. */
  | { readonly kind: 'everyone'; readonly text: string }
) & {
  /** The id that its mark in the body has (`<at id="0">`); absent where the body marks by text alone, and in rows of older versions. */
  readonly mark?: string;
};

/** A file or picture of a message. Pictures in the body are found again by `inlineSource`, the exact `src` they have there. */
export interface FileReference {
  readonly id: FileId;
  readonly name: string;
  /** Bytes; null when the service does not say. */
  readonly size: number | null;
  readonly mimeType: string | null;
  /** Where a person can open it in a browser; null when only the API serves it. */
  readonly webUrl: string | null;
  readonly isImage: boolean;
  /** Pixels, where known, so that the page can keep the place free. */
  readonly width: number | null;
  readonly height: number | null;
  readonly inlineSource: string | null;
}

/** The type of an attachment of kind `other` that stands for a message which rules of an organisation hide, where they do not say more. */
export const blockedByPolicy = 'isthmus.blocked-by-policy';

/** What else hangs on a message. Text in here is plain text. */
export type Attachment =
  | {
      readonly kind: 'quote';
      readonly messageId: MessageId | null;
      readonly authorName: string | null;
      readonly plain: string;
      /** What it says as the service's HTML, where that gives more than a preview (a forwarded message); absent elsewhere. */
      readonly html?: string;
    }
  | { readonly kind: 'code'; readonly language: string; readonly code: string }
  | {
      readonly kind: 'card';
      readonly title: string;
      readonly text: string;
      readonly links: readonly { readonly title: string; readonly url: string }[];
      /** A CSS colour for its edge, null when it has none. */
      readonly color: string | null;
    }
  /** A card on which nothing can be read here; `text` is what its buttons say, '' when it has none. */
  | { readonly kind: 'unreadable-card'; readonly text: string }
  /** A sound or a film. `url` is null where only the service's own client can fetch it. */
  | {
      readonly kind: 'recording';
      readonly medium: RecordingMedium;
      readonly name: string;
      /** How long it plays; null when the service does not tell. */
      readonly seconds: number | null;
      readonly url: string | null;
    }
  /** A kind this version does not know: shown by its name, never dropped. */
  | { readonly kind: 'other'; readonly type: string; readonly name: string };

export type RecordingMedium = 'audio' | 'video';

/** What happened, for messages that nobody wrote. `text` is the service's own sentence where it gives one. */
export interface SystemEvent {
  readonly kind: SystemEventKind;
  readonly by: PersonId | null;
  readonly people: readonly PersonId[];
  /** The new name, topic or the like; `owner`, `member` or `guest` for a role; '' when there is none. */
  readonly value: string;
  readonly text: string | null;
  /** Where a browser opens what it tells of (a recording); absent where there is no such place. */
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
  /** A channel of the team is gone; `value` is its name. */
  | 'channel-deleted'
  | 'archived'
  | 'unarchived'
  | 'role-changed'
  /** Whether people may join by themselves. */
  | 'joining-enabled'
  | 'joining-disabled'
  /** Whether everybody of the team has the channel in their list from the start. */
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

/** `webhook`: it stands under its owner's id, with a name of its own, and the owner did not write it. */
export type Automaton = 'bot' | 'webhook';

/** Why a service's own rules let a message stay where it is: `burn-on-read` is there for one reading only. */
export type StaysHere = 'burn-on-read';

/** `other`: an administrator, or somebody else who moderates. */
export type Deleter = 'author' | 'other';

export interface Message {
  readonly id: MessageId;
  readonly accountId: AccountId;
  readonly conversationId: ConversationId;
  /** The root this answers; '' when it stands in the conversation's own timeline (IndexedDB cannot index null). */
  readonly threadId: MessageId | '';
  /** On the service's clock, ms since the epoch. */
  readonly createdAt: number;
  /** The service's change stamp, ms (Graph lastModifiedDateTime, Mattermost update_at): a row never gives way to a smaller one. */
  readonly version: number;
  readonly kind: 'message' | 'system';
  readonly authorId: PersonId | null;
  /** The name the message itself carries (a bot's, an override); null when only the person row knows. */
  readonly authorName: string | null;
  /** Absent for what a person wrote. */
  readonly writtenBy?: Automaton;
  /** Why it must not be carried; absent for what may be. */
  readonly staysHere?: StaysHere;
  readonly editedAt: number | null;
  readonly deletedAt: number | null;
  /** Who deleted it; absent for what is there, and where the service does not tell. */
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
  /** Rules of the organisation hide it: body and files are left out, which is no edit. Absent for all others. */
  readonly blocked?: true;
  readonly system: SystemEvent | null;
  readonly pinned: boolean;
  /** What Isthmus wrote on it; null for everything else. */
  readonly note: Note | null;
  /** The key it was carried with, for recognising an attempt whose answer was lost; null for what a person wrote, and in Teams. */
  readonly carryKey: CarryKey | null;
  /** Derived by the mirror, and told by no connector: what it holds of the replies to this root; absent where there is none. */
  readonly replies?: Replies;
}

/** Who wrote it: the owner of a webhook, under whose id it posts, did not. Null also where nobody is named. */
export const writerOf = ({
  authorId,
  writtenBy,
}: Pick<Message, 'authorId' | 'writtenBy'>): PersonId | null => (writtenBy === 'webhook' ? null : authorId);
