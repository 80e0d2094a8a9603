/** The line that names the author of a relayed message: as both services show it, and how it comes off again. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { message } from '../../../../test/support/rows.ts';
import type { Message } from '../../../model/index.ts';
import {
  canonicalForm,
  type Block,
  type Document,
  paragraph,
  textInline,
} from '../../../text/document/index.ts';
import {
  mattermostWriting,
  people,
  teamsWriting,
  throughMattermost,
  throughTeams,
} from '../../../text/crossing/testing/crossing.ts';
import { writeMattermostBody } from '../../../text/mattermost-markdown/index.ts';
import { writeTeamsBody } from '../../../text/teams-html/index.ts';
import { dressed, dressingOf, type Dressing, noteOfDressing } from './dressing.ts';
import { joinParts, partsOf } from './parts.ts';
import { isStrongLine, speakerLine } from './speaker-line.ts';
import { dressingSeen, undressed } from './undressing.ts';

const place = 'https://chat.example.org/_redirect/pl/abc';
const htmlOf = (name: string, at: string | null = place): string =>
  writeTeamsBody({ blocks: [speakerLine({ name, place: at })] }, teamsWriting).content;
const markdownOf = (name: string): string =>
  writeMattermostBody({ blocks: [speakerLine({ name, place: null })] }, mattermostWriting);
const line = (text: string): Block => paragraph(textInline(text));

const link = (name: string): string => `<p><a href="${place}"><strong>${name}</strong></a></p>`;

describe('the author’s line in Teams', () => {
  it.each<[string, string, string]>([
    ['a name', 'Ada Okafor', 'Ada Okafor'],
    ['markup', '<b>Ada</b> & *Co*', '&lt;b&gt;Ada&lt;/b&gt; &amp; *Co*'],
    ['a right-to-left name', 'נור חדאד', 'נור חדאד'],
    ['marks of direction and line ends', '\u202eAda\u2069\nOkafor\u0007', 'Ada Okafor'],
    ['spaces', '  Ada   Okafor ', 'Ada Okafor'],
    ['no name', ' \u202e\n', 'Somebody'],
    ['300 characters', 'x'.repeat(300), `${'x'.repeat(127)}…`],
    ['a name like a mention', '@channel', '@channel'],
  ])('is a link to the original with the name in strong letters: %s', (_what, name, shown) => {
    expect(htmlOf(name)).toBe(link(shown));
  });

  it.each<[string, string | null]>([
    ['no address', null],
    ['an address that is no web page', 'javascript:alert(1)'],
    ['something that is no address', 'https://'],
  ])('is the name alone if there is %s', (_what, at) => {
    expect(htmlOf('Ada', at)).toBe('<p><strong>Ada</strong></p>');
  });

  it('cannot be led elsewhere by its address', () => {
    const html = htmlOf('Ada', 'https://chat.example.org/"><img src=x>');
    expect(html).not.toContain('<img');
  });
});

describe('the author’s line on Mattermost', () => {
  it.each<[string, string]>([
    ['Ada Okafor', '**Ada Okafor**'],
    ['a*b_c[d]<e>', '**a&#42;b_c[d]<e>**'],
  ])('is the name in strong letters: %s', (name, markdown) => {
    expect(markdownOf(name).replaceAll('\u2060', '')).toBe(markdown);
  });

  it.each(['@all', '@ada', 'ada@', '~town-square', ':smile:', '#tide'])(
    'mentions and links nothing: %s',
    (name) => {
      const read = throughMattermost({ blocks: [speakerLine({ name, place: null })] });
      const [said] = read.blocks;
      const inner = said?.kind === 'paragraph' ? said.children : [];
      expect(inner).toMatchObject([{ kind: 'strong', children: [{ kind: 'text' }] }]);
    },
  );
});

const awkward = fc.oneof(
  fc.string({ minLength: 1, maxLength: 300 }),
  fc.string({ unit: 'grapheme', minLength: 1, maxLength: 60 }),
  fc.constantFrom(
    'נור חדאד',
    'a_b*c',
    '**x**',
    '[a](b)',
    '<b>',
    '@all',
    ':) #1',
    '~town',
    '`x`',
    '1. a',
    '- b',
    '> c',
    '|',
    '&amp;',
    '\\',
    'https://x.example/',
    '🚢',
    '',
  ),
);
const texts: fc.Arbitrary<readonly string[]> = fc.array(
  fc.constantFrom('yes', 'Ada', 'Written 2026-09-21 09:05 UTC', 'tide?', people[0]?.displayName ?? ''),
  { maxLength: 4 },
);
const late: Message = message('a', { createdAt: 0 });
const dressingFor = (name: string, at: string | null, quoted: boolean, isLate: boolean): Dressing =>
  dressingOf(late, {
    now: isLate ? 3_600_000 : 0,
    quoted: quoted ? { text: { blocks: [line('tide?')] }, name: 'Ben' } : null,
    missing: [],
    speaker: { name, place: at },
  });

it('a file that the bot may not upload is named with its size and a link, below the text, on both services', () => {
  const dressing = dressingOf(late, {
    ...{ now: 0, quoted: null, speaker: { name: 'Ada', place } },
    missing: [
      {
        file: { name: 'plan.zip', size: 300_000_000, webUrl: null },
        ...{ why: { kind: 'no-right' }, place },
      },
    ],
  });
  const copy = dressed(dressing, { blocks: [line('yes')] });
  const why = 'its sender may add no files on this side';
  expect(writeTeamsBody(copy, teamsWriting).content).toBe(
    `${link('Ada')}<p>yes</p><p>📎 <a href="${place}">plan.zip (300 MB)</a>, ${why}</p>`,
  );
  expect(writeMattermostBody(copy, mattermostWriting)).toContain(
    `yes\n\n📎 [plan.zip (300 MB)](${place}), ${why}`,
  );
  for (const through of [throughTeams, throughMattermost])
    expect(
      canonicalForm(undressed(through(copy), { blocks: [line('yes')] }, noteOfDressing(dressing))),
    ).toEqual(canonicalForm({ blocks: [line('yes')] }));
});

describe('what stands around a text with its author’s line', () => {
  const cases = [awkward, fc.option(fc.constant(place)), fc.boolean(), fc.boolean(), texts] as const;
  const services = [throughTeams, throughMattermost];

  it('comes off, in both services, and is put around the text again as it was', () => {
    fc.assert(
      fc.property(...cases, (name, at, quoted, isLate, said) => {
        const dressing = dressingFor(name, at, quoted, isLate);
        const noted = noteOfDressing(dressing);
        const own: Document = { blocks: said.map(line) };
        for (const through of services) {
          const copy = through(dressed(dressing, own));
          expect(canonicalForm(undressed(copy, own, noted))).toEqual(canonicalForm(own));
          const again = through(dressed(dressingSeen(own, copy, noted), own));
          expect(canonicalForm(again)).toEqual(canonicalForm(copy));
          expect(isStrongLine(copy.blocks[0] ?? line('no line'))).toBe(true);
        }
      }),
      { numRuns: 60 },
    );
  });

  it('stays above the text when the origin is edited to anything, its author’s name as well', () => {
    fc.assert(
      fc.property(...cases, texts, (name, at, quoted, isLate, said, edited) => {
        const dressing = dressingFor(name, at, quoted, isLate);
        const noted = noteOfDressing(dressing);
        for (const through of services) {
          const copy = through(dressed(dressing, { blocks: said.map(line) }));
          const now: Document = { blocks: [...edited.map(line), line(name)] };
          const next = through(dressed(dressingSeen(now, copy, noted), now));
          expect(canonicalForm({ blocks: next.blocks.slice(0, 1) })).toEqual(
            canonicalForm({ blocks: copy.blocks.slice(0, 1) }),
          );
        }
      }),
      { numRuns: 40 },
    );
  });

  it('is on the first part of a message that is cut, and comes off the joined parts', () => {
    const own: Document = {
      blocks: Array.from({ length: 20 }, (_, at) => line(`word ${at} `.repeat(6).trim())),
    };
    const dressing = dressingFor('Ada', place, false, true);
    const draft = { subject: null, importance: 'urgent', threadId: '', quotes: null, files: [] } as const;
    const parts = partsOf(
      { ...draft, document: dressed(dressing, own) },
      {
        longest: 400,
        measure: (document) => writeTeamsBody(document, teamsWriting).content.length,
        filesPerMessage: 10,
      },
    );
    expect(parts.length).toBeGreaterThan(2);
    const html = parts.map(({ document }) => writeTeamsBody(document, teamsWriting).content);
    expect(html[0]?.startsWith(link('Ada'))).toBe(true);
    expect(html.slice(1).join('')).not.toContain('Ada');
    const whole = joinParts(parts.map(({ document }) => throughTeams(document)));
    expect(undressed(whole, own, noteOfDressing(dressing))).toEqual(own);
  });

  it('also comes off where somebody took its formatting away, or wrote something before it', () => {
    const dressing = dressingFor('Ada', place, false, false);
    const noted = noteOfDressing(dressing);
    const own: Document = { blocks: [line('yes')] };
    expect(undressed({ blocks: [line('Ada'), line('yes')] }, own, noted)).toEqual(own);
    expect(undressed({ blocks: [line('look'), ...dressed(dressing, own).blocks] }, own, noted)).toEqual({
      blocks: [line('look'), line('yes')],
    });
    expect(undressed(own, own, noted)).toEqual(own);
  });
});

it('a line without a note is text', () => {
  const copy = { blocks: [speakerLine({ name: 'Ada', place }), line('yes')] };
  const noted = noteOfDressing({ speaker: null, above: [], below: [] });
  expect(undressed(copy, { blocks: [line('yes')] }, noted)).toEqual(copy);
});
