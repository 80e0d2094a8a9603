import { describe, expect, it } from 'vitest';
import { netError } from './net-errors.ts';

describe('an error of Node’s', () => {
  it.each([
    ['ECONNREFUSED', 'net::ERR_CONNECTION_REFUSED'],
    ['ENOTFOUND', 'net::ERR_NAME_NOT_RESOLVED'],
    ['DEPTH_ZERO_SELF_SIGNED_CERT', 'net::ERR_CERT_AUTHORITY_INVALID'],
    ['HPE_INVALID_CONSTANT', 'net::ERR_INVALID_HTTP_RESPONSE'],
    ['EWHATEVER', 'net::ERR_FAILED'],
  ])('%s is %s', (code, message) => {
    expect(netError(Object.assign(new Error('x'), { code })).message).toBe(message);
  });
  it('of Chromium’s own stays unchanged', () => {
    expect(netError(new Error('net::ERR_TUNNEL_CONNECTION_FAILED')).message).toBe(
      'net::ERR_TUNNEL_CONNECTION_FAILED',
    );
    expect(netError('x').message).toBe('net::ERR_FAILED');
  });
});
