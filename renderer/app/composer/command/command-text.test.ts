import { describe, expect, it } from 'vitest';
import { paragraph, textInline, type Block, type Document } from '../../../text/document/index.ts';
import { commandIn, triggerOf } from './command-text.ts';

const typed = (...lines: readonly string[]): Document => ({
  blocks: lines.map((line) => paragraph(textInline(line))),
});

describe('a command', () => {
  it('is a text that begins with a slash at the very start', () => {
    expect(commandIn(typed('/away'), null)).toBe('/away');
    expect(commandIn(typed('/header Plan', 'of today '), null)).toBe('/header Plan\nof today');
    expect(commandIn(typed('x'), '/me *waves*')).toBe('/me *waves*');
  });

  it.each([[''], [' /away'], ['and /away'], ['/'], ['/ away'], ['. /away']])('%j is a message', (text) => {
    expect(commandIn(typed(text), null)).toBeNull();
    expect(commandIn(typed('x'), text)).toBeNull();
  });

  it.each<{ readonly first: Block }>([
    { first: { kind: 'quote', authorName: 'Ada', messageId: null, blocks: typed('/away').blocks } },
    { first: { kind: 'quote', authorName: null, messageId: null, blocks: typed('/away').blocks } },
    { first: { kind: 'heading', level: 1, children: [textInline('/away')] } },
    { first: { kind: 'table', header: [[textInline('/away')]], rows: [], alignments: [null] } },
  ])('is a message if another block than a paragraph comes first: %j', ({ first }) => {
    expect(commandIn({ blocks: [first, ...typed('/away').blocks] }, null)).toBeNull();
  });

  it('keeps the signs that Markdown would escape, and writes marks, code and links', () => {
    expect(commandIn(typed('/code a*b_c'), null)).toBe('/code a*b_c');
    const marked: Document = {
      blocks: [
        paragraph(
          textInline('/me '),
          { kind: 'strong', children: [textInline('waves')] },
          { kind: 'code', text: 'x' },
        ),
      ],
    };
    expect(commandIn(marked, null)).toBe('/me **waves**`x`');
  });

  it('has a mention as it is written', () => {
    const document: Document = {
      blocks: [
        paragraph(textInline('/msg '), { kind: 'mention', target: { kind: 'everyone' }, text: '@ruben' }),
      ],
    };
    expect(commandIn(document, null)).toBe('/msg @ruben');
  });

  it('has its name as first word', () => {
    expect([triggerOf('/me waves'), triggerOf('/away'), triggerOf('/code\nx')]).toEqual([
      '/me',
      '/away',
      '/code',
    ]);
  });
});
