/** Reads a message's attachments: files, quotes, code, cards, and kinds that this version does not know. */
import type { AccountId, Attachment, FileReference, MessageId } from '../../../model/index.ts';
import { chatConversationId, isUsableId, messageIdOf, type TeamsPlace } from '../ids.ts';
import { asRecords, asText, asWebAddress, parseRecord, type JsonRecord } from '../graph/json.ts';
import { readCard } from './cards/read-card.ts';
import { attachedFile } from './files.ts';
import { readIdentity } from './identities.ts';
import {
  isHostedContent,
  openTeamsText,
  plainOfHtml,
  type BodyPicture,
} from '../../../text/teams-html/index.ts';
import type { MessageContext } from './context.ts';

/** Code whose text Graph keeps as a hosted content. It is fetched after mapping. `at` is its place in `attachments`. */
export interface SnippetReference {
  readonly at: number;
  readonly source: string;
}

export interface ReadAttachments {
  readonly files: readonly FileReference[];
  readonly attachments: readonly Attachment[];
  readonly snippets: readonly SnippetReference[];
  /** Pictures in forwarded messages, if this account may read them. */
  readonly pictures: readonly BodyPicture[];
}

interface Owner {
  readonly context: MessageContext;
  readonly message: MessageId;
  readonly rootId: string | null;
}

const none: ReadAttachments = { files: [], attachments: [], snippets: [], pictures: [] };

/** Reads `attachments[]`. An attachment that cannot be read is kept as `other`, never dropped. */
export const readAttachments = (owner: Owner, value: unknown): ReadAttachments => {
  if (!Array.isArray(value) || value.length === 0) return none;
  const files: FileReference[] = [];
  const attachments: Attachment[] = [];
  const snippets: SnippetReference[] = [];
  const pictures: BodyPicture[] = [];
  for (const item of asRecords(value)) {
    const type = asText(item.contentType) ?? '';
    if (isFile(type)) files.push(attachedFile(owner.message, item));
    else {
      const snippet = type === codeSnippetType ? snippetSource(item) : null;
      if (snippet !== null) snippets.push({ at: attachments.length, source: snippet });
      if (type === forwardedType) pictures.push(...forwardedPictures(owner, item));
      attachments.push(...readAttachment(owner, type, item));
    }
  }
  return { files, attachments, snippets, pictures };
};

const forwardedType = 'forwardedMessageReference';
const codeSnippetType = 'application/vnd.microsoft.card.codesnippet';

const isFile = (type: string): boolean =>
  type === 'reference' ||
  type === 'application/vnd.microsoft.teams.file.download.info' ||
  /^(audio|image|video)\//.test(type);

/** Reads one attachment. It may become two (a recording and a card), and never none. */
const readAttachment = (owner: Owner, type: string, item: JsonRecord): readonly Attachment[] => {
  switch (type) {
    case 'messageReference':
      return [readQuote(owner, item)];
    case forwardedType:
      return [readForwarded(owner.context.accountId, item)];
    case codeSnippetType:
      return [readSnippet(item)];
    case 'meetingReference':
      return [readMeeting(item)];
    default:
      return readCard(type, item.content) ?? [{ kind: 'other', type, name: asText(item.name) ?? '' }];
  }
};

/** A meeting's name, as a link to join the meeting. */
const readMeeting = (item: JsonRecord): Attachment => {
  const name = asText(item.name) ?? '';
  const url = asWebAddress(parseRecord(item.content)?.meetingJoinUrl) ?? asWebAddress(item.contentUrl);
  if (url === null) return { kind: 'other', type: 'meetingReference', name };
  return { kind: 'card', title: '', text: '', links: [{ title: name, url }], color: null };
};

const readQuote = ({ context, rootId }: Owner, item: JsonRecord): Attachment => {
  const content = parseRecord(item.content);
  const quoted = asText(content?.messageId) ?? asText(item.id);
  return {
    kind: 'quote',
    // In a channel, the quoted message is in the same thread.
    messageId: isUsableId(quoted) ? messageIdOf(context.conversationId, rootId, quoted) : null,
    authorName: readIdentity(context.accountId, content?.messageSender)?.displayName ?? null,
    plain: plainOfHtml(asText(content?.messagePreview) ?? ''),
  };
};

const readForwarded = (account: AccountId, item: JsonRecord): Attachment => {
  const content = parseRecord(item.content);
  const original = asText(content?.originalMessageId);
  const conversation = asText(content?.originalConversationId);
  // A channel's thread (`@thread.tacv2`, of old teams `@thread.skype`) gives no message id, because its team and root are not named.
  const isChat = isUsableId(conversation) && !/@thread\.(?:tacv2|skype)$/.test(conversation);
  const html = asText(content?.originalMessageContent) ?? '';
  return {
    kind: 'quote',
    messageId:
      isChat && isUsableId(original)
        ? messageIdOf(chatConversationId(account, conversation), null, original)
        : null,
    authorName: readIdentity(account, content?.originalMessageSender)?.displayName ?? null,
    plain: plainOfHtml(html),
    ...(html.includes('<') ? { html } : {}),
  };
};

/**
 * Graph keeps the pictures of a forwarded message with the message that forwards it, and gives an address in that conversation. Pictures of
 * other conversations are left out, because the user may not be in them; their description stays.
 */
const forwardedPictures = ({ context }: Owner, item: JsonRecord): readonly BodyPicture[] => {
  const html = asText(parseRecord(item.content)?.originalMessageContent) ?? '';
  return openTeamsText({ format: 'html', content: html }).pictures.filter(
    ({ source }) => isHostedContent(source) && isOfPlace(source, context.place),
  );
};

const isOfPlace = (source: string, place: TeamsPlace): boolean => {
  const path = place.kind === 'chat' ? `/chats/${place.chatId}/` : `/channels/${place.channelId}/`;
  try {
    return decodeURIComponent(source).includes(path);
  } catch {
    // Harmless: an address that cannot be decoded belongs to no conversation.
    return false;
  }
};

const snippetSource = (item: JsonRecord): string | null => {
  const source = asText(parseRecord(item.content)?.codeSnippetUrl);
  return source !== null && isHostedContent(source) ? source : null;
};

const readSnippet = (item: JsonRecord): Attachment => {
  const content = parseRecord(item.content);
  return { kind: 'code', language: asText(content?.language) ?? '', code: asText(content?.code) ?? '' };
};
