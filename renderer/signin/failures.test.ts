import { AuthError, InteractionRequiredAuthError, ServerError } from '@azure/msal-browser';
import { describe, expect, it } from 'vitest';
import { CacheClosed } from './cache-key.ts';
import { signInFailureOf } from './failures.ts';
import { Cancelled, Delayed, Refused } from './network.ts';

const server = (code: string, description: string, suberror = '', number?: string): ServerError =>
  new ServerError(code, 'correlation', description, suberror, number);
const refused = (number: string): Refused =>
  new Refused({ error: 'invalid_grant', suberror: '', number, personal: false, claims: '', clockOff: null });

describe('an error of MSAL', () => {
  it.each([
    [
      'a refusal that the network met with',
      refused('50173'),
      { kind: 'refused', reason: 'password-changed', code: 'AADSTS50173' },
    ],
    [
      'no answer, with whose certificate it was',
      new Delayed('certificate-refused', 'login.example'),
      { kind: 'delayed', reason: 'certificate-refused', code: '', host: 'login.example' },
    ],
    [
      'a service that is loaded',
      refused('50196'),
      { kind: 'delayed', reason: 'service-down', code: 'AADSTS50196' },
    ],
    [
      'the way back from the browser: the user’s own no',
      server('access_denied', 'AADSTS65004: User declined to consent'),
      { kind: 'refused', reason: 'declined', code: 'AADSTS65004' },
    ],
    [
      'the way back from the browser: a policy’s',
      server('access_denied', 'AADSTS53003: Access has been blocked'),
      { kind: 'refused', reason: 'blocked-by-policy', code: 'AADSTS53003' },
    ],
    [
      'the way back, with an interaction',
      new InteractionRequiredAuthError(
        'interaction_required',
        'c',
        'AADSTS50076: MFA',
        '',
        '',
        '',
        '{"a":1}',
      ),
      { kind: 'refused', reason: 'confirm-identity', code: 'AADSTS50076', claims: '{"a":1}' },
    ],
    [
      'cancelling on Entra’s page',
      server('access_denied', 'AADSTS50126: cancelled', 'cancel'),
      { kind: 'cancelled' },
    ],
    [
      'a cache without a refresh token',
      new InteractionRequiredAuthError('no_tokens_found', 'c'),
      { kind: 'refused', reason: 'secret-lost', code: 'no_tokens_found' },
    ],
    [
      'a refresh token whose end MSAL knows',
      new InteractionRequiredAuthError('refresh_token_expired', 'c'),
      { kind: 'refused', reason: 'expired', code: 'refresh_token_expired' },
    ],
    [
      'no network',
      new AuthError('network_error', 'c', 'unreachable'),
      { kind: 'delayed', reason: 'unreachable', code: 'network_error' },
    ],
    ['a cache that stays closed', new CacheClosed(), { kind: 'delayed', reason: 'keyring-locked', code: '' }],
    ['a cancelled browser', new Cancelled(), { kind: 'cancelled' }],
    [
      'anything else of MSAL’s',
      new AuthError('state_mismatch', 'c'),
      { kind: 'failed', code: 'state_mismatch' },
    ],
    ['anything else', new TypeError('who knows ada@example.org'), { kind: 'failed', code: 'TypeError' }],
    ['no error at all', 'ada@example.org', { kind: 'failed', code: 'unknown' }],
  ])('%s', (_what, error, expected) => {
    expect(signInFailureOf(error)).toEqual(expected);
  });

  it('of a failed discovery gets the network’s reason, because MSAL hides it', () => {
    const error = new AuthError('openid_config_error', 'c');
    expect(signInFailureOf(error, refused('90002'))).toMatchObject({ reason: 'organisation-unknown' });
    expect(signInFailureOf(error, new Delayed('proxy-page'))).toMatchObject({
      kind: 'delayed',
      reason: 'proxy-page',
    });
    expect(signInFailureOf(error, null)).toMatchObject({ kind: 'delayed', reason: 'unreachable' });
  });
});
