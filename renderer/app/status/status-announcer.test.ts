import { describe, expect, it } from 'vitest';
import type { AccountState } from '../../model/index.ts';
import { accountStatus } from '../words/account-sentences.ts';
import { spoken } from './status-announcer.tsx';

const progress = { conversations: { total: 1, readable: 1, complete: 1, setBack: 0 }, messages: 1 };
const heard = (state: AccountState, now = 0): string =>
  spoken({ state }, accountStatus({ service: 'teams', state, progress }, null, now));

describe('what is read aloud of an account', () => {
  it('is its state, what the user can do, and what an administrator must', () => {
    expect(heard({ kind: 'live' })).toBe('Up to date');
    expect(heard({ kind: 'sign-in-needed', reason: 'account-disabled', code: 'AADSTS50057' })).toBe(
      'Your account at Microsoft Teams is switched off. Ask your administrator. For your administrator: Switch the account on again. Code: AADSTS50057.',
    );
  });

  it('says what can be done about a network, and not the seconds until the next try', () => {
    const state: AccountState = { kind: 'offline', reason: 'clock-wrong', retryAt: 30_000 };
    expect(heard(state)).toBe('off-line. Set date, time and time zone of this computer right.');
    expect(heard(state, 20_000)).toBe(heard(state));
  });
});
