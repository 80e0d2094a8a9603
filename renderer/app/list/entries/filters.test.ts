import { describe, expect, it } from 'vitest';
import type { Account, Conversation } from '../../../model/index.ts';
import { filtersFor, isShownBy } from './filters.ts';

describe('the filters by kind', () => {
  const of = (...services: Account['service'][]) => filtersFor(services.map((service) => ({ service })));
  it('include the services only if there are two', () => {
    expect(of('teams', 'teams')).toEqual(['all', 'unread', 'mentions', 'direct']);
    expect(of('teams', 'mattermost').slice(-2)).toEqual(['teams', 'mattermost']);
  });
  const entry = (over: Partial<Conversation>, linked = false) => ({
    conversation: {
      service: 'mattermost',
      kind: 'channel',
      unread: 0,
      mentions: 0,
      muted: false,
      ...over,
    } as Conversation,
    linked,
  });
  it('show a linked pair under both services', () => {
    expect(isShownBy(entry({}, true), 'teams')).toBe(true);
    expect(isShownBy(entry({}), 'teams')).toBe(false);
    expect(isShownBy(entry({}), 'mattermost')).toBe(true);
  });
  it('show a muted conversation as unread only when it mentions the user', () => {
    expect(isShownBy(entry({ muted: true, unread: 3 }), 'unread')).toBe(false);
    expect(isShownBy(entry({ muted: true, unread: 3, mentions: 1 }), 'unread')).toBe(true);
  });
  it('count small group chats as direct, but no meeting or channel', () => {
    for (const kind of ['direct', 'group'] as const) expect(isShownBy(entry({ kind }), 'direct')).toBe(true);
    for (const kind of ['meeting', 'channel'] as const)
      expect(isShownBy(entry({ kind }), 'direct')).toBe(false);
  });
});
