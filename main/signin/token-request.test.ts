import { describe, expect, it } from 'vitest';
import type { CallRequest } from '../../preload/contract/index.ts';
import { NetworkError } from '../network/failure.ts';
import type { FetchInit } from '../network/fetch.ts';
import { stripPlainTextStates } from './claims.ts';
import { sendSignInRequest } from './token-request.ts';

const token = (claims: object): string =>
  ['{"alg":"RS256"}', JSON.stringify(claims), 'signature']
    .map((part) => Buffer.from(part).toString('base64url'))
    .join('.');
const claimsOf = (body: string): Record<string, unknown> => {
  const { id_token: idToken } = JSON.parse(body) as { id_token: string };
  return JSON.parse(Buffer.from(idToken.split('.')[1] ?? '', 'base64url').toString()) as Record<
    string,
    unknown
  >;
};

describe('the claims that would make MSAL store its cache in plain text', () => {
  it.each([['kmsi'], ['dvc_dmjd'], [' KMSI ']])('%s loses signin_state, and the rest stays', (state) => {
    const body = JSON.stringify({
      access_token: 'a',
      refresh_token: 'r',
      id_token: token({ oid: '1', nonce: 'n', signin_state: ['dvc_mngd', state], name: 'Ünal' }),
    });
    const stripped = stripPlainTextStates(body);
    expect(claimsOf(stripped)).toEqual({ oid: '1', nonce: 'n', signin_state: ['dvc_mngd'], name: 'Ünal' });
    expect(JSON.parse(stripped)).toMatchObject({ access_token: 'a', refresh_token: 'r' });
  });
  it('are removed too if no other claim is left', () => {
    expect(
      claimsOf(stripPlainTextStates(JSON.stringify({ id_token: token({ oid: '1', kmsi: true }) }))),
    ).toEqual({ oid: '1' });
  });
  it.each(['<html>', '{"error":"invalid_grant"}', '{"id_token":7}', '{"id_token":"no token"}', 'null', '[]'])(
    'are removed from no other body: %s',
    (body) => {
      expect(JSON.parse(JSON.stringify(stripPlainTextStates(body)))).toBe(body);
    },
  );
});

describe('a request of the sign-in page', () => {
  const request: CallRequest<'signin:request'> = {
    method: 'POST',
    url: 'https://login.example/tenant/oauth2/v2.0/token',
    headers: {
      'content-type': 'application/x-www-form-urlencoded',
      origin: 'https://signin.isthmus.localhost',
      cookie: 'a=b',
    },
    body: 'grant_type=refresh_token',
  };
  const allowed = new Set(['https://login.example']);
  it('is sent without Origin and cookies, and follows no redirect', async () => {
    const sent: { url: string; init: FetchInit }[] = [];
    const answer = await sendSignInRequest(request, allowed, (url, init) => {
      sent.push({ url, init });
      return Promise.resolve(
        new Response('{"ok":1}', {
          status: 400,
          headers: {
            'content-type': 'application/json',
            'set-cookie': 'x=y',
            'retry-after': '5',
            date: 'now',
          },
        }),
      );
    });
    expect(sent).toMatchObject([
      {
        url: request.url,
        init: { method: 'POST', body: 'grant_type=refresh_token' },
      },
    ]);
    expect(sent[0]?.init.follow).toBeUndefined();
    expect(sent[0]?.init.within(new URL('https://evil.example/'))).toBe(false);
    expect(Object.fromEntries(new Headers(sent[0]?.init.headers))).toEqual({
      'content-type': 'application/x-www-form-urlencoded',
    });
    expect(answer).toEqual({
      kind: 'answered',
      status: 400,
      headers: { 'content-type': 'application/json', 'retry-after': '5', date: 'now' },
      body: '{"ok":1}',
    });
  });
  it.each([
    'https://evil.example/token',
    'http://login.example/token',
    'https://login.example:444/',
    'https://login.example@evil.example/',
    'nonsense',
  ])('goes to the configured sign-in service only, not to %s', async (url) => {
    const fetch = () => Promise.reject(new Error('must not be sent'));
    expect(await sendSignInRequest({ ...request, url }, allowed, fetch)).toEqual({
      kind: 'not-reached',
      reason: 'unreachable',
    });
  });
  it.each([
    [new TypeError('fetch failed'), { reason: 'unreachable' }],
    [new DOMException('The operation timed out', 'TimeoutError'), { reason: 'no-answer' }],
    [new Error('net::ERR_CERT_AUTHORITY_INVALID'), { reason: 'certificate-refused', host: 'login.example' }],
    // Microsoft renews its certificates in time, so this computer's clock is wrong.
    [new Error('net::ERR_CERT_DATE_INVALID'), { reason: 'clock-wrong' }],
    [new Error('net::ERR_PROXY_AUTH_REQUESTED'), { reason: 'proxy-sign-in' }],
    [new NetworkError('redirected', 'https://portal.example/'), { reason: 'proxy-page' }],
  ])('reports why there is no answer: %s', async (error, expected) => {
    const answer = await sendSignInRequest(request, allowed, () => Promise.reject(error));
    expect(answer).toEqual({ kind: 'not-reached', ...expected });
  });
  it('cuts off a page that is longer than any answer', async () => {
    const page = () => Promise.resolve(new Response('x'.repeat(1_200_000)));
    expect(await sendSignInRequest(request, allowed, page)).toMatchObject({ body: 'x'.repeat(1_000_000) });
  });
});
