// What a person and Entra may do at a sign-in: each ends with its own reason, and keeps nothing.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { openLoopback } from './loopback.ts';
import { desk } from './testing/desk.ts';

it('lets nobody else in than who is signed in, and keeps what there was', async () => {
  const { signIn, user, cacheFile } = desk();
  await signIn('ada');
  const before = readFileSync(cacheFile, 'utf8');
  const known = { ...(await user()), username: 'ben@testworks.example' };
  expect(await signIn('ben', { known })).toEqual({ kind: 'other-person', username: 'ben@testworks.example' });
  expect(readFileSync(cacheFile, 'utf8')).toBe(before);
  expect((await user()).username).toBe('ada@testworks.example');
});

it.each([
  [65004, { kind: 'refused', reason: 'declined', code: 'AADSTS65004' }],
  [53003, { kind: 'refused', reason: 'blocked-by-policy', code: 'AADSTS53003' }],
] as const)('says why Entra sends the person back: %i', async (number, outcome) => {
  const { signIn, tenant, cacheFile, userFile } = desk();
  tenant.entra.stopSignIn({ person: 'ada', number, way: 'redirect' });
  expect(await signIn('ada')).toMatchObject(outcome);
  expect(existsSync(cacheFile) || existsSync(userFile)).toBe(false);
});

it('ends when the page of Entra never comes back, and when nobody comes', async () => {
  const { signIn, tenant, browsed } = desk();
  tenant.entra.stopSignIn({ person: 'ada', number: 53003, way: 'page' });
  expect(await signIn('ada')).toEqual({ kind: 'cancelled' });
  expect(browsed).toMatchObject([{ kind: 'stuck' }]);
  const loopback = await openLoopback(0);
  const way = { kind: 'browser', loopback, show: () => undefined, onStranger: () => undefined } as const;
  expect(await signIn('ada', { within: 1, way })).toEqual({ kind: 'timed-out' });
  loopback.close();
});

it('names a tenant that Microsoft does not know, and a fault of the service', async () => {
  const { signIn, tenant, registration } = desk();
  const unknown = { ...registration, tenant: '00000000-0000-4000-8000-000000000000' };
  expect(await signIn('ada', { registration: unknown })).toMatchObject({ reason: 'organisation-unknown' });
  tenant.entra.breakTokenEndpoint({ kind: 'status', status: 503 });
  expect(await signIn('ada')).toEqual({ kind: 'delayed', reason: 'service-down', code: '' });
});

it('ignores an answer with another state, and takes the right one afterwards', async () => {
  const { signIn, browser } = desk();
  const loopback = await openLoopback(0);
  let strangers = 0;
  const outcome = await signIn('ada', {
    way: {
      kind: 'browser',
      loopback,
      onStranger: () => (strangers += 1),
      show: (url) => {
        const forged = fetch(`${loopback.redirectUri}/?state=forged&code=1`).then(({ status }) => status);
        void forged.then((status) => {
          expect(status).toBe(400);
          return browser('ada').open(url);
        });
      },
    },
  });
  loopback.close();
  expect([outcome.kind, strangers]).toEqual(['signed-in', 1]);
});

it('answers no other name of this machine, and tells who looks that it waits', async () => {
  const loopback = await openLoopback(0);
  const status = async (host: string): Promise<number> => {
    const { request } = await import('node:http');
    return new Promise((resolve) => {
      request({ host: '127.0.0.1', port: loopback.port, headers: { host } }, (answer) =>
        resolve(answer.statusCode ?? 0),
      ).end();
    });
  };
  expect([await status('evil.example'), await status(`localhost:${loopback.port}`)]).toEqual([403, 404]);
  loopback.close();
});

it('puts a new sign-in in the place of a damaged one', async () => {
  const { signIn, session, cacheFile } = desk();
  await signIn('ada');
  writeFileSync(cacheFile, 'nothing');
  expect(await (await session()).accessToken(false, undefined)).toMatchObject({ ok: false });
  expect(readFileSync(cacheFile, 'utf8')).toBe('nothing');
  await signIn('ada');
  expect(await (await session()).accessToken(false, undefined)).toMatchObject({ ok: true });
});
