/** A Teams message's body, with what hangs on the message, as a document. */
import type { Attachment, Message } from '../../../model/index.ts';
import type { Document } from '../../document/index.ts';
import { plainOfDocument, tidyDocument } from '../../document/index.ts';
import { filesBySource, PlacedAttachments } from './attachments.ts';
import { mentionFinder } from './mentions.ts';
import { elementsNamed, htmlNodes, type HtmlNode } from './nodes.ts';
import { readBlocks } from './read-blocks.ts';
import { linkedBlocksOfText } from '../../linked-text.ts';
import { mediaIn, type BodyMedia } from './media/media.ts';
import { otherRecordings } from './media/body-recordings.ts';

/** What of a message its document is made of. */
export type TeamsMessageBody = Pick<Message, 'body' | 'mentions' | 'attachments' | 'files'>;

/**
 * Reads a message as the mirror has it. A body of type text is text, whatever it looks like (facts, teams-plugin §5.1: the plugin
 * took it for HTML). Attached files are not part of the document; pictures in the body are, by their file's id.
 */
export const readTeamsBody = ({ body, mentions, attachments, files }: TeamsMessageBody): Document => {
  const isHtml = body.format === 'html';
  const nodes = isHtml ? htmlNodes(body.content) : [];
  const pictures = filesBySource(files);
  const placed = new PlacedAttachments(
    { attachments: withoutRecordings(nodes, attachments), files },
    pictures,
    () => elementsNamed(nodes, 'attachment').map(({ attributes }) => attributes.id ?? ''),
  );
  const blocks = isHtml
    ? readBlocks(nodes, {
        mentioned: mentionFinder(nodes, mentions),
        files: pictures,
        attached: (id) => placed.take(id),
      })
    : linkedBlocksOfText(body.content.replaceAll('\u00a0', ' '));
  return tidyDocument({ blocks: [...placed.before, ...blocks, ...placed.after] });
};

/** The text of a body, parsed once: what stands in it beside the words tells which files the message has, and those are known when it is read. */
export interface OpenedText extends BodyMedia {
  /** The document of the body alone: what hangs on the message is left out, recordings of the body with it. */
  readonly read: (known: Pick<TeamsMessageBody, 'mentions' | 'files'>) => Document;
}

/** Opens a body of Teams. Any text will do, well-formed or not; one of type text is text, whatever it looks like. */
export const openTeamsText = ({ format, content }: TeamsMessageBody['body']): OpenedText => {
  if (format !== 'html')
    return {
      pictures: [],
      recordings: [],
      read: () => tidyDocument({ blocks: linkedBlocksOfText(content.replaceAll('\u00a0', ' ')) }),
    };
  const nodes = htmlNodes(content);
  return {
    ...mediaIn(nodes),
    read: ({ mentions, files }) =>
      tidyDocument({
        blocks: readBlocks(nodes, {
          mentioned: mentionFinder(nodes, mentions),
          files: filesBySource(files),
          attached: () => [],
          hasRecordings: false,
        }),
      }),
  };
};

/** HTML as plain text: what a person reads of it, line by line. */
export const plainOfHtml = (html: string): string =>
  plainOfDocument(openTeamsText({ format: 'html', content: html }).read({ mentions: [], files: [] }));

/** Recordings of the body hang on the message for who only looks at that, after all else; here they stand in their place. */
const withoutRecordings = (
  nodes: readonly HtmlNode[],
  attachments: readonly Attachment[],
): readonly Attachment[] => {
  if (attachments.at(-1)?.kind !== 'recording') return attachments;
  let inBody = otherRecordings(mediaIn(nodes).recordings).length;
  let end = attachments.length;
  for (; inBody > 0 && attachments[end - 1]?.kind === 'recording'; inBody -= 1) end -= 1;
  return attachments.slice(0, end);
};
