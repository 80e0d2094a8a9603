import { describe, expect, it } from 'vitest';
import { graphFailureOf, isPassing, readGraphAnswer, type GraphAnswer } from './failure.ts';

const now = Date.parse('2026-11-23T10:00:00Z');
const of = (status: number, body = '', headers: Record<string, string> = {}): GraphAnswer => ({
  status,
  body,
  header: (name) => headers[name] ?? null,
});
const error = (code: string, inner?: object): string =>
  JSON.stringify({ error: { code, message: 'secret words', innerError: inner } });
const page = '<!DOCTYPE html><title>Sign in to the network</title>';

describe('a failure', () => {
  it.each(['unreachable', 'no-answer', 'certificate-refused', 'proxy-sign-in'] as const)(
    'of the gateway’s own is not an answer of Graph: %s',
    (reason) => {
      const answer = of(502, '{}', { 'x-isthmus-refusal': reason });
      expect(graphFailureOf(answer, now)).toEqual({ kind: 'offline', reason, status: null });
    },
  );
  it('of a refused certificate has the host in the gateway’s answer', () => {
    const headers = { 'x-isthmus-refusal': 'certificate-refused', 'x-isthmus-refused-host': 'graph.example' };
    expect(graphFailureOf(of(502, '{}', headers), now)).toMatchObject({
      reason: 'certificate-refused',
      host: 'graph.example',
    });
  });
  it.each([
    [
      '401 of a token that died',
      of(401, error('InvalidAuthenticationToken')),
      { kind: 'sign-in-needed', reason: 'expired' },
    ],
    [
      '401 of a session that was ended',
      of(401, error('InvalidAuthenticationToken'), {
        'www-authenticate': 'Bearer error="insufficient_claims", claims="eyJ"',
      }),
      { kind: 'sign-in-needed', reason: 'revoked' },
    ],
    ['402', of(402, error('PaymentRequired')), { kind: 'forbidden', status: 402, code: 'PaymentRequired' }],
    [
      '403 without consent',
      of(403, error('Authorization_RequestDenied')),
      { kind: 'forbidden', status: 403, code: 'Authorization_RequestDenied' },
    ],
    ['404', of(404, error('NotFound')), { kind: 'not-found' }],
    ['408', of(408), { kind: 'offline', reason: 'no-answer', status: 408 }],
    ['409', of(409, error('Conflict')), { kind: 'refused', status: 409, code: 'Conflict' }],
    ['410', of(410), { kind: 'cursor-gone' }],
    ['resyncRequired', of(400, error('resyncRequired')), { kind: 'cursor-gone' }],
    [
      'SyncStateNotFound inside',
      of(400, error('BadRequest', { code: 'SyncStateNotFound' })),
      { kind: 'cursor-gone' },
    ],
    [
      '412',
      of(412, error('PreconditionFailed')),
      { kind: 'refused', status: 412, code: 'PreconditionFailed' },
    ],
    [
      '413',
      of(413, error('RequestEntityTooLarge')),
      { kind: 'refused', status: 413, code: 'RequestEntityTooLarge' },
    ],
    [
      '507: a drive that is full does not empty by waiting',
      of(507, error('quotaLimitReached')),
      { kind: 'refused', status: 507, code: 'quotaLimitReached', because: 'no-room' },
    ],
    [
      '429 in seconds',
      of(429, error('TooManyRequests'), { 'retry-after': '7' }),
      { kind: 'throttled', retryAfterMs: 7_000 },
    ],
    [
      '429 with a date, by the service’s clock',
      of(429, '', { 'retry-after': 'Mon, 23 Nov 2026 08:00:20 GMT', date: 'Mon, 23 Nov 2026 08:00:00 GMT' }),
      { kind: 'throttled', retryAfterMs: 20_000 },
    ],
    [
      '429 with a date, by ours',
      of(429, '', { 'retry-after': 'Mon, 23 Nov 2026 10:00:30 GMT' }),
      { kind: 'throttled', retryAfterMs: 30_000 },
    ],
    [
      '429 with a date gone by',
      of(429, '', { 'retry-after': 'Mon, 23 Nov 2020 10:00:30 GMT' }),
      { kind: 'throttled', retryAfterMs: 1_000 },
    ],
    ['429 without Retry-After, which CORS hides', of(429), { kind: 'throttled', retryAfterMs: 10_000 }],
    [
      '429 with nonsense',
      of(429, '', { 'retry-after': 'soon' }),
      { kind: 'throttled', retryAfterMs: 10_000 },
    ],
    [
      '429 for a day',
      of(429, '', { 'retry-after': '86400' }),
      { kind: 'throttled', retryAfterMs: 3_600_000 },
    ],
    ['503 with Retry-After', of(503, '', { 'retry-after': '3' }), { kind: 'throttled', retryAfterMs: 3_000 }],
    ['503 without', of(503), { kind: 'offline', reason: 'service-down', status: 503 }],
    ['504 with Retry-After', of(504, '', { 'retry-after': '3' }), { kind: 'throttled', retryAfterMs: 3_000 }],
    ['500', of(500, error('InternalServerError')), { kind: 'offline', reason: 'service-down', status: 500 }],
    [
      '502 as a page',
      of(502, page, { 'content-type': 'text/html' }),
      { kind: 'offline', reason: 'service-down', status: 502 },
    ],
    [
      '403 as a page',
      of(403, page, { 'content-type': 'text/html' }),
      { kind: 'offline', reason: 'proxy-page', status: 403 },
    ],
    ['302 that was not followed', of(302), { kind: 'offline', reason: 'proxy-page', status: 302 }],
    ['418', of(418, 'not json'), { kind: 'refused', status: 418, code: '' }],
  ])('has a reason for %s', (_name, answer, expected) => {
    expect(graphFailureOf(answer, now)).toEqual(expected);
  });

  it('never contains text of the answer', () => {
    const failure = graphFailureOf(of(403, error('Forbidden: ada@contoso.example said "no" <b>')), now);
    expect(JSON.stringify(failure)).not.toMatch(/secret|@|<|"no"/);
  });

  it.each([
    [{ kind: 'offline', reason: 'service-down', status: 500 }, true],
    [{ kind: 'throttled', retryAfterMs: 1 }, true],
    [{ kind: 'sign-in-needed', reason: 'expired' }, true],
    [{ kind: 'cancelled' }, true],
    [{ kind: 'refused', status: 409, code: '' }, true],
    [{ kind: 'refused', status: 412, code: '' }, true],
    [{ kind: 'refused', status: 400, code: '' }, false],
    [{ kind: 'not-found' }, false],
    [{ kind: 'forbidden', status: 403, code: '' }, false],
  ] as const)('%j is temporary: %s', (failure, passing) => {
    expect(isPassing(failure)).toBe(passing);
  });
});

describe('an answer', () => {
  it('is the JSON in it', () => {
    expect(readGraphAnswer(of(200, '{"a":1}'), now)).toEqual({ ok: true, value: { a: 1 } });
    expect(readGraphAnswer(of(204), now)).toEqual({ ok: true, value: {} });
  });

  it.each([
    ['a proxy’s page', of(200, page, { 'content-type': 'text/html; charset=utf-8' }), 'proxy-page'],
    [
      'a proxy’s page that calls itself JSON',
      of(200, page, { 'content-type': 'application/json' }),
      'proxy-page',
    ],
    ['JSON cut in the middle', of(200, '{"value":[{"id":'), 'broken-answer'],
    ['JSON that is no object', of(200, '[]'), 'broken-answer'],
  ])('that is %s is broken', (_name, answer, reason) => {
    expect(readGraphAnswer(answer, now)).toEqual({
      ok: false,
      failure: { kind: 'offline', reason, status: 200 },
    });
  });
});
