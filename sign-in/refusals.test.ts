import { describe, expect, it } from 'vitest';
import type { ConnectRefusal } from '../preload/contract/reasons.ts';
import { codeOf, numbersOf, passingNumbers, type Refusal, verdictOn } from './refusals.ts';

const refusal = (given: Partial<Refusal>): Refusal => ({
  error: 'invalid_grant',
  suberror: '',
  number: '',
  personal: false,
  claims: '',
  clockOff: null,
  ...given,
});
const hours = 3_600_000;

describe('the meaning of a refusal of Entra', () => {
  const rows: readonly (readonly [ConnectRefusal, readonly string[]])[] = [
    ['confirm-identity', ['50076', '50078', '50079', '50158', '50072', '50074']],
    ['blocked-by-policy', ['53000', '53001', '53003', '530084', '50105', '5000211', '53002', '500213']],
    ['expired', ['70043', '700082', '700084', '70008', '50089']],
    ['password-changed', ['50173', '50133', '50055']],
    ['account-disabled', ['50057']],
    ['app-not-set-up', ['700016', '7000218', '500011', '650053', '7000112', '650057']],
    ['consent-missing', ['65001', '90094', '90095']],
    ['declined', ['65004']],
    ['organisation-unknown', ['90002']],
    ['not-in-organisation', ['50020', '50034', '16000', '90072']],
    ['account-locked', ['50053']],
  ];
  it.each(rows.flatMap(([reason, numbers]) => numbers.map((number) => [number, reason] as const)))(
    'AADSTS%s: %s',
    (number, reason) => {
      expect(verdictOn(refusal({ number }))).toEqual({ kind: 'refused', reason });
    },
  );

  it.each(['50196', '90033', '90055', '50033'])('AADSTS%s ends by waiting', (number) => {
    expect(verdictOn(refusal({ number }))).toEqual({ kind: 'delayed', reason: 'service-down' });
  });

  it.each([
    [
      'a number that says more than the error',
      { error: 'interaction_required', number: '53003' },
      'blocked-by-policy',
    ],
    [
      'a number that says more than the suberror',
      { suberror: 'basic_action', number: '50078' },
      'confirm-identity',
    ],
    [
      'sign-in frequency, by its suberror',
      { error: 'interaction_required', suberror: 'token_expired' },
      'expired',
    ],
    ['bad_token', { suberror: 'bad_token' }, 'revoked'],
    [
      'a password that has run out, by its suberror',
      { suberror: 'user_password_expired' },
      'password-changed',
    ],
    ['what no page can answer', { suberror: 'message_only' }, 'blocked-by-policy'],
    ['consent, by its suberror', { suberror: 'consent_required' }, 'consent-missing'],
    ['consent, by its error', { error: 'consent_required' }, 'consent-missing'],
    ['an unknown number, by its error', { number: '59999' }, 'revoked'],
    ['an interaction, by its error', { error: 'interaction_required' }, 'confirm-identity'],
    ['the user’s own no, without a number', { error: 'access_denied' }, 'declined'],
    ['a policy’s no', { error: 'access_denied', number: '53003' }, 'blocked-by-policy'],
    ['a client that is not known', { error: 'unauthorized_client' }, 'app-not-set-up'],
    ['a personal account in a tenant of others', { number: '50020', personal: true }, 'personal-account'],
  ] as const)('%s', (_what, given, reason) => {
    expect(verdictOn(refusal(given))).toEqual({ kind: 'refused', reason });
  });

  it.each(['temporarily_unavailable', 'server_error'])(
    '%s is a failure of the service, with any number',
    (error) => {
      expect(verdictOn(refusal({ error, number: '50173' }))).toEqual({
        kind: 'delayed',
        reason: 'service-down',
      });
    },
  );

  it('a cancelled Entra page is the user’s choice', () => {
    expect(verdictOn(refusal({ error: 'access_denied', suberror: 'cancel', number: '50126' }))).toEqual({
      kind: 'cancelled',
    });
  });

  it('a time that is not valid is a fault of the clock only if the clock is wrong', () => {
    const asked = { error: 'invalid_client', number: '700024' };
    expect(verdictOn(refusal({ ...asked, clockOff: -26 * hours }))).toEqual({
      kind: 'delayed',
      reason: 'clock-wrong',
    });
    for (const clockOff of [null, 20_000])
      expect(verdictOn(refusal({ ...asked, clockOff }))).toEqual({
        kind: 'refused',
        reason: 'app-not-set-up',
      });
    expect(verdictOn(refusal({ number: '50173', clockOff: 26 * hours }))).toMatchObject({
      reason: 'password-changed',
    });
  });

  it('an unknown number is not a refusal', () => {
    expect(verdictOn(refusal({ error: 'invalid_request', number: '900144' }))).toEqual({ kind: 'failed' });
  });

  it('no number has two meanings', () => {
    const all = [...Object.values(numbersOf).flat(), ...passingNumbers];
    expect(all.length).toBe(new Set(all).size);
  });

  it('a refusal is named by its number, else by its error', () => {
    expect(codeOf(refusal({ number: '50076' }))).toBe('AADSTS50076');
    expect(codeOf(refusal({ error: 'invalid_grant ada@example.org' }))).toBe('invalid_grantadaexample.org');
  });
});
