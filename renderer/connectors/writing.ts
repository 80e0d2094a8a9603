/**
 * What the engine can ask a service to do in the user's name. Each method makes one act (with the requests that it needs), returns
 * what came of it as a value, never throws for what a service or network does and never retries: whether an act whose answer was
 * lost happened is for the engine to find out (design, decision 5).
 */
import type {
  CarryChoice,
  CarryKey,
  Change,
  ConversationId,
  FileId,
  FileReference,
  Lease,
  LinkNote,
  MarkNote,
  Message,
  MessageId,
  Note,
  PersonId,
  Reaction,
  Result,
  SharedKey,
} from '../model/index.ts';
import type { Document } from '../text/document/index.ts';

/** A file that this service holds already (see `upload`); what it is, only the connector knows. */
export interface UploadedFile {
  /** Opaque: kept with the outbox row, handed back in a draft. JSON. */
  readonly handle: string;
  readonly name: string;
  /** Stands in the text as a picture where the document has an image of this file of the original message; else hangs below it. */
  readonly of: FileId | null;
}

/** A message to be written. Mentions in the document point at people of this account; whoever is not known there is text. */
export interface Draft {
  readonly document: Document;
  readonly subject: string | null;
  readonly importance: Message['importance'];
  /** The root to answer; '' in the conversation's own timeline. A chat of Teams has no threads: there it is '' always. */
  readonly threadId: MessageId | '';
  /** A message of this conversation to quote, where the service has quotes (Teams chats); null elsewhere. */
  readonly quotes: MessageId | null;
  readonly files: readonly UploadedFile[];
}

/** What goes with a new message in one request, where people do not see it. */
export interface Stamp {
  /** Onto a Mattermost post; Teams has no place for it. */
  readonly key: CarryKey;
  /** Null where there is nothing to say, or it is for the other service. */
  readonly note: Note | null;
}

/** What was written, as the service now has it: for the mirror, in the same transaction as the outbox. */
export interface Written {
  readonly id: MessageId;
  readonly changes: readonly Change[];
}

export interface WritingCapability {
  /** The most that fits into one message, in the unit of `measure`. */
  readonly longest: number;
  /** What a document takes of `longest`: characters of Markdown, bytes of HTML. */
  measure: (document: Document) => number;
  /** Files that fit into one message; null for no limit. */
  readonly filesPerMessage: number | null;
  /** Whether a message keeps the key of its stamp, so that the one that an attempt made can be found by it. */
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
   * Gives a message of the user a new text. Files stay as they are. Comes back with the message's new form, asked for where the
   * service does not send it along.
   */
  edit(messageId: MessageId, draft: Draft, signal: AbortSignal): Promise<Result<Written>>;
  /** Deletes a message of the user. One that is gone already counts as deleted. */
  remove(messageId: MessageId, signal: AbortSignal): Promise<Result<readonly Change[]>>;
  /** Brings a deleted message back; absent where the service cannot (Mattermost). */
  restore?(messageId: MessageId, signal: AbortSignal): Promise<Result<Written>>;
  /** Sets or takes back the user's reaction. Setting it twice, or taking back what is not there, succeeds. */
  react(
    messageId: MessageId,
    reaction: Pick<Reaction, 'emoji' | 'name'>,
    set: boolean,
    signal: AbortSignal,
  ): Promise<Result<readonly Change[]>>;
  /** Whether this service can show that reaction at all (custom emoji of the other one it cannot). */
  canReact(reaction: Pick<Reaction, 'emoji' | 'name'>): boolean;
  /** Marks a conversation as read by the user up to `readAt` (createdAt of the newest message seen, ms). */
  markRead(
    conversationId: ConversationId,
    readAt: number,
    signal: AbortSignal,
  ): Promise<Result<readonly Change[]>>;
  /** What is to be known of a file before it is taken along, asked for where the message does not say. `not-found` when there is nothing to take. */
  factsOf(file: FileReference, signal: AbortSignal): Promise<Result<FileFacts>>;
  /** The bytes of a file of a message, from `from` on; streamed, for `upload` on the other side. */
  download(
    file: FileReference,
    from: number,
    signal: AbortSignal,
  ): Promise<Result<ReadableStream<Uint8Array>>>;
  /**
   * Stores a file for `conversationId`, resumably: `session` is null the first time; a failure that can be resumed comes with the
   * session and how many bytes the service has, and the next call goes on from there. `size` in bytes.
   */
  upload(file: UploadRequest, signal: AbortSignal): Promise<UploadOutcome>;
}

export interface FileFacts {
  /** Bytes. */
  readonly size: number;
  /** Its name, with the ending that its bytes have where its message could only guess (a pasted picture). */
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

/** What all Isthmuses of an organisation agree on, kept on Mattermost with ordinary user rights (design, decision 4). */
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
   * Whether a person may make links in this conversation: whoever administers the channel, its team or the server; in direct and group
   * messages everybody who is in them.
   */
  mayLink(conversationId: ConversationId, personId: PersonId, signal: AbortSignal): Promise<Result<boolean>>;
  /** The pinned posts of a conversation that link it: those older than the mirror goes back are found so. */
  linkPosts(conversationId: ConversationId, signal: AbortSignal): Promise<Result<readonly Change[]>>;
  /**
   * What was deleted in a conversation later than `since` (ms, on this service's clock), with what Isthmus had written on it: a rebuilt
   * mirror cannot see it. As far back as the service tells.
   */
  deletedSince(
    conversationId: ConversationId,
    since: number,
    signal: AbortSignal,
  ): Promise<Result<readonly Change[]>>;
  /** What the user chose for their conversations, in their own preferences. */
  readChoices(signal: AbortSignal): Promise<Result<readonly CarryChoice[]>>;
  /** Writes one choice, in place of what was chosen for that Mattermost conversation. */
  writeChoice(choice: CarryChoice, signal: AbortSignal): Promise<Result<null>>;
  /** Says in the user's profile which Teams user they are: read, merge, write, read back. Null takes it away. */
  claim(teamsUser: SharedKey | null, signal: AbortSignal): Promise<Result<readonly Change[]>>;
  readLease(signal: AbortSignal): Promise<Result<Lease | null>>;
  writeLease(lease: Lease | null, signal: AbortSignal): Promise<Result<null>>;
}
