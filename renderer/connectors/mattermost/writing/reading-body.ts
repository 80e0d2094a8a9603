/** A stored post's body as a document. */
import { type Attachment, type ConversationId, type Message } from '../../../model/index.ts';
import { blocksOfAttachment, blocksOfText, type Block, type Document } from '../../../text/document/index.ts';
import type { MappingContext } from '../context.ts';
import { mentionedIn, readMattermostBody } from '../../../text/mattermost-markdown/index.ts';
import type { ServerSettings } from '../rest/server-settings.ts';

/**
 * The post's text, and under it the attachments that Mattermost shows there: cards, quoted posts, pictures. Other files are not in the
 * document.
 */
export const documentOfMessage = (
  message: Message,
  context: MappingContext,
  settings: ServerSettings,
): Document => {
  const text = textOf(message, context, settings);
  const hanging = message.attachments.filter((one) => isShown(one, message, context));
  const pictures = picturesOf(message);
  const blocks = [
    ...text.blocks,
    ...hanging.flatMap(blocksOfAttachment),
    ...(pictures === null ? [] : [pictures]),
  ];
  // A plugin's post may hold nothing that can be read. Then its kind is the text.
  return {
    blocks: blocks.length > 0 ? blocks : message.attachments.filter(isOther).flatMap(blocksOfAttachment),
  };
};

const isOther = ({ kind }: Attachment): boolean => kind === 'other';

/**
 * Whether an attachment's text is carried. Mattermost shows a linked post's text only to people who may read that post. The other service
 * cannot check this, so the text is carried only if the linked post is in the same channel, or in a channel that everybody in its team may
 * read. Else only the link is carried.
 */
const isShown = (attachment: Attachment, message: Message, { ids, directory }: MappingContext): boolean => {
  if (attachment.kind !== 'quote') return !isOther(attachment);
  const channelId =
    attachment.messageId === null ? null : (ids.addressOf(attachment.messageId)?.channelId ?? null);
  if (channelId === null || attachment.plain === '') return false;
  return (
    channelId === ids.channelIdOf(message.conversationId) ||
    directory.channelPlaces.get(channelId)?.open === true
  );
};

const textOf = (message: Message, context: MappingContext, settings: ServerSettings): Document => {
  const { body, conversationId, mentions } = message;
  // Mattermost's posts are Markdown. A body of another format is shown as plain text.
  if (body.format !== 'markdown') return { blocks: blocksOfText(message.plain) };
  return readMattermostBody(body.content, {
    mentioned: mentionedIn(mentions),
    channel: channelsAround(conversationId, context),
    inlineLatex: settings.inlineLatex,
    ...(context.publicUrl === null ? {} : { siteUrl: context.publicUrl }),
  });
};

/** Finds a channel by its name: `~name` means a channel of the same team. */
const channelsAround = (
  conversationId: ConversationId,
  { ids, directory }: MappingContext,
): ((name: string) => ConversationId | null) => {
  const here = directory.channelPlaces.get(ids.channelIdOf(conversationId) ?? '');
  return (name) => {
    if (here === undefined) return null;
    for (const [channelId, place] of directory.channelPlaces)
      if (place.teamId === here.teamId && place.name === name) return ids.conversation(channelId);
    return null;
  };
};

const picturesOf = ({ files }: Message): Block | null => {
  const images = files.filter(({ isImage }) => isImage);
  if (images.length === 0) return null;
  return {
    kind: 'paragraph',
    children: images.map(({ id, name, width, height }) => ({
      kind: 'image',
      source: { kind: 'file', fileId: id },
      alternative: name,
      width,
      height,
    })),
  };
};
