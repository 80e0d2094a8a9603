import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { FileId, PersonId } from '../../model/index.ts';
import { documents } from '../../text/crossing/testing/documents.ts';
import {
  paragraph,
  textInline,
  tidyDocument,
  type Block,
  type Document,
  type Leaf,
} from '../../text/document/index.ts';
import { documentOfSource, know, knownLeaves, sourceOfDocument } from './source.ts';

const ada: Leaf = {
  kind: 'mention',
  target: { kind: 'person', personId: 'm/ada' as PersonId },
  text: '@ada_o',
};
const clara: Leaf = {
  kind: 'mention',
  target: { kind: 'person', personId: 't/clara' as PersonId },
  text: 'Clara Weber',
};
const underlined: Block = paragraph({ kind: 'underline', children: [textInline('only Teams')] });
const read = (source: string, before: Document = { blocks: [] }): Document =>
  documentOfSource(source, before, knownLeaves(before));

describe('the Markdown source', () => {
  it('has the signs that people type', () => {
    const document: Document = {
      blocks: [
        paragraph(
          { kind: 'strong', children: [textInline('bold')] },
          textInline(' for '),
          ada,
          textInline(', '),
          clara,
        ),
        { kind: 'code', language: 'js', text: 'a' },
      ],
    };
    expect(sourceOfDocument(document)).toBe('**bold** for @ada_o, @Clara Weber\n\n```js\na\n```');
  });

  it('gives the same document if nobody changed it, whatever it contains', () => {
    fc.assert(
      fc.property(documents(['strong', 'underline', 'superscript']), (document) => {
        expect(read(sourceOfDocument(document), document)).toBe(document);
      }),
      { numRuns: 200 },
    );
  });

  it('keeps every other block if one place is changed', () => {
    fc.assert(
      fc.property(documents(['strong', 'underline', 'superscript']), fc.nat(), (document, at) => {
        const index = at % (document.blocks.length + 1);
        const parts = document.blocks.map((block) => sourceOfDocument({ blocks: [block] }));
        const source = [...parts.slice(0, index), 'new words', ...parts.slice(index)].join('\n\n');
        const { blocks } = read(source, document);
        const kept = blocks.filter((block) => document.blocks.includes(block));
        expect(kept).toEqual(document.blocks);
        expect(blocks).toHaveLength(document.blocks.length + 1);
      }),
      { numRuns: 200 },
    );
  });

  it('gives an empty document if it is empty', () => {
    expect(read('')).toEqual({ blocks: [] });
    expect(read('', { blocks: [underlined] })).toEqual({ blocks: [] });
  });

  it('is read by Mattermost’s rules, also line breaks and emoji', () => {
    expect(read('a *b* :smile:\nc')).toEqual({
      blocks: [
        paragraph(
          textInline('a '),
          { kind: 'emphasis', children: [textInline('b')] },
          textInline(' '),
          { kind: 'emoji', emoji: '😄', name: 'smile' },
          { kind: 'break' },
          textInline('c'),
        ),
      ],
    });
  });
});

describe('in a changed block', () => {
  const before: Document = { blocks: [paragraph(ada, textInline(' and '), clara)] };

  it('mentions keep their people, in any order and in small letters', () => {
    expect(read('now @clara weber, then @ada_o!', before)).toEqual({
      blocks: [paragraph(textInline('now '), clara, textInline(', then '), ada, textInline('!'))],
    });
  });

  it('a longer name, an address and code are no mentions', () => {
    const { blocks } = read('@ada_ops x@ada_o.example `@ada_o` Clara Weber', before);
    expect(JSON.stringify(blocks)).not.toContain('"mention"');
  });

  it('a person who was chosen from the list is mentioned', () => {
    const known = knownLeaves({ blocks: [] });
    know(known, ada);
    expect(documentOfSource('hi @ada_o', { blocks: [] }, known)).toEqual({
      blocks: [paragraph(textInline('hi '), ada)],
    });
  });

  it('a picture of the message keeps its file', () => {
    const picture: Leaf = {
      kind: 'image',
      source: { kind: 'file', fileId: 'm/file 1' as FileId },
      alternative: 'plan',
      width: 20,
      height: 10,
    };
    const document: Document = { blocks: [paragraph(textInline('see '), picture)] };
    const { blocks } = read(`${sourceOfDocument(document)} now`, document);
    expect(tidyDocument({ blocks }).blocks).toEqual([
      paragraph(textInline('see '), picture, textInline(' now')),
    ]);
  });

  it('custom emoji stay emoji', () => {
    const parrot: Leaf = { kind: 'emoji', emoji: null, name: 'partyparrot' };
    const document: Document = { blocks: [paragraph(parrot)] };
    expect(read('so :partyparrot:', document)).toEqual({ blocks: [paragraph(textInline('so '), parrot)] });
  });
});
