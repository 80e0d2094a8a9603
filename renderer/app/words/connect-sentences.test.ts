import { describe, expect, it } from 'vitest';
import { connectRefusals, type ConnectRefusal } from '../../../preload/contract/reasons.ts';
import type { ConnectOutcome } from '../../../preload/contract/accounts.ts';
import { connectTrouble } from './connect-sentences.ts';
import { signInWords } from './sign-in-words.ts';

describe('every outcome of connecting', () => {
  const outcomes: readonly Exclude<ConnectOutcome, { kind: 'connected' }>[] = [
    { kind: 'cancelled' },
    { kind: 'mfa-needed' },
    { kind: 'wrong-credentials' },
    { kind: 'not-allowed', detail: 'AADSTS65001' },
    { kind: 'other-person', label: 'ben@x.example' },
    { kind: 'unreachable' },
    { kind: 'certificate-refused' },
    { kind: 'certificate-refused', host: 'chat.example.org' },
    ...connectRefusals.map((reason) => ({ kind: 'refused', reason, code: 'AADSTS50105' }) as const),
    { kind: 'redirected', to: 'https://chat.example.org' },
    { kind: 'insecure-address' },
    { kind: 'timed-out' },
    { kind: 'proxy-sign-in' },
    { kind: 'not-this-service' },
    { kind: 'throttled', retryAfterSeconds: 0.4 },
    { kind: 'keyring-missing' },
    { kind: 'failed', detail: '' },
  ];
  it.each(outcomes)('$kind $reason has one sentence and one remedy', (outcome) => {
    for (const service of ['teams', 'mattermost'] as const) {
      const { title, advice } = connectTrouble(outcome, service);
      expect(title).toMatch(/^[A-Z].*[.:?]/);
      expect(advice).toMatch(/^[A-Z].*\.$/);
    }
  });
  it('has a different sentence for each reason', () => {
    const titles = connectRefusals.map((reason) => signInWords(reason, 'teams').what);
    expect(new Set(titles).size).toBe(titles.length);
  });
  it('shows the service’s own code where an administrator is needed, and nowhere else', () => {
    const refused = (reason: ConnectRefusal) =>
      connectTrouble({ kind: 'refused', reason, code: 'AADSTS7' }, 'teams');
    expect(refused('blocked-by-policy')).toMatchObject({
      code: 'AADSTS7',
      forAdministrator: expect.stringMatching(/^[A-Z].*\.$/) as string,
    });
    expect(refused('password-changed')).not.toHaveProperty('code');
    expect(refused('account-disabled').final).toBe(true);
  });
  it('gives the service’s own code to the administrator', () => {
    expect(connectTrouble({ kind: 'not-allowed', detail: 'AADSTS65001' }, 'teams').advice).toContain(
      'AADSTS65001',
    );
  });
});
