import { describe, expect, it } from 'vitest';
import type { InviteState } from '../store/index.ts';
import { engineAccount, hasWrongAccount, invitationsNoteOf, invitingOf, relayRoleOf } from './connect.ts';

const named = { displayName: 'Ada Okafor', label: 'ada' };

describe('an account of the engine', () => {
  it('has the Mattermost server as the base of links without a host', () => {
    const known = {
      ...named,
      id: 'm-1',
      service: 'mattermost' as const,
      userId: 'u1',
      serverUrl: 'https://chat.acme.example',
    };
    expect(engineAccount(known, 'https://app.example').identity).toEqual({
      ...named,
      id: 'm-1',
      service: 'mattermost',
      siteUrl: 'https://chat.acme.example',
    });
  });
  it('has no such base for Teams', () => {
    const known = {
      ...named,
      id: 't-1',
      service: 'teams' as const,
      userId: 'u1',
      tenantId: 'x',
      graphUrl: 'https://graph.microsoft.com/v1.0',
    };
    expect(engineAccount(known, 'https://app.example').identity).toEqual({
      ...named,
      id: 't-1',
      service: 'teams',
      organisation: 'x',
    });
  });
});

describe('inviting, by the preset of the computer that is the relay', () => {
  const state = { open: 1 } as InviteState;
  const invites = {
    ...{ kind: 'invites' as const, maxPending: 5, installUrl: 'https://intranet.example/isthmus' },
    ...{ timeZone: null, list: null },
  };
  const list = { file: '/etc/people.csv', addresses: ['ada@example.org'], leftOut: 1, lines: [3] };

  it('has the rules of the settings, and the words with their address', () => {
    const inviting = invitingOf(invites);
    expect(inviting).toMatchObject({ maxPending: 5, timeZone: null, restrictedTo: null });
    expect(JSON.stringify(inviting?.words({ messages: 3, places: [] }))).toContain(invites.installUrl);
    expect(invitingOf({ ...invites, list })?.restrictedTo).toEqual(new Set(['ada@example.org']));
  });

  it('is off without settings, and without a list that can be used', () => {
    const refused = { kind: 'list-refused', file: list.file, why: 'absent' } as const;
    expect(invitingOf({ kind: 'nobody' })).toBeNull();
    expect(invitingOf(refused)).toBeNull();
    expect(invitationsNoteOf({ kind: 'nobody' }, null)).toEqual({ kind: 'nobody' });
    expect(invitationsNoteOf(refused, null)).toEqual(refused);
  });

  it('is shown without an address of the list', () => {
    expect(invitationsNoteOf({ ...invites, list }, state)).toEqual({
      ...{ kind: 'invites', state },
      list: { file: list.file, leftOut: 1, lines: [3] },
    });
  });
});

it('a preset’s relay is known by the keys that links and profiles have', () => {
  expect(relayRoleOf({})).toEqual({ kind: 'user' });
  const relay = {
    mattermostBot: 'b'.repeat(26),
    teamsUser: '11111111-2222-4333-8444-555555555555',
    here: false,
  };
  expect(relayRoleOf({ relay })).toEqual({
    kind: 'beside',
    mattermost: relay.mattermostBot,
    teams: `user/${relay.teamsUser}`,
  });
  expect(relayRoleOf({ relay: { ...relay, here: true } })).toEqual({ kind: 'relay', shares: 1 });
});

it('a relay has none but its own accounts, and nobody else has them', () => {
  const relay = { mattermostBot: 'b'.repeat(26), teamsUser: '11111111-2222-4333-8444-55555555aaaa' };
  const bot = { ...named, id: 'm-1', service: 'mattermost' as const, serverUrl: 'https://chat.acme.example' };
  const user = {
    ...named,
    id: 't-1',
    service: 'teams' as const,
    tenantId: 'x',
    graphUrl: 'https://g.example',
  };
  const ofRelay = [
    { ...bot, userId: relay.mattermostBot },
    { ...user, userId: relay.teamsUser.toUpperCase() },
  ];
  const others = [
    { ...bot, userId: 'u1' },
    { ...user, userId: 'u2' },
  ];
  const wrong = (here: boolean, accounts: typeof ofRelay | typeof others): boolean =>
    hasWrongAccount({ relay: { ...relay, here } }, accounts);
  expect([wrong(true, ofRelay), wrong(true, []), wrong(false, others)]).toEqual([false, false, false]);
  for (const account of others) expect(wrong(true, [...ofRelay, account])).toBe(true);
  for (const account of ofRelay) expect(wrong(false, [...others, account])).toBe(true);
  expect(hasWrongAccount({}, [...ofRelay, ...others])).toBe(false);
  // A preset that is lost, or names another computer, does not make the relay's accounts ordinary ones.
  for (const account of ofRelay) {
    const marked = { ...account, ofRelay: true as const };
    expect(hasWrongAccount({}, [marked])).toBe(true);
    expect(wrong(false, [marked] as never)).toBe(true);
    expect(wrong(true, [marked] as never)).toBe(false);
  }
});
