// When the sign-in of the Teams user was last renewed: from its file at the start, and from the session while the relay runs.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { graphUrl, loginUrl } from '../../sandbox/microsoft/testing/tenant.ts';
import { configShape } from '../config/relay-config.ts';
import { secretsOf } from '../secrets/secrets.ts';
import { noTool } from '../secrets/testing/tools.ts';
import { readOrMakeCacheKey } from '../sign-in/cache-key.ts';
import { signInPlaces } from '../sign-in/places.ts';
import { unseal } from '../sign-in/sealed-text.ts';
import { desk, key as deskKey } from '../sign-in/testing/desk.ts';
import { replaceTokenCache } from '../sign-in/token-cache.ts';
import { TeamsSeat } from './teams-seat.ts';

it('knows when the sign-in was renewed, also after a restart', async () => {
  const box = desk();
  const { platform } = process;
  const config = configShape.parse({
    dataFolder: box.folder,
    mattermost: { url: 'https://mattermost.example' },
    teams: { tenant: box.registration.tenant, clientId: box.registration.clientId },
  });
  const secrets = secretsOf({
    ...{ config, platform, environment: {}, runTool: noTool },
    file: join(box.folder, 'relay.json'),
  });
  const open = async (): Promise<TeamsSeat> => {
    const seat = await TeamsSeat.open({
      ...{ config, secrets },
      cloud: { loginUrl, graphUrl },
      send: (request) => box.tenant.login.fetch(request),
    });
    if (seat === 'unreadable') throw new Error(seat);
    return seat;
  };
  expect((await open()).refreshedAt).toBeNull();
  expect((await box.signIn('ada')).kind).toBe('signed-in');
  const places = signInPlaces(box.folder);
  const made = await readOrMakeCacheKey(secrets);
  const before = unseal(readFileSync(places.cache, 'utf8'), deskKey);
  if (made.kind !== 'read' || before.kind !== 'text') throw new Error('no key, or no sign-in');
  const sealedAt = Date.now() - 80 * 86_400_000;
  await replaceTokenCache({ path: places.cache, key: made.key, now: () => sealedAt }, before.text);
  const seat = await open();
  expect(seat.refreshedAt).toBe(sealedAt);
  const begun = Date.now();
  expect(await seat.account?.accessToken(true, undefined)).toMatchObject({ ok: true });
  const renewed = seat.refreshedAt ?? 0;
  expect(renewed).toBeGreaterThanOrEqual(begun);
  const again = (await open()).refreshedAt ?? 0;
  expect(again).toBeGreaterThanOrEqual(begun);
});
