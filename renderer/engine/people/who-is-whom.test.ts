/** The one rule that decides who is the same person on both sides. */
import { describe, expect, it } from 'vitest';
import type { AccountId, PersonId } from '../../model/index.ts';
import { twinsAmong, type Witness } from './who-is-whom.ts';

const accounts = { mattermost: 'm' as AccountId, teams: 't' as AccountId };
const here = (key: string, claims: string | null, email: string | null = null): Witness => ({
  id: `m/${key}` as PersonId,
  accountId: accounts.mattermost,
  claims: claims as Witness['claims'],
  email,
});
const there = (key: string, email: string | null = null): Witness => ({
  id: `t/${key}` as PersonId,
  accountId: accounts.teams,
  claims: null,
  email,
});
/** As `mattermost teams`, with `!` where connected. */
const found = (...people: readonly Witness[]): string[] =>
  [...twinsAmong(people, accounts)]
    .filter(([id]) => id.startsWith('m/'))
    .map(([id, twin]) => `${id.slice(2)} ${twin.id.slice(2)}${twin.connected ? '!' : ''}`)
    .sort();

describe('a claim', () => {
  it('makes a person the Teams user whom they claim to be', () => {
    expect(found(here('ada', 'a1'), there('a1'), here('ben', null))).toEqual(['ada a1!']);
  });
  it('that two people make counts for neither (a forged one only takes the claim from its victim)', () => {
    expect(found(here('ada', 'a1'), here('eve', 'a1'), there('a1'))).toEqual([]);
    const same = 'ada@x.example';
    expect(found(here('ada', 'a1', same), here('eve', 'a1'), there('a1', same))).toEqual(['ada a1!']);
  });
  it('to be an unknown user is ignored, and the address still counts', () => {
    expect(found(here('ada', 'gone', 'a@x'), there('a1', 'a@x'))).toEqual(['ada a1']);
  });
  it('counts before an address, for both people', () => {
    expect(found(here('ada', 'b1', 'a@x'), there('a1', 'a@x'), there('b1'))).toEqual(['ada b1!']);
    expect(found(here('ada', 'a1'), here('eve', null, 'a@x'), there('a1', 'a@x'))).toEqual(['ada a1!']);
  });
});

describe('an address', () => {
  it('that both sides have is one person’s', () => {
    expect(found(here('ada', null, 'a@x'), there('a1', 'a@x'))).toEqual(['ada a1']);
  });
  it.each<[string, readonly Witness[]]>([
    ['on Mattermost', [here('ada', null, 'a@x'), here('eve', null, 'a@x'), there('a1', 'a@x')]],
    ['in Teams', [here('ada', null, 'a@x'), there('a1', 'a@x'), there('e1', 'a@x')]],
  ])('that several people have %s identifies nobody', (_where, people) => {
    expect(found(...people)).toEqual([]);
  });
});

it('people of other accounts have no influence on these two', () => {
  const stranger = { ...here('ada', 'a1'), id: 'n/ada' as PersonId, accountId: 'n' as AccountId };
  expect(found(here('ada', 'a1'), stranger, there('a1'))).toEqual(['ada a1!']);
});
