// Tokens without a person: silently, before they run out, and what is said when Entra gives none.
import { readFileSync, writeFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { keyOf } from './sealed-text.ts';
import { hubScopes } from './scopes.ts';
import { readTokenCache } from './token-cache.ts';
import type { TeamsSession } from './session.ts';
import { desk, type Desk } from './testing/desk.ts';

const day = 24 * 3_600_000;

const signedIn = async (box: Desk): Promise<TeamsSession> => {
  expect((await box.signIn('ada')).kind).toBe('signed-in');
  const session = await box.session();
  box.asked.splice(0);
  return session;
};

it('uses a token until shortly before its end, and renews it once for many requests', async () => {
  const box = desk();
  const session = await signedIn(box);
  const first = await session.accessToken(false, undefined);
  expect(await session.accessToken(false, undefined)).toEqual(first);
  expect(box.asked.filter((one) => one.startsWith('token'))).toEqual([]);
  box.world.pass(day);
  const all = await Promise.all([1, 2, 3].map(() => session.accessToken(false, undefined)));
  expect(box.asked.filter((one) => one.startsWith('token'))).toEqual(['token refresh_token']);
  expect(new Set(all.map((one) => (one.ok ? one.value : ''))).size).toBe(1);
  expect(all[0]).not.toEqual(first);
  // What was renewed is in the file, for the next start.
  expect(await (await box.session()).accessToken(false, undefined)).toEqual(all[0]);
});

it('says when the sign-in was renewed: not while tokens come from the file or are refused', async () => {
  const box = desk();
  const session = await signedIn(box);
  expect((await session.accessToken(false, undefined)).ok).toBe(true);
  expect(session.renewedAt).toBeNull();
  box.world.pass(day);
  expect((await session.accessToken(false, undefined)).ok).toBe(true);
  const renewed = box.world.now();
  expect(session.renewedAt).toBe(renewed);
  expect(await readTokenCache(box.cacheFile, null)).toMatchObject({ sealedAt: renewed });
  box.world.pass(day);
  box.tenant.entra.refuseRefresh('ada', { number: 700082 });
  expect((await session.accessToken(true, undefined)).ok).toBe(false);
  expect(session.renewedAt).toBe(renewed);
});

it('renews a token that Graph refused, once for all who had it', async () => {
  const box = desk();
  const session = await signedIn(box);
  const first = await session.accessToken(false, undefined);
  const [one, other] = await Promise.all([1, 2].map(() => session.accessToken(true, undefined)));
  expect(one).toEqual(other);
  expect(one).not.toEqual(first);
  expect(box.asked.filter((each) => each.startsWith('token'))).toHaveLength(1);
});

it.each([
  [700082, 'expired'],
  [50173, 'password-changed'],
  [65001, 'consent-missing'],
  [50076, 'confirm-identity'],
  [50057, 'account-disabled'],
] as const)('needs a person after %i: %s', async (number, reason) => {
  const box = desk();
  const session = await signedIn(box);
  box.tenant.entra.refuseRefresh('ada', { number });
  expect(await session.accessToken(true, undefined)).toMatchObject({
    ok: false,
    failure: { kind: 'sign-in-needed', reason, code: `AADSTS${number}` },
  });
  expect(session.needsSignIn).toBe(true);
});

it('waits for a service that is down, and uses what it has meanwhile', async () => {
  const box = desk();
  const session = await signedIn(box);
  const first = await session.accessToken(false, undefined);
  const stop = box.tenant.entra.breakTokenEndpoint({ kind: 'status', status: 503, retryAfter: 60 });
  // Two minutes before its end.
  box.world.pass(day - 120_000);
  expect(await session.accessToken(false, undefined)).toEqual(first);
  expect(await session.accessToken(true, undefined)).toMatchObject({
    failure: { kind: 'offline', reason: 'service-down' },
  });
  stop();
  const before = box.asked.length;
  // Not before the service wants to be asked again.
  expect((await session.accessToken(true, undefined)).ok).toBe(false);
  expect(box.asked.length).toBe(before);
  box.world.pass(60_000);
  expect(await session.accessToken(true, undefined)).toEqual({
    ok: true,
    value: expect.any(String) as string,
  });
  expect(session.needsSignIn).toBe(false);
});

it.each([{ kind: 'html' }, { kind: 'empty' }, { kind: 'cut' }] as const)(
  'does not take a broken answer for a token: $kind',
  async (outage) => {
    const box = desk();
    const session = await signedIn(box);
    box.tenant.entra.breakTokenEndpoint(outage);
    expect(await session.accessToken(true, undefined)).toMatchObject({ failure: { kind: 'offline' } });
  },
);

it('keeps the claims that only a person can satisfy, and the next sign-in satisfies them', async () => {
  const box = desk();
  const session = await signedIn(box);
  const claims = JSON.stringify({ access_token: { acrs: { essential: true, value: 'c1' } } });
  expect(await session.accessToken(true, claims)).toMatchObject({
    failure: { kind: 'sign-in-needed', reason: 'confirm-identity' },
  });
  const known = await box.user();
  expect(known.claims).toContain('c1');
  expect((await box.signIn('ada', { known })).kind).toBe('signed-in');
  expect((await box.user()).claims).toBeNull();
  expect(await (await box.session()).accessToken(true, claims)).toMatchObject({ ok: true });
});

it('never writes over a file that it cannot open: another key, or damage', async () => {
  const box = desk();
  await signedIn(box);
  const sealed = readFileSync(box.cacheFile, 'utf8');
  const lost = { ok: false, failure: { kind: 'sign-in-needed', reason: 'secret-lost' } };
  for (const key of [null, keyOf('another')])
    expect(await (await box.session({ key })).accessToken(true, undefined)).toMatchObject(lost);
  expect(readFileSync(box.cacheFile, 'utf8')).toBe(sealed);
  expect(await (await box.session()).accessToken(true, undefined)).toMatchObject({ ok: true });
  const damaged = readFileSync(box.cacheFile, 'utf8').slice(0, -40);
  writeFileSync(box.cacheFile, damaged);
  expect(await (await box.session()).accessToken(true, undefined)).toMatchObject(lost);
  expect(readFileSync(box.cacheFile, 'utf8')).toBe(damaged);
});

it('leaves the file whole when two processes renew at once', async () => {
  const box = desk();
  const sessions = [await signedIn(box), await box.session(), await box.session()];
  const all = await Promise.all(sessions.map((session) => session.accessToken(true, undefined)));
  expect(all.map(({ ok }) => ok)).toEqual([true, true, true]);
  expect(await (await box.session()).accessToken(false, undefined)).toMatchObject({ ok: true });
});

it('gives tokens for Event Hubs by the same sign-in, once that is permitted', async () => {
  const box = desk();
  const graph = await (await signedIn(box)).accessToken(false, undefined);
  const refused = await (await box.session({ scopes: hubScopes })).token(false, undefined);
  expect(refused).toMatchObject({ failure: { kind: 'sign-in-needed', reason: 'consent-missing' } });
  box.tenant.entra.grantForAll(['https://eventhubs.azure.net/user_impersonation']);
  const session = await box.session({ scopes: hubScopes });
  const given = await session.token(false, undefined);
  if (!given.ok) throw new Error(given.failure.kind);
  const claims = Buffer.from(given.value.text.split('.')[1] ?? '', 'base64url').toString();
  expect(JSON.parse(claims)).toMatchObject({
    aud: 'https://eventhubs.azure.net',
    scp: 'user_impersonation',
  });
  expect(given.value.until).toBeGreaterThan(box.world.now());
  // Neither takes the place of the other.
  expect(await (await box.session()).accessToken(false, undefined)).toEqual(graph);
  expect(await session.accessToken(false, undefined)).toEqual({ ok: true, value: given.value.text });
});
