/** The whole text of a message, for the clipboard. */
import type { Message } from '../../model/index.ts';
import { plainOfDocument, type Document } from '../../text/document/index.ts';
import { writeMattermostBody } from '../../text/mattermost-markdown/index.ts';
import type { ShownBodies } from '../world/shown-body.ts';

/** A bound: the longest message of either service has fewer parts. */
const allParts = 64;

/** As plain text, or as Markdown in which mentions are the names that are shown. `site`: as `ShownBodies.of` takes it. */
export const messageText = (
  message: Message,
  as: 'plain' | 'markdown',
  bodies: Pick<ShownBodies, 'of'>,
  site: string | null,
): string => {
  const { document } = bodies.of(message, allParts, site);
  return as === 'plain' ? plainOfDocument(document).trim() : markdownOf(document);
};

/** The document as Mattermost’s Markdown, without white space at its ends. Mentions are written as names. */
export const markdownOf = (document: Document): string =>
  writeMattermostBody(document, { mention: () => null }).trim();
