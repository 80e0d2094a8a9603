import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { documentOfNode } from './from-node.ts';
import { nodeOfDocument } from './to-node.ts';
import { documents } from '../../text/crossing/testing/documents.ts';
import {
  changeInlines,
  inlinesOf,
  isEquivalent,
  runsOf,
  tidyDocument,
  type Document,
  type LinkInline,
} from '../../text/document/index.ts';

/** Neighbouring links with one address are one link in the editor, so here too. */
const joinedLinks = (document: Document): Document =>
  changeInlines(document, (inlines) => {
    let before: LinkInline | null = null;
    return inlinesOf(
      runsOf(inlines).map((run) => {
        const { link } = run;
        before =
          link !== null && before !== null && link.url === before.url && link.title === before.title
            ? before
            : link;
        return { ...run, link: before };
      }),
    );
  });

const all = documents(['strong', 'emphasis', 'strike', 'underline', 'superscript', 'subscript']);

describe('a document in the editor', () => {
  it('is the same when it is read back', () => {
    fc.assert(
      fc.property(all, (any) => {
        const document = tidyDocument(joinedLinks(tidyDocument(any)));
        const back = documentOfNode(nodeOfDocument(document));
        expect(isEquivalent(back, document)).toBe(true);
        expect(tidyDocument(back)).toEqual(document);
      }),
      { numRuns: 400 },
    );
  });

  it('is the same after it was stored as a draft and opened again', () => {
    fc.assert(
      fc.property(all, (document) => {
        const node = nodeOfDocument(document);
        node.check();
        const again = nodeOfDocument(JSON.parse(JSON.stringify(documentOfNode(node))) as Document);
        expect(again.eq(node)).toBe(true);
      }),
      { numRuns: 400 },
    );
  });

  it('keeps empty lines and white space at the end, because people go on typing there', () => {
    const document: Document = {
      blocks: [
        { kind: 'paragraph', children: [{ kind: 'text', text: 'one ' }] },
        { kind: 'paragraph', children: [] },
        { kind: 'code', language: 'python', text: 'if x:\n    y()\n' },
      ],
    };
    expect(documentOfNode(nodeOfDocument(document))).toEqual(document);
  });

  it('keeps the person of a mention, the picture of an emoji, and the quoted message', () => {
    const document: Document = {
      blocks: [
        {
          kind: 'quote',
          authorName: 'Ada',
          messageId: 't/c/1' as never,
          blocks: [{ kind: 'paragraph', children: [{ kind: 'text', text: 'said' }] }],
        },
        {
          kind: 'paragraph',
          children: [
            { kind: 'mention', target: { kind: 'person', personId: 'm/u' as never }, text: '@ada' },
            { kind: 'emoji', emoji: null, name: 'parrot', fileId: 'f' as never },
          ],
        },
      ],
    };
    expect(documentOfNode(nodeOfDocument(document))).toEqual(document);
  });

  it('is one empty line if it has no blocks', () => {
    expect(documentOfNode(nodeOfDocument({ blocks: [] }))).toEqual({
      blocks: [{ kind: 'paragraph', children: [] }],
    });
  });
});
