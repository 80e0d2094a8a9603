/** The messages that a draft becomes: their parts, and how edits make one text of them again. */
import { describe, expect, it } from 'vitest';
import type { Draft, UploadedFile } from '../../../connectors/writing.ts';
import { type FileId, type MessageId } from '../../../model/index.ts';
import {
  canonicalForm,
  paragraph,
  plainOfDocument,
  textInline,
  type Block,
  type Document,
} from '../../../text/document/index.ts';
import { joinParts, partsOf, presentCopies, type Limits } from './parts.ts';

const limits: Limits = {
  longest: 100,
  measure: (document) => plainOfDocument(document).length,
  filesPerMessage: 3,
};
const draft = (over: Partial<Draft> = {}): Draft => ({
  document: { blocks: [paragraph(textInline('hello'))] },
  subject: null,
  importance: 'normal',
  threadId: '',
  quotes: null,
  files: [],
  ...over,
});
const file = (name: string, of: string | null = null): UploadedFile => ({
  handle: name,
  name,
  of: of as FileId | null,
});
const picture = (of: string): Block =>
  paragraph({
    kind: 'image',
    source: { kind: 'file', fileId: of as FileId },
    alternative: '',
    width: null,
    height: null,
  });
const words = (count: number, of = 'word'): Block => paragraph(textInline(`${of} `.repeat(count).trim()));
const said = (parts: readonly Draft[]): string[] => parts.map(({ document }) => plainOfDocument(document));

describe('the messages that a draft becomes', () => {
  it('are one if it fits', () => {
    expect(partsOf(draft(), limits)).toEqual([draft()]);
    expect(partsOf(draft({ document: { blocks: [] } }), limits)).toHaveLength(1);
  });

  it('have the whole content, in order; subject, importance and quote are in the first', () => {
    const long = draft({
      document: { blocks: [words(12, 'one'), words(12, 'two'), words(11, 'three')] },
      subject: 'News',
      importance: 'urgent',
      threadId: 'root' as MessageId,
      quotes: 'quoted' as MessageId,
    });
    const parts = partsOf(long, limits);
    expect(said(parts).join('\n')).toBe(plainOfDocument(long.document));
    expect(parts.map(({ subject }) => subject)).toEqual(['News', null, null]);
    expect(parts.map(({ importance }) => importance)).toEqual(['urgent', 'normal', 'normal']);
    expect(parts.map(({ quotes }) => quotes)).toEqual(['quoted', null, null]);
    expect(new Set(parts.map(({ threadId }) => threadId))).toEqual(new Set(['root']));
  });

  it('leave room for the line that stands for importance', () => {
    const nearly = draft({ document: { blocks: [words(18)] } });
    expect(partsOf(nearly, limits)).toHaveLength(1);
    expect(partsOf({ ...nearly, importance: 'important' }, limits)).toHaveLength(2);
  });

  it('have as many files each as allowed, and the rest follows', () => {
    const files = ['a', 'b', 'c', 'd', 'e', 'f', 'g'].map((name) => file(name));
    const parts = partsOf(draft({ files }), limits);
    expect(parts.map((part) => part.files.map(({ name }) => name).join(''))).toEqual(['abc', 'def', 'g']);
    expect(said(parts)).toEqual(['hello', '', '']);
    expect(partsOf(draft({ files }), { ...limits, filesPerMessage: null })).toHaveLength(1);
  });

  it('have a picture where the text shows it, and other files in the last one', () => {
    const document: Document = { blocks: [words(18, 'one'), picture('p'), words(18, 'two')] };
    const parts = partsOf(draft({ document, files: [file('plan'), file('picture', 'p')] }), limits);
    expect(parts).toHaveLength(2);
    const shows = parts.findIndex(({ document: { blocks } }) => JSON.stringify(blocks).includes('"p"'));
    expect(parts[shows]?.files.map(({ name }) => name)).toContain('picture');
    expect(parts[1]?.files.map(({ name }) => name)).toContain('plan');
  });
});

describe('parts are one text again', () => {
  const table = (rows: number): Block => ({
    kind: 'table',
    alignments: [null],
    header: [[textInline('head')]],
    rows: Array.from({ length: rows }, (_, at) => [[textInline(`row ${at} of the table`)]]),
  });
  const list = (start: number): Block => ({
    kind: 'list',
    ordered: true,
    start,
    items: Array.from({ length: 12 }, (_, at) => ({
      checked: null,
      blocks: [paragraph(textInline(`item ${at} of the list`))],
    })),
  });
  it.each<readonly [string, Document]>([
    ['paragraphs', { blocks: [words(15), words(15), words(15)] }],
    [
      'code',
      { blocks: [{ kind: 'code', language: 'go', text: 'line of code\n  more\n'.repeat(20).trim() }] },
    ],
    ['a table', { blocks: [words(3), table(12), words(3)] }],
    ['a numbered list', { blocks: [list(5)] }],
  ])('%s', (_name, document) => {
    const parts = partsOf(draft({ document }), limits);
    expect(parts.length).toBeGreaterThan(1);
    expect(canonicalForm(joinParts(parts.map((part) => part.document)))).toEqual(canonicalForm(document));
  });

  it('but not if they only look similar', () => {
    const code = (language: string): Document => ({ blocks: [{ kind: 'code', language, text: 'x' }] });
    expect(joinParts([code('go'), code('c')]).blocks).toHaveLength(2);
    expect(joinParts([{ blocks: [list(1)] }, { blocks: [list(1)] }]).blocks).toHaveLength(2);
    expect(joinParts([]).blocks).toEqual([]);
  });

  it('are only the copies that were not deleted', () => {
    expect(presentCopies(['a' as MessageId, null, 'b' as MessageId])).toEqual(['a', 'b']);
  });
});
