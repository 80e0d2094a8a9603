/**
 * What the engine can ask a service to do in the user's name. Each method makes one act, with the requests that it needs, and returns the
 * result as a value. It never throws for what a service or the network does, and never retries: if an answer was lost, the engine finds out
 * whether the act happened (design, decision 5).
 */
import type {
  CarryChoice,
  CarryKey,
  Change,
  Conversation,
  ConversationId,
  FileId,
  FileLimits,
  FileReference,
  Lease,
  LeaseShare,
  LinkNote,
  MarkNote,
  Message,
  MessageId,
  Note,
  PersonId,
  Reaction,
  Result,
  ServiceChoice,
  SharedChoice,
  SharedKey,
} from '../model/index.ts';
import type { Document } from '../text/document/index.ts';

/** A file that this service has stored already (see `upload`). Only the connector knows its content. */
export interface UploadedFile {
  /** Opaque JSON: kept with the outbox row and given back in a draft. */
  readonly handle: string;
  readonly name: string;
  /** Shown in the text as a picture if the document has an image of this file of the original message; else attached to it. */
  readonly of: FileId | null;
}

/** The author of a message that somebody else's account writes. */
export interface Speaker {
  /** The author's name, as people see it where the message was written. */
  readonly name: string;
  /** The address of the original message (http or https); null if it has none. */
  readonly place: string | null;
  /** The address of a picture of the author (https) that everybody on the other side may load; null if there is none. */
  readonly picture: string | null;
}

/** A message to be written. Mentions in the document name people of this account; people who are not known there are text. */
export interface Draft {
  readonly document: Document;
  readonly subject: string | null;
  readonly importance: Message['importance'];
  /** The root to answer; '' for a message in the conversation's own timeline. A chat of Teams has no threads: there it is always ''. */
  readonly threadId: MessageId | '';
  /** A message of this conversation to quote, where the service has quotes (Teams chats); null elsewhere. */
  readonly quotes: MessageId | null;
  readonly files: readonly UploadedFile[];
  /** The author to be shown in place of the account that writes. Only where the service `showsSpeaker`; elsewhere the text names the author. */
  readonly speaker?: Speaker;
}

/** What is sent with a new message in the same request, where people do not see it. */
export interface Stamp {
  /** Written onto a Mattermost post; Teams has no place for it. */
  readonly key: CarryKey;
  /** Null if there is nothing to note, or if it is for the other service. */
  readonly note: Note | null;
}

/** The message as the service now has it: for the mirror, in the same transaction as the outbox. */
export interface Written {
  readonly id: MessageId;
  readonly changes: readonly Change[];
}

/** What a relay tells other Isthmuses of a link. */
export type LinkSign =
  /** Something happened in its Teams conversation. */
  | 'hint'
  /** The relay is there. */
  | 'beat'
  /** This person of Teams wrote, or changed, something there. */
  | { readonly wrote: SharedKey }
  /** So many desktops of the organisation share the limits of Teams; one of a few round numbers. */
  | { readonly desktops: number };

export interface WritingCapability {
  /** The most that fits into one message, in the unit of `measure`. */
  readonly longest: number;
  /** How much of `longest` a document needs: characters of Markdown, bytes of HTML. */
  measure: (document: Document) => number;
  /** Files that fit into one message; null for no limit. */
  readonly filesPerMessage: number | null;
  /** What people are told before they take files along; null if the service could not be asked. Absent: nothing is told. */
  readonly fileLimits?: (signal: AbortSignal) => Promise<FileLimits | null>;
  /**
   * How long after a message was written its text can be changed, ms; null for no limit, and if the service could not be asked. Absent: the
   * service has none.
   */
  readonly editableFor?: (signal: AbortSignal) => Promise<number | null>;
  /**
   * Whether the service shows a draft's `speaker` as the author. It answers from what is known, without a request; false while that is not
   * known. Absent: the service never does.
   */
  readonly showsSpeaker?: () => boolean;
  /** The address of a message in the service's own app, for people; null if it has none that is known. */
  addressOf(message: Pick<Message, 'id'>, place: Pick<Conversation, 'webUrl'>): string | null;
  /** Whether a message keeps the key of its stamp, by which the message of an attempt can be found. */
  readonly keepsKeys: boolean;
  /** Reads a stored message's body as a document (see text/document/document.ts). */
  read(message: Message): Document;
  send(
    conversationId: ConversationId,
    draft: Draft,
    stamp: Stamp,
    signal: AbortSignal,
  ): Promise<Result<Written>>;
  /**
   * Gives a message of the user a new text. Files stay as they are. Returns the message's new form, which is asked for if the service does
   * not send it.
   */
  edit(messageId: MessageId, draft: Draft, signal: AbortSignal): Promise<Result<Written>>;
  /** Deletes a message of the user. One that is gone already counts as deleted. */
  remove(messageId: MessageId, signal: AbortSignal): Promise<Result<readonly Change[]>>;
  /** Brings a deleted message back; absent where the service cannot (Mattermost). */
  restore?(messageId: MessageId, signal: AbortSignal): Promise<Result<Written>>;
  /** Sets or removes the user's reaction. Succeeds if it is set already, or not there. */
  react(
    messageId: MessageId,
    reaction: Pick<Reaction, 'emoji' | 'name'>,
    set: boolean,
    signal: AbortSignal,
  ): Promise<Result<readonly Change[]>>;
  /** Whether this service can show that reaction at all (it cannot show custom emoji of the other one). */
  canReact(reaction: Pick<Reaction, 'emoji' | 'name'>): boolean;
  /** Marks a conversation as read by the user up to `readAt` (createdAt of the newest message seen, ms). */
  markRead(
    conversationId: ConversationId,
    readAt: number,
    signal: AbortSignal,
  ): Promise<Result<readonly Change[]>>;
  /**
   * Marks a conversation as unread from this message on; `readAt`: the time just before it (ms), up to which it stays read. Changes nothing
   * where the service keeps no read state.
   */
  markUnread(messageId: MessageId, readAt: number, signal: AbortSignal): Promise<Result<readonly Change[]>>;
  /** Pins a message to its conversation, for everybody there, or unpins it; absent where the service lets no app do that (Teams). */
  pin?(messageId: MessageId, set: boolean, signal: AbortSignal): Promise<Result<readonly Change[]>>;
  /** Sets what the service itself keeps of a conversation for its user (`isKeptByService`). */
  choose(
    conversation: Pick<Conversation, 'id' | 'kind' | 'participants'>,
    choice: ServiceChoice,
    signal: AbortSignal,
  ): Promise<Result<readonly Change[]>>;
  /** What must be known of a file before it is carried, asked for where the message does not tell it. `not-found` if there is no file. */
  factsOf(file: FileReference, signal: AbortSignal): Promise<Result<FileFacts>>;
  /** The bytes of a message's file, from `from` on, as a stream, for `upload` on the other side. */
  download(
    file: FileReference,
    from: number,
    signal: AbortSignal,
  ): Promise<Result<ReadableStream<Uint8Array>>>;
  /**
   * Stores a file for `conversationId`. `session` is null the first time. A failure that can be resumed comes with the session and with how
   * many bytes the service has; the next call goes on from there. `size` in bytes.
   */
  upload(file: UploadRequest, signal: AbortSignal): Promise<UploadOutcome>;
}

export interface FileFacts {
  /** Bytes. */
  readonly size: number;
  /** Its name, with the ending that fits its bytes if the message could only guess (a pasted picture). */
  readonly name: string;
  readonly mimeType: string | null;
}

export interface UploadRequest {
  readonly conversationId: ConversationId;
  readonly of: FileId | null;
  readonly name: string;
  readonly size: number;
  readonly mimeType: string | null;
  readonly session: string | null;
  /** Gives the bytes from an offset on. */
  readonly bytes: (from: number) => Promise<Result<ReadableStream<Uint8Array>>>;
}

export type UploadOutcome =
  | { readonly ok: true; readonly value: UploadedFile }
  | {
      readonly ok: false;
      readonly failure:
        | Extract<Result<never>, { readonly ok: false }>['failure']
        | { readonly kind: 'too-large'; readonly limit: number };
      readonly session: string | null;
    };

/**
 * The facts that all Isthmuses of an organisation share. Mattermost keeps them, written with the rights of ordinary users (design, decision
 * 4).
 */
export interface SharedMemoryCapability {
  /** Writes a post's mark. Props are replaced whole by the server, so the post is read, merged, patched; no "edited" appears. */
  mark(messageId: MessageId, note: MarkNote, signal: AbortSignal): Promise<Result<readonly Change[]>>;
  /** Writes the link's post, in a plain sentence, and pins it. */
  link(
    conversationId: ConversationId,
    note: LinkNote,
    sentence: string,
    stamp: Stamp,
    signal: AbortSignal,
  ): Promise<Result<Written>>;
  /** Pins a link's post again. */
  pin(messageId: MessageId, signal: AbortSignal): Promise<Result<readonly Change[]>>;
  /**
   * Whether a person may make links in this conversation: an administrator of the channel, its team or the server; in direct and group
   * messages, everybody who is in them.
   */
  mayLink(conversationId: ConversationId, personId: PersonId, signal: AbortSignal): Promise<Result<boolean>>;
  /** The pinned posts of a conversation that link it. They may be older than the mirror's depth. */
  linkPosts(conversationId: ConversationId, signal: AbortSignal): Promise<Result<readonly Change[]>>;
  /**
   * The messages of a conversation that were deleted after `since` (ms, on this service's clock), with Isthmus's notes on them. A mirror
   * that was built again cannot know them. Reaches as far back as the service tells.
   */
  deletedSince(
    conversationId: ConversationId,
    since: number,
    signal: AbortSignal,
  ): Promise<Result<readonly Change[]>>;
  /** Reads the user's choices for their conversations, from their own preferences. */
  readChoices(signal: AbortSignal): Promise<Result<readonly CarryChoice[]>>;
  /** Writes one choice; it replaces the choice for that Mattermost conversation. */
  writeChoice(choice: CarryChoice, signal: AbortSignal): Promise<Result<null>>;
  /** What the user chose in Isthmus, on any computer, in their own preferences. */
  readOwnChoices(signal: AbortSignal): Promise<Result<readonly SharedChoice[]>>;
  /** Writes these over whatever is kept of their kinds, for a conversation or for all. The last to write wins: whoever knows a later choice writes it again. */
  writeOwnChoices(choices: readonly SharedChoice[], signal: AbortSignal): Promise<Result<null>>;
  /** Writes into the user's profile which Teams user they are: reads, merges, writes, reads back. Null removes it. */
  claim(teamsUser: SharedKey | null, signal: AbortSignal): Promise<Result<readonly Change[]>>;
  /** The thread in which a relay seems to type when it tells other Isthmuses of a link. `post`: the link's own post. */
  signOf(post: MessageId, sign: LinkSign): MessageId;
  /** All leases that the user's computers have written, in no order; of each share one. */
  readLeases(signal: AbortSignal): Promise<Result<readonly Lease[]>>;
  /** Writes the lease of its share. The last writer wins, so the engine reads it back. */
  writeLease(lease: Lease, signal: AbortSignal): Promise<Result<null>>;
  removeLease(share: LeaseShare, signal: AbortSignal): Promise<Result<null>>;
}
