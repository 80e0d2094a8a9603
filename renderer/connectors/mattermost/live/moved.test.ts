import { describe, expect, it } from 'vitest';
import { createMattermostConnector } from '../connector.ts';
import { accountId, channelId, id, me, post } from '../testing/payloads.ts';
import { smallServer } from '../testing/server.ts';
import { json } from '../testing/world.ts';

const never = new AbortController().signal;
const channel = (channelKey: string, lastPostAt: unknown) => ({
  id: channelKey,
  team_id: id('team'),
  type: 'O',
  name: 'x',
  last_post_at: lastPostAt,
});

/** A server whose list of channels is always the present `rows`. */
const setUp = (rows: unknown[]) => {
  const now = { rows };
  const server = smallServer([], {
    'GET /users/me/teams': [{ id: id('team'), name: 'ops' }],
    'GET /users/me/preferences': [],
    'GET /users/me/channels': () => json(now.rows),
    'GET /users/me/channel_members': [],
  });
  const connector = createMattermostConnector({
    accountId,
    userId: me,
    baseUrl: 'https://app.example/gateway/mm1',
    world: server.world,
  });
  return {
    now,
    server,
    connector,
    moved: async () => {
      const answer = await connector.index?.moved('', never);
      return answer?.ok === true ? answer.value.moved.map((moved) => moved.split('/').at(-1)) : answer;
    },
  };
};

describe('channels that moved', () => {
  const other = id('channel', 2);

  it('are those with a later post than the overview, an event or an earlier request had', async () => {
    const { now, connector, moved, server } = setUp([channel(channelId, 100), channel(other, 100)]);
    await connector.overview(never);
    expect(await moved()).toEqual([]);
    now.rows = [channel(channelId, 100), channel(other, 101)];
    // A second overview reads no post.
    await connector.overview(never);
    expect(await moved()).toEqual([other]);
    expect(await moved()).toEqual([]);

    const live = connector.live?.listen(() => undefined);
    const heard = post(1);
    server.world.sockets.at(-1)?.events.opened();
    server.world.sockets.at(-1)?.events.frames([
      JSON.stringify({ event: 'hello', data: { connection_id: 'c' }, broadcast: {}, seq: 0 }),
      JSON.stringify({
        event: 'posted',
        data: { post: JSON.stringify(heard) },
        broadcast: { channel_id: channelId },
        seq: 1,
      }),
    ]);
    now.rows = [channel(channelId, heard.create_at), channel(other, 101)];
    expect(await moved()).toEqual([]);
    now.rows = [channel(channelId, Number(heard.create_at) + 1), channel(other, 101)];
    expect(await moved()).toEqual([channelId]);
    live?.close();
  });

  it('include a new channel, and no row that cannot be read', async () => {
    const { now, connector, moved } = setUp([channel(channelId, 100)]);
    await connector.overview(never);
    now.rows = [null, { id: 7 }, channel(channelId, 'never'), channel(other, 5)];
    expect(await moved()).toEqual([other]);
    now.rows = null as never;
    expect(await moved()).toEqual([]);
  });

  it('cost one request; an object in place of a list is a broken answer', async () => {
    const { now, connector, moved, server } = setUp([channel(channelId, 100)]);
    await connector.overview(never);
    const before = server.asked.length;
    await moved();
    expect(server.asked.slice(before)).toEqual(['GET /users/me/channels']);
    now.rows = { error: 1 } as never;
    expect(await moved()).toMatchObject({ ok: false, failure: { reason: 'broken-answer' } });
  });
});
