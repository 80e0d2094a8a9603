// The sign-in by a code on another device, with every answer that the service gives meanwhile.
import { expect, it, vi } from 'vitest';
import { createSandboxBrowser } from '../../sandbox/browser.ts';
import { desk, type Desk } from './testing/desk.ts';
import type { SignInOutcome } from './sign-in.ts';

/** Shortly, because MSAL waits by the machine's own clock. */
const settings = { deviceCodeIntervalSeconds: 0.002 };

/** Signs in by a code. `person` does something at the page with it. */
const byCode = (box: Desk, person: (page: string, code: string) => unknown): Promise<SignInOutcome> =>
  box.signIn('ada', { way: { kind: 'device-code', show: (page, code) => void person(page, code) } });

const typing = (box: Desk, code: string) =>
  createSandboxBrowser({
    fetch: (request) => box.tenant.login.fetch(request),
    credentialsFor: () => ({
      username: 'ada@testworks.example',
      password: 'ada-password',
      mfaCode: () => code,
    }),
  });

it('asks until the person has signed in, and more slowly when it is told to', async () => {
  const box = desk(settings, { hastyWaits: 1 });
  const outcome = await byCode(box, async (page, code) => {
    // The person is slower than the client, on any machine.
    await vi.waitUntil(() => box.waited.length >= 3, { timeout: 60_000, interval: 1 });
    await typing(box, code).open(page);
  });
  expect(outcome).toMatchObject({ kind: 'signed-in', user: { username: 'ada@testworks.example' } });
  expect(box.asked).toContain('devicecode');
  expect(box.asked.filter((one) => one.endsWith('device_code')).length).toBeGreaterThan(3);
  // The second question came too early. The service said so, and each later wait is longer.
  expect(box.waited.slice(0, 3)).toEqual([0, 5_000, 5_000]);
  expect(await (await box.session()).accessToken(true, undefined)).toMatchObject({ ok: true });
});

it('says that the person declined', async () => {
  const box = desk(settings);
  const outcome = await byCode(box, async (page, code) => {
    const post = async (path: string, fields: Record<string, string>): Promise<string> =>
      (
        await box.tenant.login.fetch(
          new Request(new URL(path, page), { method: 'POST', body: new URLSearchParams(fields) }),
        )
      ).text();
    const html = await post(new URL(page).pathname, { otc: code });
    const flow = /name="flow" value="([^"]+)"/.exec(html)?.[1] ?? '';
    await post(`/${box.tenant.tenantId()}/login`, { flow, step: 'email', action: 'cancel' });
  });
  expect(outcome).toMatchObject({ kind: 'refused', reason: 'declined' });
});

it('ends when nobody types the code in time', async () => {
  const box = desk(settings);
  const outcome = await byCode(box, () => box.world.pass(15 * 60_000));
  expect(outcome).toEqual({ kind: 'timed-out' });
});

it('takes no code that is not there', async () => {
  const box = desk(settings);
  const page = `${box.tenant.urls().loginUrl}/common/oauth2/deviceauth`;
  expect(await typing(box, 'WRONG').open(page)).toMatchObject({ kind: 'stuck' });
});
