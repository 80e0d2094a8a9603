import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { documents } from '../crossing/testing/documents.ts';
import { teamsBodies } from '../crossing/testing/teams-html.ts';
import { fromHtml } from '../crossing/testing/crossing.ts';
import { paragraph, textInline, type Document } from './document.ts';
import { tidyDocument } from './tidy.ts';

const runs = { numRuns: Number(process.env.RUNS ?? 200), seed: Number(process.env.SEED ?? 5) };
const anyMark = ['strong', 'emphasis', 'strike', 'underline', 'superscript', 'subscript'] as const;

describe('the normal form of a document', () => {
  // Writers rely on it: they do not ask again for the normal form of a document that has it.
  it.each([
    ['any document', documents(anyMark)],
    ['what is read from Teams', teamsBodies.map(fromHtml)],
  ])('is its own normal form, for %s', (_of, some) => {
    fc.assert(
      fc.property(some, (document) => {
        const tidy = tidyDocument(document);
        // A copy, of which nothing is known.
        expect(tidyDocument({ blocks: tidy.blocks })).toEqual(tidy);
      }),
      runs,
    );
  });

  it('is the same object if the document has it already, so that a second call costs nothing', () => {
    const tidy = tidyDocument({ blocks: [paragraph(textInline(' a '))] });
    expect(tidy).toEqual({ blocks: [paragraph(textInline('a'))] });
    expect(tidyDocument(tidy)).toBe(tidy);
  });

  it('of a paragraph of one text has no white space at the ends, and is empty for white space alone', () => {
    const one = (text: string): Document => ({ blocks: [paragraph(textInline(text))] });
    expect(tidyDocument(one('a  b'))).toEqual(one('a  b'));
    expect(tidyDocument(one('\u00a0a\t'))).toEqual(one('a'));
    expect(tidyDocument(one(' \u00a0'))).toEqual({ blocks: [] });
    expect(tidyDocument(one('a \n b'))).toEqual({
      blocks: [paragraph(textInline('a'), { kind: 'break' }, textInline('b'))],
    });
  });
});
