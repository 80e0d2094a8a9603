import { describe, expect, it } from 'vitest';
import { claimsOf, readTokenAnswer, type ServiceAnswer } from './token-answer.ts';

const tenant = '3f6adf64-7cea-44d6-a708-34b914e61d71';
const other = '0c39e6b5-8c67-4a0c-8cde-6d1b2a5c9f10';
const now = Date.parse('2026-11-26T12:00:00Z');

const idToken = (claims: object): string =>
  ['{}', JSON.stringify(claims), 's'].map((part) => Buffer.from(part).toString('base64url')).join('.');
const tokens = (given: object = {}): string =>
  JSON.stringify({ access_token: 'a', id_token: idToken({ tid: tenant, name: 'Ünal' }), ...given });

const answer = (given: Partial<ServiceAnswer>): ServiceAnswer => ({
  url: `https://login.example/${tenant}/oauth2/v2.0/token?x=1`,
  status: 200,
  headers: { 'content-type': 'application/json' },
  body: tokens(),
  ...given,
});
const read = (given: Partial<ServiceAnswer>) => readTokenAnswer(answer(given), now);

describe('an answer of the sign-in service', () => {
  it('is whole if it has tokens of the requested tenant', () => {
    expect(read({})).toMatchObject({ kind: 'whole', body: { access_token: 'a' } });
    expect(read({ url: `https://login.example/${tenant.toUpperCase()}/oauth2/v2.0/token` }).kind).toBe(
      'whole',
    );
  });
  it('is whole if it has a code for another device, and broken without a page to type it', () => {
    const code = { device_code: 'd', user_code: 'u', verification_uri: 'https://login.example/device' };
    expect(read({ body: JSON.stringify(code) }).kind).toBe('whole');
    expect(read({ body: JSON.stringify({ ...code, verification_uri: '' }) }).kind).toBe('delayed');
  });
  it('is whole if it describes the service', () => {
    const body = JSON.stringify({ issuer: 'i', token_endpoint: 'https://login.example/token' });
    expect(read({ body }).kind).toBe('whole');
  });
  it('may have any tenant if none was named', () => {
    const url = 'https://login.example/organizations/oauth2/v2.0/token';
    expect(read({ url, body: tokens({ id_token: idToken({ tid: other }) }) }).kind).toBe('whole');
  });

  it.each([
    ['tokens of another tenant', { body: tokens({ id_token: idToken({ tid: other }) }) }, 'broken-answer'],
    ['tokens of nobody', { body: tokens({ id_token: undefined }) }, 'broken-answer'],
    ['no access token', { body: tokens({ access_token: undefined }) }, 'broken-answer'],
    ['an empty access token', { body: tokens({ access_token: '' }) }, 'broken-answer'],
    ['an empty object', { body: '{}' }, 'broken-answer'],
    ['a list', { body: '[]' }, 'broken-answer'],
    ['nothing', { body: '' }, 'broken-answer'],
    ['half an answer', { body: '{"access_token":"a' }, 'broken-answer'],
    ['a refusal without words', { status: 400, body: '{"message":"no"}' }, 'broken-answer'],
    [
      'a portal’s page',
      { headers: { 'content-type': 'text/html; charset=utf-8' }, body: 'Welcome' },
      'proxy-page',
    ],
    ['a page that calls itself JSON', { body: ' <!DOCTYPE html><title>Sign in</title>' }, 'proxy-page'],
    [
      'a portal’s page with 403',
      { status: 403, headers: { 'content-type': 'text/html' }, body: '<p>' },
      'proxy-page',
    ],
    [
      'the proxy’s sign-in',
      { status: 407, headers: { 'content-type': 'text/html' }, body: '<p>' },
      'proxy-sign-in',
    ],
    ['a service in trouble', { status: 503, body: '{"error":"invalid_grant"}' }, 'service-down'],
    [
      'a gateway’s page',
      { status: 502, headers: { 'content-type': 'text/html' }, body: '<p>' },
      'service-down',
    ],
    ['too many requests', { status: 429, body: '{"error":"invalid_grant"}' }, 'service-down'],
  ] as const)('decides nothing: %s', (_what, given, reason) => {
    expect(read(given)).toEqual({ kind: 'delayed', reason, waitMs: null });
  });

  it.each([
    ['12', 12_000],
    ['Thu, 26 Nov 2026 11:00:30 GMT', 30_000],
    ['soon', null],
    ['', null],
  ])('has the time to wait, by its own clock: Retry-After %j', (told, waitMs) => {
    // This computer is an hour ahead.
    const headers = { 'retry-after': told, date: 'Thu, 26 Nov 2026 11:00:00 GMT' };
    expect(read({ status: 429, headers })).toEqual({ kind: 'delayed', reason: 'service-down', waitMs });
  });

  it('is a refusal with all fields that decide its meaning', () => {
    const body = JSON.stringify({
      error: 'interaction_required',
      suberror: 'basic_action',
      error_codes: [50076],
      error_description: 'AADSTS50076: Due to a configuration change …',
      claims: '{"access_token":{}}',
    });
    expect(read({ status: 400, body, headers: { date: 'Thu, 26 Nov 2026 11:00:00 GMT' } })).toEqual({
      kind: 'refused',
      refusal: {
        error: 'interaction_required',
        suberror: 'basic_action',
        number: '50076',
        personal: false,
        claims: '{"access_token":{}}',
        clockOff: 3_600_000,
      },
    });
  });
  it('is a refusal also with a status of success, or with a number only in its text', () => {
    const body = JSON.stringify({
      error: 'access_denied',
      error_description:
        "AADSTS50020: User account 'x' from identity provider 'live.com' does not exist in tenant",
    });
    expect(read({ body })).toMatchObject({ kind: 'refused', refusal: { number: '50020', personal: true } });
  });
});

describe('the claims of an id token', () => {
  it('are read in UTF-8', () => {
    expect(claimsOf(idToken({ name: 'Ünal' }))).toEqual({ name: 'Ünal' });
  });
  it.each(['', 'a', 'a.b.c', 7, undefined, `x.${Buffer.from('[]').toString('base64url')}.y`])(
    'are none in %j',
    (token) => {
      expect(claimsOf(token)).toBeNull();
    },
  );
});
