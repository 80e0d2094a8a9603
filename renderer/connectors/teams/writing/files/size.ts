/** How much fits into one message of Teams. */
import type { Document } from '../../../../text/document/index.ts';
import { teamsBodySize, writeTeamsBody } from '../../../../text/teams-html/index.ts';

/** Teams takes ten files with a message. */
export const filesPerMessage = 10;

/**
 * About 28 KB is the whole message: text, links, mentions, attachments, reactions (facts, graph §2). Of 28,000 bytes, 8,000 are left for
 * all that is added to the body: ten files with markers, at up to 600 bytes each, a quote's preview, a subject, later reactions. Microsoft
 * does not say in which encoding the service counts; here it is JSON in UTF-8, as it is sent.
 */
export const longest = 28_000 - 8_000;

const anybody = '00000000-0000-0000-0000-000000000000';

/** How many bytes of `longest` a document needs. Every mention counts as one of a person. */
export const measure = (document: Document): number =>
  teamsBodySize(
    writeTeamsBody(document, {
      mention: (_target, text) => ({ kind: 'user', id: anybody, displayName: text }),
      picture: () => '../hostedContents/10/$value',
    }),
  );

/** Pictures in the body of a message: about 4 MB (facts, graph §2), counted in the base64 in which they are sent. */
export const picturesPerMessage = 4 * 1024 * 1024;
export const largestPicture = 3 * 1024 * 1024;
