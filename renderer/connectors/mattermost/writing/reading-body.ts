/** A stored post's body as a document. */
import { type Attachment, type ConversationId, type Message } from '../../../model/index.ts';
import { blocksOfAttachment, blocksOfText, type Block, type Document } from '../../../text/document/index.ts';
import type { MappingContext } from '../context.ts';
import { mentionedIn, readMattermostBody } from '../../../text/mattermost-markdown/index.ts';
import type { ServerSettings } from '../rest/server-settings.ts';

/** The post's text, and under it what hangs on it as Mattermost shows it: cards, quoted posts, pictures. Other files stay files. */
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
  // A plugin's post that is nothing but what its own client draws.
  return {
    blocks: blocks.length > 0 ? blocks : message.attachments.filter(isOther).flatMap(blocksOfAttachment),
  };
};

const isOther = ({ kind }: Attachment): boolean => kind === 'other';

/**
 * A link to a post is shown with what that post says, to those who may read it there. The other side cannot ask who may, so it is
 * written out where it was said here, or where everybody on the server may read it; else the link alone is carried.
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
  // Mattermost's posts are Markdown; whatever else a row may hold is text.
  if (body.format !== 'markdown') return { blocks: blocksOfText(message.plain) };
  return readMattermostBody(body.content, {
    mentioned: mentionedIn(mentions),
    channel: channelsAround(conversationId, context),
    inlineLatex: settings.inlineLatex,
    ...(context.publicUrl === null ? {} : { siteUrl: context.publicUrl }),
  });
};

/** `~name` means a channel of the same team. */
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
