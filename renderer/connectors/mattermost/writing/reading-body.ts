/** A stored post's body as a document. */
import {
  blocksOfText,
  type Block,
  type ConversationId,
  type Document,
  type Message,
} from '../../../model/index.ts';
import type { MappingContext } from '../context.ts';
import { mentionedIn, readMattermostBody } from '../document/index.ts';
import type { ServerSettings } from '../serverSettings.ts';

/** The post's text, and under it its pictures as Mattermost shows them; other files only hang on it. */
export const documentOfMessage = (
  message: Message,
  context: MappingContext,
  settings: ServerSettings,
): Document => {
  const text = textOf(message, context, settings);
  const pictures = picturesOf(message);
  return pictures === null ? text : { blocks: [...text.blocks, pictures] };
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
