/** Long messages in parts: each fits, no text is lost, and the cuts are where a person would cut. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mattermostLength, writeMattermostBody } from '../../mattermost-markdown/index.ts';
import { teamsBodySize, writeTeamsBody } from '../../teams-html/index.ts';
import type { PersonId } from '../../../model/index.ts';
import type { Block, Document, Inline } from '../index.ts';
import { paragraph, plainOfDocument, textInline, tidyDocument } from '../index.ts';
import { splitDocument, type Fits } from './split.ts';
import { withSubject } from '../subject.ts';
import { mattermostWriting, teamsWriting } from '../../crossing/testing/crossing.ts';
import { documents } from '../../crossing/testing/documents.ts';

const text = textInline;
const inMattermost =
  (limit: number): Fits =>
  (document) =>
    mattermostLength(writeMattermostBody(document, mattermostWriting)) <= limit;
const inTeams =
  (limit: number): Fits =>
  (document) =>
    teamsBodySize(writeTeamsBody(document, teamsWriting)) <= limit;
const plain = (...parts: readonly Document[]): string =>
  parts.map(plainOfDocument).join('\n').replace(/\s+/g, '');
const plains = (parts: readonly Document[]): string[] => parts.map(plainOfDocument);
const words = (count: number, word = 'word'): string =>
  Array.from({ length: count }, (_, at) => `${word}${at}`).join(' ');

describe('a long document', () => {
  it('that fits is one part', () => {
    const document: Document = { blocks: [paragraph(text('a'))] };
    expect(splitDocument(document, inMattermost(100))).toEqual([document]);
  });

  it('is cut between blocks', () => {
    const blocks = ['a', 'b', 'c', 'd'].map((name) => paragraph(text(name.repeat(40))));
    expect(plains(splitDocument({ blocks }, inMattermost(90)))).toEqual([
      `${'a'.repeat(40)}\n${'b'.repeat(40)}`,
      `${'c'.repeat(40)}\n${'d'.repeat(40)}`,
    ]);
  });

  it('does not end a part with a heading', () => {
    const blocks: Block[] = [
      paragraph(text('a'.repeat(40))),
      { kind: 'heading', level: 2, children: [text('head')] },
      paragraph(text('b'.repeat(60))),
    ];
    expect(plains(splitDocument({ blocks }, inMattermost(80)))).toEqual([
      'a'.repeat(40),
      `head\n${'b'.repeat(60)}`,
    ]);
  });

  it('is cut at the end of a sentence, or else of a word', () => {
    const parts = splitDocument(
      { blocks: [paragraph(text('One two. Three four. Five six seven.'))] },
      inMattermost(25),
    );
    expect(plains(parts)).toEqual(['One two. Three four.', 'Five six seven.']);
    expect(plains(splitDocument({ blocks: [paragraph(text('aaaa bbbb cccc'))] }, inMattermost(11)))).toEqual([
      'aaaa bbbb',
      'cccc',
    ]);
  });

  it('is never cut within a grapheme', () => {
    const family = '👩‍👩‍👧';
    const parts = plains(splitDocument({ blocks: [paragraph(text(family.repeat(10)))] }, inMattermost(12)));
    expect(parts.join('')).toBe(family.repeat(10));
    for (const part of parts) expect(part.length % family.length).toBe(0);
  });

  it('is never cut within a link or a mention', () => {
    const link: Inline = {
      kind: 'link',
      url: 'https://x.example/',
      title: '',
      children: [text('several words here')],
    };
    const ada: Inline = {
      kind: 'mention',
      target: { kind: 'person', personId: 'account/user/1' as PersonId },
      text: 'Ada Okafor',
    };
    const parts = splitDocument(
      { blocks: [paragraph(text('some words before '), link, text(' and '), ada, text(' after all of it'))] },
      inMattermost(50),
    );
    const written = parts.map((part) => writeMattermostBody(part, mattermostWriting));
    expect(written.filter((part) => part.includes('[several words here](https://x.example/)'))).toHaveLength(
      1,
    );
    expect(written.filter((part) => part.includes('@ada'))).toHaveLength(1);
    expect(written.every((part) => part.length <= 50)).toBe(true);
  });

  it('continues with the next number of its list', () => {
    const items = [1, 2, 3].map((at) => ({
      checked: null,
      blocks: [paragraph(text(`item ${at} ${'x'.repeat(20)}`))],
    }));
    const parts = splitDocument(
      { blocks: [{ kind: 'list', ordered: true, start: 4, items }] },
      inMattermost(70),
    );
    expect(parts.map((part) => writeMattermostBody(part, mattermostWriting).split(' ')[0])).toEqual([
      '4.',
      '6.',
    ]);
  });

  it('repeats the header of its table', () => {
    const rows = [1, 2, 3, 4].map((at) => [[text(`row ${at}`)], [text('x'.repeat(10))]]);
    const parts = splitDocument(
      { blocks: [{ kind: 'table', alignments: [], header: [[text('name')], [text('value')]], rows }] },
      inMattermost(90),
    );
    expect(parts.length).toBeGreaterThan(1);
    for (const part of parts)
      expect(writeMattermostBody(part, mattermostWriting)).toMatch(/^\| name \| value \|\n/);
    expect(
      plains(parts)
        .join('\n')
        .match(/row \d/g),
    ).toEqual(['row 1', 'row 2', 'row 3', 'row 4']);
  });

  it('opens the fence of its code again in each part', () => {
    const code = Array.from({ length: 8 }, (_, at) => `  line ${at}`).join('\n');
    const parts = splitDocument(
      { blocks: [{ kind: 'code', language: 'python', text: code }] },
      inMattermost(60),
    );
    const written = parts.map((part) => writeMattermostBody(part, mattermostWriting));
    expect(written.length).toBeGreaterThan(1);
    for (const part of written) expect(part).toMatch(/^```python\n {2}line [^]*\n```$/);
  });

  it('names the author of a quote once', () => {
    const quote: Block = {
      kind: 'quote',
      authorName: 'Ada',
      messageId: null,
      blocks: [paragraph(text(words(10))), paragraph(text(words(10, 'other')))],
    };
    const parts = splitDocument({ blocks: [quote] }, inMattermost(90));
    expect(plains(parts).filter((part) => part.includes('Ada'))).toHaveLength(1);
    for (const part of parts) expect(writeMattermostBody(part, mattermostWriting)).toMatch(/^> /);
  });

  it('fits the real limits: a 100 KB text on both sides', () => {
    const document: Document = { blocks: [paragraph(text(words(14_000)))] };
    for (const fits of [inMattermost(16_383), inTeams(28_000)]) {
      const parts = splitDocument(document, fits);
      expect(parts.every(fits)).toBe(true);
      expect(parts.length).toBeLessThan(12);
      expect(plain(...parts)).toBe(plain(document));
    }
  });

  it('is cut within a link or code only if that is too long even alone', () => {
    const long = words(30);
    const link: Inline = { kind: 'link', url: 'https://x.example/', title: '', children: [text(long)] };
    for (const inline of [link, { kind: 'code', text: long } as const]) {
      const parts = splitDocument({ blocks: [paragraph(inline)] }, inMattermost(120));
      expect(parts.every(inMattermost(120))).toBe(true);
      expect(plain(...parts)).toBe(long.replaceAll(' ', ''));
    }
  });

  it('ends also if no text fits', () => {
    const parts = splitDocument({ blocks: [paragraph(text('abc')), { kind: 'rule' }] }, () => false);
    expect(plain(...parts)).toBe('abc');
  });
});

/** A header is repeated on purpose. */
const withoutHeaders = (document: Document): Document => ({
  blocks: document.blocks.map((block) => (block.kind === 'table' ? { ...block, header: null } : block)),
});

/** Long, and of parts (links, mentions) that each fit well. */
const long: fc.Arbitrary<Document> = fc
  .array(documents().map(withoutHeaders), { minLength: 2, maxLength: 5 })
  .map((some) => ({ blocks: some.flatMap(({ blocks }) => blocks) }));

describe('documents of every kind', () => {
  it.each([
    ['Mattermost', inMattermost(600)],
    ['Teams', inTeams(1_000)],
  ] as const)('cut for %s have the same text, fit, and are cut the same way again', (_name, fits) => {
    fc.assert(
      fc.property(long, (document) => {
        const parts = splitDocument(document, fits);
        expect(plain(...parts)).toBe(plain(tidyDocument(document)));
        expect(parts.every(fits)).toBe(true);
        expect(splitDocument(document, fits)).toEqual(parts);
      }),
      { numRuns: Number(process.env.RUNS ?? 60), seed: Number(process.env.SEED ?? 4) },
    );
  });
});

describe('a subject', () => {
  it('is a heading over the text', () => {
    const document: Document = { blocks: [paragraph(text('a'))] };
    expect(writeMattermostBody(withSubject(document, 'News #1'), mattermostWriting)).toBe('## News #1\n\na');
    expect(withSubject(document, '')).toBe(document);
    expect(withSubject(document, null)).toBe(document);
  });
});
