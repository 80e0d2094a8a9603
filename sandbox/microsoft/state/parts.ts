/** The parts of a message besides its words: files, images, code, cards, quotes, mentions, as facts (graph §3) describe them. */
import type { Attachment, Conversation, HostedContent, Mention, Message } from './model.ts';
import type { PlannedFile, PlannedHanging } from '../../organisation/plan.ts';
import { membersOf } from './conversations.ts';
import type { User } from './directory.ts';
import { webUrlOf, type DriveItem } from './drive.ts';
import { guidOf, hostedContentId } from './ids.ts';
import { plainText, textAsHtml } from './sanitise.ts';
import type { TenantState } from './tenant.ts';

const attachment = (about: Partial<Attachment> & Pick<Attachment, 'id' | 'contentType'>): Attachment => ({
  contentUrl: null,
  content: null,
  name: null,
  thumbnailUrl: null,
  ...about,
});

/** A file that is attached by reference: its id is the GUID of the item's eTag. */
export const fileAttachment = (item: DriveItem): Attachment =>
  attachment({ id: item.guid, contentType: 'reference', contentUrl: webUrlOf(item), name: item.name });

/** Stores a file where Teams does: in the channel's folder, or in the author's OneDrive, shared with the chat's members. */
export const storeFile = (
  state: TenantState,
  author: User,
  conversation: Conversation,
  file: PlannedFile,
  at: number,
): DriveItem => {
  if (conversation.kind === 'channel') {
    const folder = state.drives.item(conversation.driveFolderId);
    if (folder) return state.drives.put(folder, file.name, file, 'rename', at).item;
  }
  const drive = state.drives.ofUser(author, at);
  const folder = state.drives.folder(state.drives.root(drive), 'Microsoft Teams Chat Files', at);
  const { item } = state.drives.put(folder, file.name, file, 'rename', at);
  for (const member of membersOf(conversation).values()) item.grants.set(member.user.id, 'read');
  return item;
};

export const hostedContentOf = (hex: string, contentType: string, bytes: Uint8Array): HostedContent => ({
  id: hostedContentId(hex),
  contentType,
  bytes,
});

/** An inline image of a body; its address is filled in when Graph serves it. */
export const imageTag = (hosted: HostedContent, alt: string): string =>
  `<img alt="${textAsHtml(alt)}" src="hosted-content:${hosted.id}" style="vertical-align:bottom">`;

/** A quoted message: an attachment whose id is the quoted message's, with a preview as JSON text. */
export const quoteAttachment = (quoted: Message): Attachment =>
  attachment({
    id: quoted.id,
    contentType: 'messageReference',
    content: JSON.stringify({
      messageId: quoted.id,
      messagePreview: plainText(quoted.content).slice(0, 200),
      messageSender: {
        application: null,
        device: null,
        user: quoted.author
          ? { id: quoted.author.id, displayName: quoted.author.displayName, userIdentityType: 'aadUser' }
          : null,
      },
    }),
  });

/** A code snippet: a card whose code is a hosted content. */
export const codeAttachment = (
  hex: string,
  snippet: { readonly language: string; readonly code: string },
): { attachment: Attachment; hosted: HostedContent } => {
  const hosted = hostedContentOf(
    `${hex.slice(0, 31)}c`,
    'text/plain',
    new TextEncoder().encode(snippet.code),
  );
  const content = {
    name: 'snippet',
    language: snippet.language,
    lines: snippet.code.split('\n').length,
    codeSnippetUrl: `hosted-content:${hosted.id}`,
  };
  return {
    hosted,
    attachment: attachment({
      id: guidOf(hex).replaceAll('-', ''),
      contentType: 'application/vnd.microsoft.card.codesnippet',
      content: JSON.stringify(content),
    }),
  };
};

/** An adaptive card; its content is JSON as text. */
export const cardAttachment = (hex: string, card: unknown): Attachment =>
  attachment({
    id: guidOf(hex).replaceAll('-', ''),
    contentType: 'application/vnd.microsoft.card.adaptive',
    content: JSON.stringify(card),
  });

/** Any other attachment. `{picture}` in its content is replaced by the source of `picture`. */
export const hangingAttachment = (
  hex: string,
  { contentType, name, contentUrl, content }: PlannedHanging,
  picture: HostedContent | null,
): Attachment =>
  attachment({
    id: guidOf(hex),
    contentType,
    name,
    contentUrl,
    content:
      content === null
        ? null
        : JSON.stringify(content).replaceAll(
            '{picture}',
            picture === null ? '' : `hosted-content:${picture.id}`,
          ),
  });

export const mark = (one: Attachment): string => `<attachment id="${one.id}"></attachment>`;

export const userMention = (id: number, user: User): Mention => ({
  id,
  mentionText: user.displayName,
  mentioned: { kind: 'user', user },
});
