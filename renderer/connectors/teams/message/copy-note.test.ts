import { describe, expect, it } from 'vitest';
import type { DressingNote, LineMark, SharedKey } from '../../../model/index.ts';
import { readCopyNote, writeCopyNote } from './copy-note.ts';

const note = { kind: 'copy', of: 'channelid/postid' as SharedKey, part: 1, parts: 3 } as const;
const html = writeCopyNote(note);

describe('the note of a copy', () => {
  it('is read as it was written', () => expect(readCopyNote(`<p>Hello</p>${html}`)).toEqual(note));

  it.each([
    ['in a paragraph that Teams puts around', `<p>Hello</p><p>${html}</p>`],
    ['before the markers of files', `<p>Hello</p>${html}<attachment id="a-b"></attachment>`],
    ['written in other letters', html.replace('abbr', 'ABBR')],
  ])('is found %s', (_name, body) => expect(readCopyNote(body)).toEqual(note));

  it.each([
    ['there is none', '<p>Hello</p>'],
    ['it was dropped', '<p>Hello</p><abbr></abbr>'],
    ['words follow, as below a quote', `<blockquote>${html}</blockquote><p>Hello</p>`],
    ['it is of a later version', html.replace('isthmus 1', 'isthmus 2')],
    ['its part is none of its parts', html.replace('1/3', '3/3')],
    ['it is cut', html.slice(0, -12)],
  ])('is absent if %s', (_name, body) => expect(readCopyNote(body)).toBeNull());

  it.each<[string, DressingNote, string]>([
    ['nothing', { quotes: false, importance: null, above: [], below: [] }, ' -"'],
    ['a quote', { quotes: true, importance: null, above: [], below: [] }, ' q"'],
    [
      'lines',
      {
        quotes: true,
        importance: 'q1' as LineMark,
        above: ['1ab' as LineMark],
        below: ['2q' as LineMark, 'q' as LineMark],
      },
      ' q!q1^1ab_2q_q"',
    ],
    [
      'the line of its author',
      { speaker: '9z' as LineMark, quotes: true, importance: null, above: ['1ab' as LineMark], below: [] },
      ' q@9z^1ab"',
    ],
  ])('has the parts around the text: %s', (_name, dressing, word) => {
    const said = writeCopyNote({ ...note, part: 0, dressing });
    expect(said).toContain(word);
    expect(readCopyNote(`<p>Hello</p>${said}`)).toEqual({ ...note, part: 0, dressing });
  });

  it.each(['x', '^', '@', 'q^a!', `^${'a'.repeat(31)}`, '^a'.repeat(60), 'a^b', '--', '-q'])(
    'lacks the parts around the text if they have a wrong form (%s); the rest stays',
    (word) => {
      expect(readCopyNote(html.replace('postid"', `postid ${word}"`))).toEqual(note);
    },
  );

  it('is found in short time in hostile bodies', () => {
    expect(readCopyNote('<abbr title="isthmus 1 0/1 '.repeat(100_000))).toBeNull();
    expect(readCopyNote(`${html}${'<p>'.repeat(100_000)}x`)).toBeNull();
    expect(readCopyNote(html.replace('"></abbr>', ` ${'q^a_'.repeat(100_000)}`))).toBeNull();
  });
});
