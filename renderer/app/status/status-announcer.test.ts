import { describe, expect, it } from 'vitest';
import type { AccountState } from '../../model/index.ts';
import { accountStatus } from '../words/account-sentences.ts';
import { spoken } from './status-announcer.tsx';

const progress = { conversations: { total: 1, readable: 1, complete: 1, setBack: 0 }, messages: 1 };
const heard = (state: AccountState, now = 0): string =>
  spoken({ state }, accountStatus({ service: 'teams', state, progress }, null, now));

describe('the text that a screen reader speaks for an account', () => {
  it('is its state, the user’s remedy, and the administrator’s task', () => {
    expect(heard({ kind: 'live' })).toBe('Up to date');
    expect(heard({ kind: 'sign-in-needed', reason: 'account-disabled', code: 'AADSTS50057' })).toBe(
      'Your account at Microsoft Teams is switched off. Ask your administrator. For your administrator: Switch the account on again. Code: AADSTS50057.',
    );
  });

  it('names the remedy for a network, and not the seconds until the next try', () => {
    const state: AccountState = { kind: 'offline', reason: 'clock-wrong', retryAt: 30_000 };
    expect(heard(state)).toBe('off-line. Set date, time and time zone of this computer right.');
    expect(heard(state, 20_000)).toBe(heard(state));
  });
});
