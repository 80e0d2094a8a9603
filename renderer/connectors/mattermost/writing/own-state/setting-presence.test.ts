import { expect, it } from 'vitest';
import { createMattermostConnector } from '../../connector.ts';
import { noAbort } from '../../testing/drafts.ts';
import { accountId, me } from '../../testing/payloads.ts';
import { smallServer } from '../../testing/server.ts';
import { json } from '../../testing/world.ts';
import { mattermostRefusal, testPersonId } from '../../testing/writer.ts';

const open = (answer?: Response) => {
  const set: Record<string, unknown>[] = [];
  const server = smallServer([], {
    [`PUT /users/${me}/status`]: async (_url: URL, request: Request) => {
      const body = (await request.json()) as Record<string, unknown>;
      set.push(body);
      return answer?.clone() ?? json({ user_id: me, status: body.status, manual: true });
    },
  });
  const { setPresence } = createMattermostConnector({
    accountId,
    userId: me,
    baseUrl: 'https://app.example/gateway/mm1',
    world: server.world,
  });
  if (!setPresence) throw new Error('it cannot be set');
  return { set, setPresence };
};

it.each([
  ['online', 'online'],
  ['away', 'away'],
  ['do-not-disturb', 'dnd'],
  ['offline', 'offline'],
] as const)('%s is set, and the mirror has it from the answer', async (presence, status) => {
  const { set, setPresence } = open();
  expect(await setPresence(presence, null, noAbort)).toEqual({
    ok: true,
    value: [{ kind: 'presence', personId: testPersonId(me), presence }],
  });
  expect(set).toEqual([{ user_id: me, status }]);
});

it('"do not disturb" may have an end, in seconds; other states have none', async () => {
  const { set, setPresence } = open();
  await setPresence('do-not-disturb', 1_700_000_000_001, noAbort);
  await setPresence('away', 1_700_000_000_001, noAbort);
  expect(set).toEqual([
    { user_id: me, status: 'dnd', dnd_end_time: 1_700_000_001 },
    { user_id: me, status: 'away' },
  ]);
});

it('a refusal, and an answer without a state, are failures', async () => {
  const refused = open(mattermostRefusal(403, 'api.context.permissions.app_error'));
  expect(await refused.setPresence('away', null, noAbort)).toMatchObject({ failure: { kind: 'forbidden' } });
  expect(await open(json('?')).setPresence('away', null, noAbort)).toMatchObject({
    failure: { kind: 'offline' },
  });
});

it.each(['busy', 'automatic'] as const)(
  '%s, which Mattermost does not have, is refused unasked',
  async (presence) => {
    const { set, setPresence } = open();
    expect(await setPresence(presence, null, noAbort)).toMatchObject({ failure: { kind: 'refused' } });
    expect(set).toEqual([]);
  },
);
