/** How much fits into one message of Teams. */
import type { Document } from '../../../../text/document/index.ts';
import { teamsBodySize, writeTeamsBody } from '../../../../text/teams-html/index.ts';

/** Teams takes ten files with a message. */
export const filesPerMessage = 10;

/**
 * About 28 KB is the whole message: text, links, mentions, attachments, reactions (facts, graph §2). Of 28,000 bytes 8,000 are left
 * for what comes to the body: ten files at up to 600 bytes with their markers, a quote's preview, a subject, reactions later on.
 * Facts do not tell in which encoding the service counts; here it is the JSON in UTF-8, as it travels.
 */
export const longest = 28_000 - 8_000;

const anybody = '00000000-0000-0000-0000-000000000000';

/** The bytes that a document takes of `longest`, every mention taken for one of a person. */
export const measure = (document: Document): number =>
  teamsBodySize(
    writeTeamsBody(document, {
      mention: (_target, text) => ({ kind: 'user', id: anybody, displayName: text }),
      picture: () => '../hostedContents/10/$value',
    }),
  );

/** Pictures in the body of a message: about 4 MB (facts, graph §2), counted as the base64 in which they travel. */
export const picturesPerMessage = 4 * 1024 * 1024;
export const largestPicture = 3 * 1024 * 1024;
