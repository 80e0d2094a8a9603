import { describe, expect, it } from 'vitest';
import type { LastMessage } from '../../model/index.ts';
import { listed, pairsOf } from './pairs.ts';
import { sampleConversation, linkOf, mattermost, teams } from '../links/testing/sample.ts';

const here = sampleConversation(mattermost, 'platform', { unread: 2, mentions: 1, sortAt: 10 });
const there = sampleConversation(teams, 'Platform', { unread: 3, sortAt: 20 });
const other = sampleConversation(teams, 'other', { sortAt: 15 });
const last = (plain: string, createdAt: number): LastMessage =>
  ({ plain, createdAt, deleted: false }) as LastMessage;

const shown = (...args: Parameters<typeof pairsOf>) => listed(args[0], pairsOf(...args));

describe('a linked pair in the list', () => {
  it('is one entry: the Mattermost one, with the unread messages of both sides, at the newer side’s place', () => {
    const all = [there, other, here];
    const list = shown(all, [linkOf(here, there)]);
    expect(list.map(({ id }) => id)).toEqual([here.id, other.id]);
    expect(list[0]).toMatchObject({ unread: 5, mentions: 1, sortAt: 20, service: 'mattermost' });
  });
  it('previews the newer message of both sides', () => {
    const one = { ...here, lastMessage: last('older', 5) };
    const two = { ...there, lastMessage: last('newer', 6) };
    expect(shown([one, two], [linkOf(one, two)])[0]?.lastMessage?.plain).toBe('newer');
    expect(shown([one, { ...two, lastMessage: null }], [linkOf(one, two)])[0]?.lastMessage?.plain).toBe(
      'older',
    );
  });
  it('is a favourite or muted if one side is, and hidden if both are', () => {
    const of = (...sides: readonly [Partial<typeof here>, Partial<typeof here>]) => {
      const [one, two] = [
        { ...here, ...sides[0] },
        { ...there, ...sides[1] },
      ];
      return shown([one, two], [linkOf(one, two)])[0];
    };
    expect(of({}, { muted: true, unread: 40, mentions: 2 })).toMatchObject({
      ...{ muted: true, hidden: false, unread: 42, mentions: 3 },
    });
    expect(of({ favourite: true, hidden: true }, {})).toMatchObject({ favourite: true, hidden: false });
    expect(of({ hidden: true }, { hidden: true })).toMatchObject({ hidden: true, muted: false });
  });
  it.each([
    { kind: 'unchecked' },
    { kind: 'right-lost' },
    { kind: 'side-missing', service: 'teams' },
    { kind: 'contradicts', linkId: 'x' },
  ] as const)('stays two entries while its link is $kind', (standing) => {
    expect(shown([here, there], [linkOf(here, there, { standing, carried: false })])).toHaveLength(2);
  });
  it('is one entry although the user does not let it be carried', () => {
    expect(shown([here, there], [linkOf(here, there, { carried: false })])).toHaveLength(1);
  });
  it('does not change if the other side is not in the mirror', () => {
    expect(shown([here], [linkOf(here, there)])).toEqual([here]);
  });
  it('never shares a conversation with another pair, for any links', () => {
    const second = sampleConversation(mattermost, 'zweite');
    const list = shown([here, second, there], [linkOf(second, there), linkOf(here, there)]);
    expect(list.map(({ id }) => id).sort()).toEqual([here.id, second.id].sort());
  });
});
