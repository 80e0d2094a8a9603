import { expect, it } from 'vitest';
import type { SettablePresence } from '../../../model/index.ts';
import { createScripted } from '../testing/scripted.ts';
import { graphRefusal } from '../testing/test-world.ts';

const { signal } = new AbortController();
const set = '/me/presence/setUserPreferredPresence';
const clear = '/me/presence/clearUserPreferredPresence';
const read = '/communications/getPresencesByUserId';

const open = (script: Record<string, unknown> = {}, settings: Parameters<typeof createScripted>[1] = {}) => {
  const scripted = createScripted(
    {
      [set]: new Response(null, { status: 200 }),
      [clear]: new Response(null, { status: 200 }),
      [read]: { value: [{ id: 'me', availability: 'Busy', activity: 'Busy' }] },
      ...script,
    },
    settings,
  );
  const { setPresence } = scripted.connector;
  if (!setPresence) throw new Error('it cannot be set');
  const wish = (presence: SettablePresence, until: number | null = null) =>
    setPresence(presence, until, signal);
  return { ...scripted, wish };
};

it.each([
  ['online', 'Available', 'Available'],
  ['busy', 'Busy', 'Busy'],
  ['do-not-disturb', 'DoNotDisturb', 'DoNotDisturb'],
  ['away', 'Away', 'Away'],
  ['offline', 'Offline', 'OffWork'],
] as const)(
  '%s is set as %s, %s, and Graph is asked what it shows',
  async (presence, availability, activity) => {
    const { wish, world, asked } = open();
    expect(await wish(presence)).toMatchObject({ ok: true, value: [{ kind: 'presence', presence: 'busy' }] });
    expect(asked()).toEqual([set, read]);
    expect(await world.requests[0]?.json()).toEqual({ availability, activity });
  },
);

it('an end is told as a duration in whole minutes', async () => {
  const { wish, world } = open();
  await wish('do-not-disturb', world.now() + 3_590_000);
  expect(await world.requests[0]?.json()).toMatchObject({ expirationDuration: 'PT60M' });
});

it('automatic takes the preferred presence away', async () => {
  const { wish, asked } = open();
  expect((await wish('automatic')).ok).toBe(true);
  expect(asked()).toEqual([clear, read]);
});

it('what is set counts as set, even if it cannot be read afterwards', async () => {
  const { wish } = open({ [read]: graphRefusal(503, 'serviceNotAvailable') });
  expect(await wish('away')).toEqual({ ok: true, value: [] });
});

it('a refusal is a failure, and nothing is read', async () => {
  const { wish, asked } = open({ [set]: graphRefusal(403, 'Forbidden') });
  expect(await wish('away')).toMatchObject({ failure: { kind: 'forbidden' } });
  expect(asked()).toEqual([set]);
});

it('without the permission nothing is asked', async () => {
  const { wish, asked } = open({}, { lacks: () => ['own-presence'] });
  expect(await wish('away')).toMatchObject({ failure: { because: 'not-granted', feature: 'own-presence' } });
  expect(asked()).toEqual([]);
});
