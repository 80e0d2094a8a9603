import { describe, expect, it } from 'vitest';
import { challengeOf } from './challenge.ts';

const claims = '{"access_token":{"nbf":{"essential":true,"value":"1700000000"}}}';
const answer = (header: string | null, status = 401) => ({
  status,
  header: (name: string) => (name === 'www-authenticate' ? header : null),
});

describe('a claims challenge', () => {
  it('is passed on as it was written', () => {
    const header = `Bearer realm="", error="insufficient_claims", claims="${btoa(claims)}"`;
    expect(challengeOf(answer(header))).toBe(claims);
    const urlSafe = btoa(claims).replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '');
    expect(challengeOf(answer(`Bearer claims="${urlSafe}"`))).toBe(claims);
  });
  it.each([
    ['no header', null],
    ['no claims', 'Bearer realm=""'],
    ['no base64', 'Bearer claims="%%%"'],
    ['no JSON', `Bearer claims="${btoa('hello')}"`],
    ['no object', `Bearer claims="${btoa('7')}"`],
    ['too long', `Bearer claims="${btoa(JSON.stringify({ long: 'x'.repeat(20_000) }))}"`],
  ])('is absent with %s', (_, header) => {
    expect(challengeOf(answer(header))).toBeNull();
  });
  it('comes with a 401 only', () => {
    expect(challengeOf(answer(`Bearer claims="${btoa(claims)}"`, 403))).toBeNull();
  });
});
