import { describe, expect, it } from 'vitest';
import { connectRefusals, tokenDelay } from '../../preload/contract/index.ts';
import { signInFailure, tokenFailure } from './teams-failures.ts';

const refused = (reason: (typeof connectRefusals)[number], code = '') =>
  ({ kind: 'refused', reason, code }) as const;
const delayed = (reason: (typeof tokenDelay.options)[number], host?: string) =>
  ({ kind: 'delayed', reason, code: 'c', ...(host === undefined ? {} : { host }) }) as const;

describe('the reason why the engine gets no token', () => {
  it('is that of Entra, with its number', () => {
    expect(tokenFailure(refused('confirm-identity', 'AADSTS50076'))).toEqual({
      kind: 'sign-in-needed',
      reason: 'confirm-identity',
      code: 'AADSTS50076',
    });
  });
  it.each([
    ['declined', 'consent-missing'],
    ['not-in-organisation', 'account-disabled'],
    ['account-locked', 'blocked-by-policy'],
  ] as const)('for %s, which has words at a first sign-in only, is %s', (given, reason) => {
    expect(tokenFailure(refused(given))).toMatchObject({ kind: 'sign-in-needed', reason });
  });
  it.each(connectRefusals.map((reason) => [reason]))('needs the user for %s', (reason) => {
    expect(tokenFailure(refused(reason)).kind).toBe('sign-in-needed');
  });
  it.each(tokenDelay.options.map((reason) => [reason]))('allows another try: %s', (reason) => {
    expect(tokenFailure(delayed(reason))).toEqual({ kind: 'unreachable', reason });
  });
  it('has the host of a refused certificate', () => {
    expect(tokenFailure(delayed('certificate-refused', 'login.example'))).toEqual({
      kind: 'unreachable',
      reason: 'certificate-refused',
      host: 'login.example',
    });
  });
  it.each(['page-gone', 'page-silent', 'state_mismatch'])(
    'allows another try after a failure of our own: %s',
    (code) => {
      expect(tokenFailure({ kind: 'failed', code })).toEqual({ kind: 'unreachable', reason: 'unreachable' });
    },
  );
});

describe('the outcome of a sign-in', () => {
  it.each([
    [refused('app-not-set-up', 'AADSTS700016'), refused('app-not-set-up', 'AADSTS700016')],
    [delayed('unreachable'), { kind: 'unreachable' }],
    [delayed('service-down'), { kind: 'unreachable' }],
    [delayed('certificate-refused', 'login.example'), { kind: 'certificate-refused', host: 'login.example' }],
    [delayed('proxy-sign-in'), { kind: 'proxy-sign-in' }],
    [delayed('proxy-page'), { kind: 'not-this-service' }],
    [delayed('clock-wrong'), { kind: 'refused', reason: 'clock-wrong', code: 'c' }],
    [delayed('keyring-locked'), { kind: 'keyring-missing' }],
    [
      { kind: 'failed', code: 'page-gone' },
      { kind: 'failed', detail: 'page-gone' },
    ],
    [{ kind: 'cancelled' }, { kind: 'cancelled' }],
  ] as const)('%o', (answer, outcome) => {
    expect(signInFailure(answer)).toEqual(outcome);
  });
});
