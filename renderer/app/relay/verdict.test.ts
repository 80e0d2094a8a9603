import { expect, it } from 'vitest';
import type { AccountState, Service } from '../../model/index.ts';
import { relayVerdict, type RelayFacts } from './verdict.ts';

const now = 1_000_000;
const account = (service: Service, state: AccountState = { kind: 'live' }) => ({ service, state });
const both = [account('teams'), account('mattermost')];
const running = {
  state: { kind: 'running' },
  carryPause: { kind: 'none' },
  carrier: { kind: 'this', until: now + 1 },
} as const;
const verdict = (over: Partial<RelayFacts>) =>
  relayVerdict({ accounts: both, engine: running, links: { all: 3, carried: 2 }, now, ...over });
const expired: AccountState = { kind: 'sign-in-needed', reason: 'expired' };
const offline: AccountState = { kind: 'offline', reason: 'no-network', retryAt: now };

it('a relay carries only with both accounts, a link, and the lease', () => {
  expect(verdict({})).toEqual({ kind: 'carries', links: 2 });
  expect(verdict({ engine: { ...running, carrier: { kind: 'this', until: now } } })).toEqual({
    kind: 'looking',
  });
  expect(verdict({ engine: { ...running, carrier: { kind: 'other' } } })).toEqual({ kind: 'other' });
  expect(verdict({ engine: { state: running.state, carryPause: running.carryPause } })).toEqual({
    kind: 'looking',
  });
  expect(verdict({ links: { all: 0, carried: 0 } })).toEqual({ kind: 'no-links' });
  expect(verdict({ links: { all: 2, carried: 0 } })).toEqual({ kind: 'none-good' });
  expect(verdict({ links: undefined })).toEqual({ kind: 'starting' });
  expect(verdict({ engine: undefined })).toEqual({ kind: 'starting' });
});

it('an expired sign-in comes before everything but an engine that stands still', () => {
  const engine = { ...running, carryPause: { kind: 'handed-over' } } as const;
  const accounts = [account('teams', expired)];
  expect(verdict({ accounts, engine })).toEqual({ kind: 'sign-in-expired', services: ['teams'] });
  expect(verdict({ accounts: [account('mattermost', expired), account('teams', expired)] })).toEqual({
    kind: 'sign-in-expired',
    services: ['mattermost', 'teams'],
  });
  const stopped = { kind: 'wrong-account' } as const;
  expect(verdict({ accounts, engine: { ...running, state: stopped } })).toEqual({
    kind: 'stopped',
    engine: stopped,
  });
});

it('says which account is missing, also before the engine has run', () => {
  expect(verdict({ accounts: [], engine: undefined })).toEqual({
    kind: 'sign-in-missing',
    services: ['mattermost', 'teams'],
  });
  expect(verdict({ accounts: [account('mattermost')] })).toEqual({
    kind: 'sign-in-missing',
    services: ['teams'],
  });
});

it('what an administrator wanted comes before a service that is away', () => {
  const accounts = [account('teams', offline), account('mattermost')];
  expect(verdict({ accounts })).toEqual({ kind: 'unreachable', services: ['teams'] });
  const pausedBy = (carryPause: { kind: 'until-ended' | 'handed-over' } | { kind: 'until'; until: number }) =>
    verdict({ accounts, engine: { ...running, carryPause } }).kind;
  expect([
    pausedBy({ kind: 'until-ended' }),
    pausedBy({ kind: 'until', until: now + 1 }),
    pausedBy({ kind: 'handed-over' }),
  ]).toEqual(['paused', 'paused', 'handed-over']);
});
