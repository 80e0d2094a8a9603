import { describe, expect, it } from 'vitest';
import { connectFailure, NetworkError, networkFailure } from './failure.ts';

const coded = (code: string): Error => Object.assign(new Error('what Node says'), { code });
const caused = (cause: Error): Error => new TypeError('fetch failed', { cause });

describe('the reason why a request got no answer', () => {
  it.each([
    ['Chromium: no name', new Error('net::ERR_NAME_NOT_RESOLVED'), 'unreachable'],
    [
      'Chromium: an authority nobody knows',
      new Error('net::ERR_CERT_AUTHORITY_INVALID'),
      'certificate-refused',
    ],
    [
      'Chromium: another host’s certificate',
      new Error('net::ERR_CERT_COMMON_NAME_INVALID'),
      'certificate-refused',
    ],
    [
      'Chromium: a certificate of another time',
      new Error('net::ERR_CERT_DATE_INVALID'),
      'certificate-out-of-date',
    ],
    [
      'Chromium: a certificate of ours is wanted',
      new Error('net::ERR_SSL_CLIENT_AUTH_CERT_NEEDED'),
      'client-certificate',
    ],
    ['Chromium: the proxy’s sign-in', new Error('net::ERR_PROXY_AUTH_UNSUPPORTED'), 'proxy-sign-in'],
    ['Chromium: silence', new Error('net::ERR_TIMED_OUT'), 'no-answer'],
    ['our own time limit', new DOMException('The operation timed out', 'TimeoutError'), 'no-answer'],
    ['Node: nobody listens', caused(coded('ECONNREFUSED')), 'unreachable'],
    ['Node: a certificate of its own', caused(coded('DEPTH_ZERO_SELF_SIGNED_CERT')), 'certificate-refused'],
    ['Node: an expired certificate', caused(coded('CERT_HAS_EXPIRED')), 'certificate-out-of-date'],
    ['Node: silence', caused(coded('UND_ERR_CONNECT_TIMEOUT')), 'no-answer'],
    ['our own: a redirect', new NetworkError('redirected', 'https://elsewhere.example/'), 'redirected'],
    ['our own: a host that may not be reached', new NetworkError('not-allowed'), 'not-allowed'],
    [
      'a text that only sounds like one',
      new Error('says CERT_HAS_EXPIRED of ada@example.org'),
      'unreachable',
    ],
    ['no error at all', 'net::ERR_CERT_DATE_INVALID', 'unreachable'],
  ])('%s', (_what, error, expected) => {
    expect(networkFailure(error)).toBe(expected);
  });

  it('ends with the host whose certificate was refused, if that is known', () => {
    const url = 'https://chat.example:8443/api';
    expect(connectFailure('certificate-refused', url)).toEqual({
      kind: 'certificate-refused',
      host: 'chat.example:8443',
    });
    expect(connectFailure('certificate-out-of-date', url)).toMatchObject({ host: 'chat.example:8443' });
    expect(connectFailure('client-certificate', url)).toMatchObject({ reason: 'client-certificate' });
    expect(connectFailure('proxy-sign-in', url)).toEqual({ kind: 'proxy-sign-in' });
    expect(connectFailure('no-answer', url)).toEqual({ kind: 'unreachable' });
    expect(connectFailure('redirected', url)).toEqual({ kind: 'not-this-service' });
    expect(connectFailure('not-allowed', url)).toEqual({ kind: 'not-this-service' });
  });
});
