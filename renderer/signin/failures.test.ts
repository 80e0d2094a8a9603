import { AuthError, InteractionRequiredAuthError, ServerError } from '@azure/msal-browser';
import { describe, expect, it } from 'vitest';
import { failureOf } from './failures.ts';
import { Cancelled } from './network.ts';

const server = (
  code: string,
  description: string,
  suberror = '',
  number?: string,
  status?: number,
): ServerError => new ServerError(code, 'correlation', description, suberror, number, status);

describe('what MSAL throws', () => {
  it.each([
    [
      'a refresh token that was taken back',
      server('invalid_grant', 'AADSTS50173: …', '', '50173'),
      'interaction-needed',
      'invalid_grant 50173',
    ],
    [
      'invalid_grant without suberror and number',
      server('invalid_grant', 'AADSTS700082: The refresh token has expired'),
      'interaction-needed',
      'invalid_grant 700082',
    ],
    [
      'an interaction that Entra asks for',
      new InteractionRequiredAuthError('interaction_required', 'c', 'AADSTS50076: MFA'),
      'interaction-needed',
      'interaction_required 50076',
    ],
    [
      'consent that nobody gave',
      server('invalid_grant', 'AADSTS65001: not consented', 'consent_required', '65001'),
      'consent-missing',
      'invalid_grant 65001',
    ],
    [
      'the way back from “Need admin approval”',
      server('access_denied', 'AADSTS65004: User declined'),
      'consent-missing',
      'access_denied 65004',
    ],
    [
      'admin consent that is required',
      server('consent_required', 'AADSTS90094: admin'),
      'consent-missing',
      'consent_required 90094',
    ],
    [
      'cancelling on Entra’s page',
      server('access_denied', 'AADSTS50126: cancelled', 'cancel'),
      'cancelled',
      'access_denied 50126',
    ],
    ['no network', new AuthError('network_error', 'c', 'unreachable'), 'network', 'network_error'],
    ['MSAL’s own waiting after a Retry-After', server('', ''), 'network', ''],
    [
      'a service in trouble',
      server('temporarily_unavailable', 'AADSTS90033: transient'),
      'network',
      'temporarily_unavailable 90033',
    ],
    [
      'an app that the tenant does not know',
      server('unauthorized_client', 'AADSTS700016: not found'),
      'interaction-needed',
      'unauthorized_client 700016',
    ],
    ['a cancelled browser', new Cancelled(), 'cancelled', ''],
    ['anything else of MSAL’s', new AuthError('state_mismatch', 'c'), 'other', 'state_mismatch'],
    ['anything else', new TypeError('who knows ada@example.org'), 'other', 'TypeError'],
    ['no error at all', 'ada@example.org', 'other', 'unknown'],
  ])('%s', (_what, error, reason, code) => {
    expect(failureOf(error)).toEqual({ kind: 'failed', reason, code });
  });
});
