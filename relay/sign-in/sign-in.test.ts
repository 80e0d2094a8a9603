// The whole sign-in of the relay's Teams user against the sandbox's tenant, over a real loopback.
import { readFileSync, statSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { desk } from './testing/desk.ts';

describe('a sign-in by browser', () => {
  it('keeps the account and its sealed tokens, which give access to Graph', async () => {
    const { signIn, user, cacheFile, userFile, session, tenant, browsed } = desk();
    const outcome = await signIn('ada');
    expect(browsed.filter(({ kind }) => kind === 'stuck')).toEqual([]);
    expect(outcome).toMatchObject({ kind: 'signed-in', user: { username: 'ada@testworks.example' } });
    expect((await user()).tenantId).toBe(tenant.tenantId());
    const [sealed, told] = [readFileSync(cacheFile, 'utf8'), readFileSync(userFile, 'utf8')];
    if (process.platform !== 'win32') expect(statSync(cacheFile).mode & 0o777).toBe(0o600);
    const token = await (await session()).accessToken(false, undefined);
    if (!token.ok) throw new Error(token.failure.kind);
    for (const text of [sealed, told])
      for (const secret of [token.value, 'RefreshToken', 'access_token']) expect(text).not.toContain(secret);
  });
});
