import { describe, expect, it } from 'vitest';
import type { AccountState, FillProgress } from '../../model/index.ts';
import { conversationsArrival } from './arrival.ts';

const account = (state: AccountState, total = 0, readable = 0) => ({
  state,
  progress: {
    conversations: { total, readable, complete: 0, setBack: 0 },
    messages: 0,
  } satisfies FillProgress,
});

describe('an empty list', () => {
  it('does not say that it is empty beside “8 of 45 readable”', () => {
    expect(conversationsArrival([account({ kind: 'connecting' }, 45, 8)], 0)).toBe('coming');
    expect(conversationsArrival([account({ kind: 'live' }, 45, 8)], 0)).toBe('coming');
    expect(conversationsArrival([account({ kind: 'catching-up' })], 0)).toBe('coming');
  });

  it('says that it is empty when every account has answered', () => {
    expect(conversationsArrival([account({ kind: 'live' }), account({ kind: 'live' })], 0)).toBe('none');
    expect(conversationsArrival([account({ kind: 'live' }), account({ kind: 'connecting' })], 0)).toBe(
      'coming',
    );
  });

  it.each([
    { kind: 'offline', reason: 'no-network', retryAt: 1 },
    { kind: 'sign-in-needed', reason: 'expired' },
    { kind: 'paused', by: 'user' },
    { kind: 'failed', reason: 'refused' },
  ] satisfies AccountState[])('does not announce conversations of an account that is $kind', (state) => {
    expect(conversationsArrival([account({ kind: 'live' }), account(state)], 0)).toBe('held');
  });

  it('announces nothing if there is a conversation', () => {
    expect(conversationsArrival([account({ kind: 'connecting' })], 1)).toBe('arrived');
  });
});
