import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CarryKey, DressingNote, LineMark, PostNote } from '../../../model/index.ts';
import { carryKey, markNote, sharedKey } from '../testing/drafts.ts';
import { carryPropsOf, isForeign, withCarryProps } from './post-props.ts';

const ordinary = { type: '', isReply: false };
const nothing = { note: null, carryKey: null };
const read = (isthmus: unknown, more: Readonly<Record<string, unknown>> = {}, post = ordinary) =>
  carryPropsOf({ ...more, isthmus }, post);
const mark = { origin: 'teams', teams: ['chat/1'] };
const link = { teams: 'team/channel', name: 'Tides' };

describe('the note and key in a post’s props', () => {
  const shared = fc.string({ minLength: 1, maxLength: 512 }).map(sharedKey);
  const lineMark = fc.stringMatching(/^[0-9a-z]{1,30}$/).map((text) => text as LineMark);
  const dressing: fc.Arbitrary<DressingNote> = fc.record(
    {
      speaker: lineMark,
      quotes: fc.boolean(),
      importance: fc.option(lineMark),
      above: fc.array(lineMark, { maxLength: 3 }),
      below: fc.array(lineMark, { maxLength: 10 }),
    },
    { requiredKeys: ['quotes', 'importance', 'above', 'below'] },
  );
  const notes: fc.Arbitrary<PostNote | null> = fc.oneof(
    fc.constant(null),
    fc.record({
      kind: fc.constant('link' as const),
      teams: shared,
      name: fc.string({ maxLength: 150 }),
      since: fc.option(fc.nat()),
    }),
    fc
      .record({
        origin: fc.constantFrom('teams' as const, 'mattermost' as const),
        teams: fc.array(shared, { maxLength: 50 }),
        part: fc.nat(9),
        more: fc.integer({ min: 1, max: 9 }),
        around: fc.option(dressing),
      })
      .map(({ origin, teams, part, more, around }) => ({
        kind: 'mark' as const,
        origin,
        teams,
        part,
        parts: part + more,
        ...(around === null ? {} : { dressing: around }),
      })),
  );
  const keys = fc.option(fc.string({ minLength: 1, maxLength: 200 }).map((text) => text as CarryKey));

  const ours = new Set(['isthmus', 'webhook_display_name', 'from_webhook', '__proto__']);

  it('are read as written, beside any other props', () => {
    fc.assert(
      fc.property(notes, keys, fc.dictionary(fc.string(), fc.jsonValue()), (note, key, others) => {
        const rest = Object.fromEntries(Object.entries(others).filter(([name]) => !ours.has(name)));
        const written = JSON.parse(JSON.stringify(withCarryProps(rest, key, note))) as Record<
          string,
          unknown
        >;
        expect(carryPropsOf(written, ordinary)).toEqual({ note, carryKey: key });
        expect(written).toMatchObject(JSON.parse(JSON.stringify(rest)) as object);
      }),
      { numRuns: 300 },
    );
  });

  it('have valid types or are absent, without an error, for any value', () => {
    const fields = fc.record(
      {
        version: fc.constantFrom<unknown>(1, 1, 1, 2, '1', null),
        key: fc.jsonValue(),
        mark: fc.oneof(
          fc.jsonValue(),
          fc.record({
            origin: fc.jsonValue(),
            teams: fc.jsonValue(),
            part: fc.jsonValue(),
            parts: fc.jsonValue(),
            dressing: fc.jsonValue(),
          }),
        ),
        link: fc.oneof(fc.jsonValue(), fc.record({ teams: fc.jsonValue(), name: fc.jsonValue() })),
      },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(fc.oneof(fc.jsonValue(), fields), (isthmus) => {
        const { note, carryKey: key } = read(isthmus);
        expect(key === null || typeof key === 'string').toBe(true);
        if (note?.kind === 'mark') expect(note.teams.every((each) => typeof each === 'string')).toBe(true);
        if (note?.kind === 'link') expect(typeof note.teams).toBe('string');
      }),
      { numRuns: 500 },
    );
  });

  it.each<[string, unknown]>([
    ['no version', { key: 'k', mark }],
    ['a later version', { version: 2, key: 'k', mark }],
    ['a version that is a string', { version: '1', key: 'k', mark }],
    ['text', '{"version":1,"key":"k"}'],
    ['a list', [{ version: 1, key: 'k' }]],
    ['null', null],
  ])('are absent: %s', (_case, isthmus) => {
    expect(read(isthmus)).toEqual(nothing);
  });

  it.each<[string, unknown]>([
    ['of an unknown origin', { mark: { ...mark, origin: 'slack' } }],
    ['with more than 50 keys', { mark: { ...mark, teams: Array.from({ length: 51 }, () => 'a') } }],
    ['with a key that is too long', { mark: { ...mark, teams: ['a'.repeat(513)] } }],
    ['with a key that is empty', { mark: { ...mark, teams: [''] } }],
    ['with keys that are no list', { mark: { ...mark, teams: 'chat/1' } }],
    ['with a part beyond its parts', { mark: { ...mark, part: 2, parts: 2 } }],
    ['with half a part', { mark: { ...mark, part: 0.5, parts: 2 } }],
    ['with a million parts', { mark: { ...mark, part: 0, parts: 1_000_000 } }],
    ['beside a link', { mark, link }],
    ['that is a link without a key', { link: { name: 'Tides' } }],
    ['that is a link with an endless name', { link: { ...link, name: 'x'.repeat(301) } }],
    ['that is a link since no time', { link: { ...link, since: 'now' } }],
    ['that is a link since before all time', { link: { ...link, since: -1 } }],
  ])('lack the note if it is %s, but keep the key', (_case, isthmus) => {
    expect(read({ version: 1, key: 'k', ...(isthmus as object) })).toEqual({ note: null, carryKey: 'k' });
  });

  it.each([
    'IMPORTANT!',
    { quotes: 1 },
    { importance: 'URGENT!' },
    { above: 'a' },
    { speaker: 'Ada' },
    { speaker: null },
    { above: ['<b>'] },
    { below: ['a'.repeat(31)] },
    { below: Array.from({ length: 101 }, () => 'a') },
  ])('lack the parts around the text if they are %j, but keep the mark', (dressing) => {
    expect(read({ version: 1, mark: { ...mark, dressing } }).note).toEqual(markNote('chat/1'));
  });

  it.each([[''], [7], ['k'.repeat(201)], [null]])('lack the key if it is %j, but keep the note', (key) => {
    expect(read({ version: 1, key, mark })).toEqual({ note: markNote('chat/1'), carryKey: null });
  });

  it('of a link count only on an ordinary post in the channel’s timeline, those of a mark on every person’s post', () => {
    expect(read({ version: 1, link }).note).toMatchObject({ kind: 'link' });
    for (const post of [
      { type: '', isReply: true },
      { type: 'me', isReply: false },
      { type: 'custom_poll', isReply: false },
    ]) {
      expect(read({ version: 1, link }, {}, post).note).toBeNull();
      expect(read({ version: 1, mark }, {}, post).note).toMatchObject({ kind: 'mark' });
    }
    expect(read({ version: 1, mark }, {}, { type: 'system_header_change', isReply: false })).toEqual(nothing);
  });

  it('a webhook’s post has no note of its user, although it has that user’s id', () => {
    const isthmus = { version: 1, key: 'k', link };
    const webhook = { from_webhook: 'true', webhook_display_name: 'CI' };
    expect(read(isthmus, webhook)).toEqual(nothing);
    // The post may claim to be a bot's, but the server's own mark shows that a webhook sent it.
    expect(read(isthmus, { ...webhook, from_bot: 'true' })).toEqual(nothing);
    expect(read(isthmus, { from_webhook: true })).toEqual(nothing);
    // The relay's bot sets from_webhook, so that it is shown under another name (facts, "Posts": override_username).
    expect(read(isthmus, { from_webhook: 'true', from_bot: 'true' }).carryKey).toBe('k');
  });
});

describe('writing props', () => {
  it('keeps an existing key, and is small', () => {
    const first = withCarryProps({}, carryKey('k'), null);
    expect(withCarryProps(first, null, markNote('a'))).toEqual({
      isthmus: { version: 1, key: 'k', mark: { origin: 'teams', teams: ['a'] } },
    });
  });

  it('does not change the props of a later version', () => {
    expect(isForeign({ isthmus: { version: 2 } })).toBe(true);
    expect(isForeign({ isthmus: { version: 1 } })).toBe(false);
    expect(isForeign({ isthmus: 'rubbish' })).toBe(false);
    expect(isForeign({})).toBe(false);
  });
});
