import { describe, expect, it } from 'vitest';
import type { AccountId, PersonId } from './ids.ts';
import { connectedSeen, twinsSeen, type PersonTwins, type TwinSides } from './twins.ts';

const id = (text: string): PersonId => text as PersonId;
const row = (
  of: string,
  ...twins: readonly (readonly [twin: string, connected: boolean])[]
): PersonTwins => ({
  id: id(of),
  accountId: of.slice(0, 1) as AccountId,
  twins: twins.map(([twin, connected]) => ({
    id: id(twin),
    accountId: twin.slice(0, 1) as AccountId,
    connected,
  })),
});
const sides = (mattermost: string | null, teams: string | null): TwinSides => ({
  accounts: { mattermost: 'm' as AccountId, teams: 't' as AccountId },
  me: { mattermost: mattermost as PersonId | null, teams: teams as PersonId | null },
});
const known = sides('m/me', 't/me');

describe('who is whom between two accounts', () => {
  it('is known in both directions from one row', () => {
    for (const some of [row('m/ada', ['t/ada', true]), row('t/ada', ['m/ada', true])])
      expect(Object.fromEntries(twinsSeen([some], known))).toEqual({
        'm/ada': 't/ada',
        't/ada': 'm/ada',
        'm/me': 't/me',
        't/me': 'm/me',
      });
  });

  it('excludes twins in other accounts', () => {
    const rows = [row('m/ada', ['u/ada', true]), row('n/ben', ['t/ben', true])];
    expect(twinsSeen(rows, sides(null, null)).size).toBe(0);
    expect(connectedSeen(rows, sides(null, null)).size).toBe(0);
  });

  it('never takes another person for the user, with any claims', () => {
    const rows = [row('m/eve', ['t/me', true]), row('m/me', ['t/old', true])];
    expect([...twinsSeen(rows, known)]).toEqual([
      ['m/me', 't/me'],
      ['t/me', 'm/me'],
    ]);
    expect([...connectedSeen(rows, known)]).toEqual(['m/me']);
  });

  it('uses claims while the user is not known on both sides', () => {
    expect(twinsSeen([row('m/me', ['t/me', true])], sides('m/me', null)).get(id('m/me'))).toBe('t/me');
  });
});

it('the connected people are those with such a claim, and the user', () => {
  const rows = [
    row('m/ada', ['t/ada', true]),
    row('t/ben', ['m/ben', true]),
    row('m/cleo', ['t/cleo', false]),
  ];
  expect([...connectedSeen(rows, known)].sort()).toEqual(['m/ada', 'm/ben', 'm/me']);
});
