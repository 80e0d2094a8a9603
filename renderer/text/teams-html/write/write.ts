/** A document as the body of a Teams message: the HTML that Graph accepts on send, with its mentions. */
import type { Document } from '../../document/index.ts';
import { tidyDocument, withoutLooks } from '../../document/index.ts';
import { writeHtmlBlocks } from './write-blocks.ts';
import type { TeamsBody, TeamsWriting } from './writing.ts';

/** Writes a document. Markers of quoted messages stand where the quotes do, which Graph wants first; those of files come last. */
export const writeTeamsBody = (document: Document, how: TeamsWriting): TeamsBody => {
  const { html, mentions } = writeHtmlBlocks(tidyDocument(withoutLooks(document)).blocks, how);
  const markers = (how.attachmentIds ?? []).map((id) => `<attachment id="${id}"></attachment>`).join('');
  return { contentType: 'html', content: html + markers, mentions };
};

/** The bytes that a body and its mentions take of Graph's 28 KB (facts, graph §2), as they are sent. */
export const teamsBodySize = ({ contentType, content, mentions }: TeamsBody): number =>
  new TextEncoder().encode(JSON.stringify({ body: { contentType, content }, mentions })).length;
