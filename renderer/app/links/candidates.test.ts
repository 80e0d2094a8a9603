import { describe, expect, it } from 'vitest';
import type { ConversationKind, Team, TeamId } from '../../model/index.ts';
import { candidatesFor, isLinkable, joinable, matching } from './candidates.ts';
import { accountOf, sampleConversation, linkOf, mattermost, teams } from './testing/sample.ts';

const here = (kind: ConversationKind) => ({ service: 'mattermost', kind }) as const;
const there = (kind: ConversationKind) => ({ service: 'teams', kind }) as const;

describe('the conversations that can be linked', () => {
  it.each<[ConversationKind, readonly ConversationKind[]]>([
    ['channel', ['channel', 'private-channel', 'shared-channel']],
    ['private-channel', ['channel', 'private-channel', 'shared-channel', 'group', 'meeting']],
    ['group', ['group', 'meeting']],
    ['direct', []],
  ])('are, for a %s of Mattermost, %j', (kind, partners) => {
    const all: readonly ConversationKind[] = [
      ...(['channel', 'private-channel', 'shared-channel'] as const),
      ...(['direct', 'group', 'meeting'] as const),
    ];
    expect(all.filter((other) => joinable(here(kind), there(other)))).toEqual(partners);
    expect(all.filter((other) => joinable(there(other), here(kind)))).toEqual(partners);
    expect(isLinkable(here(kind))).toBe(partners.length > 0);
  });
  it('are never of the same service', () => {
    expect(joinable(here('channel'), here('channel'))).toBe(false);
  });
});

describe('the candidates', () => {
  const team: Team = {
    id: `${teams}/team` as TeamId,
    accountId: teams,
    name: 'Harbour',
    description: '',
    notRead: null,
  };
  const mine = sampleConversation(mattermost, 'Platform');
  const other = sampleConversation(mattermost, 'other');
  const all = [
    sampleConversation(teams, 'General', { teamId: team.id }),
    sampleConversation(teams, 'old', { archived: true }),
    sampleConversation(teams, 'taken'),
    sampleConversation(teams, 'free again'),
    sampleConversation(teams, 'platform', { teamId: team.id }),
    sampleConversation(teams, 'chat', { kind: 'group' }),
    mine,
    other,
  ];
  const [, , taken, free] = all;
  const links =
    taken && free
      ? [linkOf(other, taken), linkOf(other, free, { standing: { kind: 'right-lost' }, carried: false })]
      : [];
  const surroundings = {
    all,
    accounts: [accountOf(teams), accountOf(mattermost)],
    teams: [team],
    links,
    people: new Map(),
  };
  const found = candidatesFor(mine, 'Platform', surroundings);

  it('begin with those of the same name, and end with those that cannot be chosen', () => {
    expect(found.map(({ name, against }) => [name, against])).toEqual([
      ['platform', null],
      ['General', null],
      ['free again', null],
      ['old', 'archived'],
      ['taken', 'linked'],
    ]);
  });
  it('are found by every word of their own name and their team’s name', () => {
    expect(matching(found, ' harb GEN ').map(({ name }) => name)).toEqual(['General']);
    expect(matching(found, 'nowhere')).toEqual([]);
    expect(matching(found, '')).toBe(found);
  });
  it('name their account if there are several accounts', () => {
    const second = accountOf(`${teams}2` as typeof teams, { service: 'teams' });
    const accounts = [...surroundings.accounts, second];
    expect(candidatesFor(mine, 'Platform', { ...surroundings, accounts })[0]?.about).toBe('Harbour · t-a');
  });
});
