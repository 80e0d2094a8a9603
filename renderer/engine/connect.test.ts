import { describe, expect, it } from 'vitest';
import { engineAccount, relayRoleOf } from './connect.ts';

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

it('a preset’s relay is known by the keys that links and profiles have', () => {
  expect(relayRoleOf({})).toEqual({ kind: 'user' });
  const relay = { mattermostBot: 'b'.repeat(26), teamsUser: '11111111-2222-4333-8444-555555555555' };
  expect(relayRoleOf({ relay })).toEqual({
    kind: 'beside',
    mattermost: relay.mattermostBot,
    teams: `user/${relay.teamsUser}`,
  });
});
