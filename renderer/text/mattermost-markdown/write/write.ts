/** A document as the Markdown of a post. */
import type { Document } from '../../document/index.ts';
import { degradeForMattermost } from './degrade.ts';
import { writeMarkdownBlocks } from './write-blocks.ts';
import type { MattermostWriting } from './writing.ts';

/** Writes a document. Every line break of it is one in the Markdown, as Mattermost shows them. */
export const writeMattermostBody = (document: Document, how: MattermostWriting): string =>
  writeMarkdownBlocks(degradeForMattermost(document, how).blocks, how);

/** How long a post is for Mattermost's limit, which counts characters, not UTF-16 units (facts, mattermost: 16,383). */
export const mattermostLength = (markdown: string): number => {
  let length = markdown.length;
  for (let at = 0; at < markdown.length; at += 1) {
    const unit = markdown.charCodeAt(at);
    if (unit >= 0xd800 && unit < 0xdc00 && (markdown.charCodeAt(at + 1) & 0xfc00) === 0xdc00) {
      length -= 1;
      at += 1;
    }
  }
  return length;
};
