/** A Graph chatMessage as a message of the mirror. Never throws: a message that cannot be read is discarded with a reason. */
import {
  type Attachment,
  type Change,
  type Message,
  type Person,
  type PersonId,
} from '../../../model/index.ts';
import { plainOfAttachments, plainOfDocument } from '../../../text/document/index.ts';
import { readCopyNote } from './copy-note.ts';
import { isUsableId, messageIdOf } from '../ids.ts';
import { asRecord, asText, type JsonRecord } from '../graph/json.ts';
import { epochDigits, modifiedAt, readStamp, type TimeStamp } from '../graph/stamps.ts';
import { readAttachments, type SnippetReference } from './attachments.ts';
import type { MessageContext } from './context.ts';
import { readEvent } from './events.ts';
import { hostedPictures } from './files.ts';
import { readIdentity, type Identity } from './identities.ts';
import { readMentions } from './mentions.ts';
import { namesIn } from './names.ts';
import { openTeamsText } from '../../../text/teams-html/index.ts';
import { blockedNotes } from './policy.ts';
import { readReactions } from './reactions.ts';
import { hostedRecordings } from './recordings.ts';
import { otherRecordings } from '../../../text/teams-html/read/media/body-recordings.ts';

export interface MappedMessage {
  readonly message: Message;
  /** The author if it is an application. No other source tells the names of bots. */
  readonly bot: Person | null;
  /** The names that the message gives for people. */
  readonly names: ReadonlyMap<PersonId, string>;
  /** Code that has to be fetched and put into the message's attachments. */
  readonly snippets: readonly SnippetReference[];
  /** Whether one of its dates was no date, so that another source was used. */
  readonly malformedDate: boolean;
}

export type Mapped =
  | { readonly kind: 'message'; readonly mapped: MappedMessage }
  | Extract<Change, { readonly kind: 'discarded' | 'message-gone' }>;

type MessageType = 'message' | 'system' | 'ephemeral' | 'unknown';

/**
 * Without the header `Prefer: include-unknown-enum-members` system messages have the type `unknownFutureValue` (facts, graph §3), and Graph
 * may add new types at any time. So a message of an unknown type is a system message if it has an event, and a message if it has an author
 * and a text.
 */
const typeOf = (raw: JsonRecord): MessageType => {
  const body = asRecord(raw.body);
  const content = asText(body?.content) ?? '';
  const isEvent = asRecord(raw.eventDetail) !== null || /^\s*<systemEventMessage\s*\/?>/i.test(content);
  switch (asText(raw.messageType) ?? 'message') {
    case 'message':
      return isEvent && asRecord(raw.from) === null ? 'system' : 'message';
    case 'systemEventMessage':
    case 'chatEvent':
      return 'system';
    case 'typing':
      return 'ephemeral';
    default:
      if (isEvent) return 'system';
      return asRecord(raw.from) !== null && content !== '' ? 'message' : 'unknown';
  }
};

const importanceOf = (value: unknown): Message['importance'] => {
  if (value === 'high') return 'important';
  return value === 'urgent' ? 'urgent' : 'normal';
};

/** Maps one payload of a list, a thread, a delta page or a single GET. */
export const mapMessage = (context: MessageContext, value: unknown): Mapped => {
  const raw = asRecord(value);
  if (!raw || !isUsableId(raw.id)) return { kind: 'discarded', reason: 'malformed-message' };
  const rootId =
    context.place.kind === 'channel' && isUsableId(raw.replyToId) && raw.replyToId !== raw.id
      ? raw.replyToId
      : null;
  const id = messageIdOf(context.conversationId, rootId, raw.id);
  if ('@removed' in raw)
    return { kind: 'message-gone', id, conversationId: context.conversationId, at: epochDigits(raw.id) ?? 0 };
  const type = typeOf(raw);
  if (type === 'ephemeral') return { kind: 'discarded', reason: 'ephemeral-message' };
  if (type === 'unknown') return { kind: 'discarded', reason: 'unknown-message-type' };
  const times = readTimes(raw, raw.id);
  if (times === null) return { kind: 'discarded', reason: 'malformed-date' };
  const author = readIdentity(context.accountId, raw.from);
  const mentioned = readMentions(context.accountId, context.me, raw.mentions);
  const content = readContent(context, raw, {
    id,
    rootId,
    mentions: mentioned.mentions,
    deleted: times.deletedAt !== null,
  });
  const system = type === 'system' ? readEvent(context.accountId, raw.eventDetail) : null;
  const message: Message = {
    id,
    accountId: context.accountId,
    conversationId: context.conversationId,
    threadId: rootId === null ? '' : messageIdOf(context.conversationId, null, rootId),
    createdAt: times.createdAt,
    version: times.version,
    kind: type,
    authorId: author?.id ?? null,
    authorName: author?.displayName ?? null,
    ...(author?.kind === 'application' ? { writtenBy: 'bot' } : {}),
    editedAt: times.editedAt,
    deletedAt: times.deletedAt,
    subject: asText(raw.subject),
    importance: importanceOf(raw.importance),
    body: content.body,
    plain: content.plain,
    ...mentioned,
    reactions: readReactions(context.accountId, raw.reactions),
    files: content.files,
    attachments: content.attachments,
    ...(content.blocked ? { blocked: true } : {}),
    system,
    // Graph does not keep pins on messages, but in chat/pinnedMessages.
    pinned: false,
    note: type === 'message' && content.body.format === 'html' ? readCopyNote(content.body.content) : null,
    carryKey: null,
  };
  return {
    kind: 'message',
    mapped: {
      message,
      bot: botOf(context, author),
      names: namesIn(context.accountId, raw),
      snippets: content.snippets,
      malformedDate: times.malformed,
    },
  };
};

interface Times {
  readonly createdAt: number;
  readonly version: number;
  readonly editedAt: number | null;
  readonly deletedAt: number | null;
  readonly malformed: boolean;
}

const known = (stamp: TimeStamp): number | null => (typeof stamp === 'number' ? stamp : null);

/** The message's times; If createdDateTime is no date, the id is used, which is the creation in ms. Null if there is no time at all. */
const readTimes = (raw: JsonRecord, id: string): Times | null => {
  const created = readStamp(raw.createdDateTime);
  const modified = readStamp(raw.lastModifiedDateTime);
  const edited = readStamp(raw.lastEditedDateTime);
  const deleted = readStamp(raw.deletedDateTime);
  const createdAt = known(created) ?? epochDigits(id) ?? known(modified);
  if (createdAt === null) return null;
  // A deletion with a broken date still counts as a deletion.
  const deletedAt = deleted === 'malformed' ? (known(modified) ?? createdAt) : known(deleted);
  const editedAt = known(edited);
  const version = known(modified) ?? Math.max(modifiedAt(raw), deletedAt ?? 0, createdAt);
  const malformed = [created, modified, edited, deleted].includes('malformed');
  return { createdAt, version, editedAt, deletedAt, malformed };
};

interface Content extends Pick<Message, 'body' | 'plain' | 'files' | 'attachments'> {
  readonly snippets: readonly SnippetReference[];
  readonly blocked: boolean;
}

const readContent = (
  context: MessageContext,
  raw: JsonRecord,
  about: Pick<Message, 'id' | 'mentions'> & { readonly rootId: string | null; readonly deleted: boolean },
): Content => {
  const rawBody = asRecord(raw.body);
  const notes = blockedNotes(raw.policyViolation);
  const hidden = about.deleted || notes !== null;
  const content = hidden ? '' : (asText(rawBody?.content) ?? '');
  const format = rawBody?.contentType === 'text' ? 'text' : 'html';
  const body = { format, content } as const;
  const text = openTeamsText(body);
  const hanging = readAttachments(
    { context, message: about.id, rootId: about.rootId },
    hidden ? [] : raw.attachments,
  );
  const attachments = [...hanging.attachments, ...otherRecordings(text.recordings)];
  const files = [
    ...hanging.files,
    ...hostedPictures(about.id, [...text.pictures, ...hanging.pictures]),
    ...hostedRecordings(about.id, text.recordings),
  ];
  const plain = plainOfDocument(text.read({ mentions: about.mentions, files }));
  return {
    body,
    plain:
      notes === null ? [plain, plainOfWhatHangs(context, attachments)].filter(Boolean).join('\n') : plain,
    files,
    attachments: notes ?? attachments,
    snippets: hanging.snippets,
    blocked: notes !== null && !about.deleted,
  };
};

/** The plain text of a message's cards, code and forwarded messages, but not of the message that it answers. */
const plainOfWhatHangs = ({ conversationId }: MessageContext, attachments: readonly Attachment[]): string =>
  plainOfAttachments(
    attachments.filter(
      (attachment) =>
        attachment.kind !== 'quote' || attachment.messageId?.startsWith(`${conversationId}/`) !== true,
    ),
  );

const botOf = (context: MessageContext, author: Identity | null): Person | null => {
  if (author?.kind !== 'application' || author.displayName === null) return null;
  return {
    id: author.id,
    accountId: context.accountId,
    kind: 'bot',
    displayName: author.displayName,
    handle: '',
    email: null,
    jobTitle: '',
    active: true,
    claims: null,
  };
};
