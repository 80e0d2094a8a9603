/** The lines added around a copy's text are removed by the note about them, in any wording, also if people changed them there. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { message } from '../../../../test/support/rows.ts';
import type { DressingNote, Note } from '../../../model/index.ts';
import {
  type Block,
  type Document,
  lineMarkOf,
  paragraph,
  plainOfDocument,
  textInline,
} from '../../../text/document/index.ts';
import { mattermostWriting, teamsWriting } from '../../../text/crossing/testing/crossing.ts';
import { readMattermostBody, writeMattermostBody } from '../../../text/mattermost-markdown/index.ts';
import { readTeamsBody, writeTeamsBody } from '../../../text/teams-html/index.ts';
import { dressingOf, noteOfDressing } from './dressing.ts';
import { dressingSeen, notedDressing, undressed } from './undressing.ts';

const line = (text: string): Block => paragraph(textInline(text));
const documentOf = (...blocks: readonly Block[]): Document => ({ blocks });
const quote: Block = { kind: 'quote', authorName: 'Ben', messageId: null, blocks: [line('tide?')] };
const picture: Block = paragraph({
  kind: 'image',
  source: { kind: 'file', fileId: 'f' as never },
  alternative: 'a.png',
  width: null,
  height: null,
});

// Words that no version of Isthmus has ever written.
const urgent = line('DRINGEND!');
const late = line('Geschrieben am 21. September 2026');
const missing = line('Anhang plan.zip: zu gross');
const own = line('yes');
const dressing = { speaker: null, above: [quote, late], below: [missing] };
const noted: DressingNote = { ...noteOfDressing(dressing), importance: lineMarkOf(urgent) };

describe('the added lines are removed', () => {
  it.each<[string, readonly Block[], string]>([
    ['as it was written', [urgent, quote, late, own, missing], 'yes'],
    ['with pictures below', [urgent, quote, late, own, missing, picture], 'yes'],
    ['when the text was edited by hand', [urgent, quote, late, line('no'), missing], 'no'],
    ['when something was written before it', [line('look'), late, own, missing], 'look\nyes'],
    ['when something was written below it', [urgent, quote, late, own, missing, line('more')], 'yes\nmore'],
    ['when some of it was deleted by hand', [quote, own], 'yes'],
    ['when all of it was deleted by hand', [own], 'yes'],
    [
      'and nothing like it',
      [late, own, line('Geschrieben am 22. September 2026')],
      'yes\nGeschrieben am 22. September 2026',
    ],
  ])('%s', (_name, copy, text) => {
    expect(plainOfDocument(undressed(documentOf(...copy), documentOf(own), noted))).toBe(text);
  });

  it('and added to the edited text again, except the line that the writer adds', () => {
    const copy = documentOf(urgent, quote, late, own, missing);
    expect(dressingSeen(documentOf(own), copy, noted)).toEqual(dressing);
    const deleted = documentOf(own, missing);
    expect(dressingSeen(documentOf(own), deleted, noted)).toEqual({
      speaker: null,
      above: [],
      below: [missing],
    });
  });

  it('and an equal line of the text itself stays', () => {
    const said = documentOf(late, own);
    expect(undressed(documentOf(quote, late, late, own, missing), said, noted)).toEqual(said);
    expect(undressed(said, said, noted)).toEqual(said);
  });
});

describe('a note that a text has no added lines', () => {
  const nothing = noteOfDressing({ speaker: null, above: [], below: [] });
  it.each<[string, Block]>([
    ['a quote', quote],
    ['a line that reads like one of ours', line('Written 2026-09-21 09:05 UTC')],
    ['a word that reads like one of ours', line('IMPORTANT!')],
    ['a paper clip', line('\u{1f4ce} plan.zip')],
  ])('keeps %s of another person there as text', (_name, block) => {
    for (const copy of [documentOf(block, own), documentOf(own, block)])
      expect(undressed(copy, documentOf(own), nothing)).toEqual(copy);
  });
});

describe('the note', () => {
  it('is the one of the first copy, else the row’s; without one the wording of earlier versions decides', () => {
    const mark: Note = { kind: 'mark', origin: 'teams', teams: [], part: 0, parts: 1, dressing: noted };
    const before: Note = { kind: 'mark', origin: 'teams', teams: [], part: 0, parts: 1 };
    const other = noteOfDressing({ speaker: null, above: [], below: [] });
    expect(notedDressing({ dressing: other }, [message('a', { note: mark })])).toBe(noted);
    expect(notedDressing({ dressing: other }, [message('a', { note: before })])).toBe(other);
    expect(notedDressing({ dressing: other }, [])).toBe(other);
    expect(notedDressing(null, [message('a')])).toBeNull();
    const copy = documentOf(
      line('URGENT!'),
      line('Written 2026-09-21 09:05 UTC'),
      own,
      line('\u{1f4ce} a.zip'),
    );
    expect(undressed(copy, documentOf(own), null)).toEqual(documentOf(own));
  });

  it('applies to the forms that both services make of a line, with any file name', () => {
    const name = fc.oneof(
      fc.string({ minLength: 1, maxLength: 40 }),
      fc.string({ unit: 'grapheme', minLength: 1, maxLength: 20 }),
      fc.constantFrom(
        'a_b*c.txt',
        '<b>.zip',
        '@all.txt',
        ':) #1.md',
        '~town `x`',
        'www.x.example',
        '1. a.txt',
      ),
    );
    const size = fc.option(fc.nat());
    const webUrl = fc.option(fc.constant('https://x.example/a%20b'));
    fc.assert(
      fc.property(name, size, webUrl, fc.boolean(), (called, bytes, url, gone) => {
        const file = { name: called.replace(/\p{Cc}/gu, ''), size: bytes, webUrl: url };
        const why = gone ? { kind: 'gone' as const } : { kind: 'too-large' as const, limit: 1_000 };
        const put = dressingOf(message('a', { createdAt: 0 }), {
          now: 3_600_000,
          quoted: null,
          missing: [{ file, why, place: null }],
          speaker: null,
        });
        const note = noteOfDressing(put);
        const draft = documentOf(...put.above, own, ...put.below);
        const onMattermost = readMattermostBody(writeMattermostBody(draft, mattermostWriting));
        const { content } = writeTeamsBody(draft, teamsWriting);
        const inTeams = readTeamsBody(message('t', { body: { format: 'html', content } }));
        expect(undressed(onMattermost, documentOf(own), note)).toEqual(documentOf(own));
        expect(undressed(inTeams, documentOf(own), note)).toEqual(documentOf(own));
      }),
      { numRuns: 60 },
    );
  });
});
