import { describe, expect, it } from 'vitest';
import type { ConversationFacts } from '../../../model/index.ts';
import { createMattermostConnector } from '../connector.ts';
import { accountId, bob, id, me, user } from '../testing/payloads.ts';
import { smallServer, type Routes } from '../testing/server.ts';
import { json } from '../testing/world.ts';

const never = new AbortController().signal;
const teamId = id('team');
const channel = (number: number, type: string, more: Readonly<Record<string, unknown>> = {}) => ({
  id: id('channel', number),
  create_at: 1,
  update_at: 1,
  delete_at: 0,
  team_id: type === 'D' || type === 'G' ? '' : teamId,
  type,
  display_name: `Channel ${number}`,
  name: `channel-${number}`,
  header: '',
  purpose: '',
  last_post_at: 1_000 + number,
  ...more,
});
const member = (number: number, more: Readonly<Record<string, unknown>> = {}) => ({
  channel_id: id('channel', number),
  user_id: me,
  last_viewed_at: 500 + number,
  notify_props: {},
  ...more,
});

const base: Routes = {
  'GET /users/me/teams': [{ id: teamId, name: 'ops', display_name: 'Operations', description: 'all of it' }],
  'GET /users/me/preferences': [],
  'GET /users/me/channels': [channel(1, 'O')],
  'GET /users/me/channel_members': [member(1)],
};
const connect = (routes: Routes) => {
  const server = smallServer([], { ...base, ...routes });
  const connector = createMattermostConnector({
    accountId,
    userId: me,
    baseUrl: 'https://app.example/gateway/mm1',
    world: server.world,
    publicUrl: 'https://chat.example/',
  });
  return { server, connector };
};
const overviewOf = async (routes: Routes = {}) => {
  const { server, connector } = connect(routes);
  const overview = await connector.overview(never);
  if (!overview.ok) throw new Error(JSON.stringify(overview.failure));
  const facts = overview.value.changes.flatMap((change) =>
    change.kind === 'conversation' ? [change.conversation] : [],
  );
  return {
    server,
    overview: overview.value,
    facts: new Map<string, ConversationFacts>(facts.map((row) => [row.id, row])),
  };
};
const conversation = (number: number): string => `${accountId}/${id('channel', number)}`;

describe('the overview', () => {
  it('has a channel’s facts and those of the membership', async () => {
    const { facts } = await overviewOf({
      'GET /users/me/channels': [channel(1, 'O', { header: 'tides' }), channel(2, 'P', { purpose: 'sums' })],
      'GET /users/me/channel_members': [member(1), member(2, { notify_props: { mark_unread: 'mention' } })],
    });
    expect(facts.get(conversation(1))).toEqual({
      id: conversation(1),
      accountId,
      service: 'mattermost',
      kind: 'channel',
      teamId: `${accountId}/${teamId}`,
      name: 'Channel 1',
      topic: 'tides',
      participants: [],
      archived: false,
      muted: false,
      favourite: false,
      hidden: false,
      webUrl: 'https://chat.example/ops/channels/channel-1',
      lastActivityAt: 1_001,
      readAt: 501,
      mayNot: [],
      mayAlso: [],
    });
    expect(facts.get(conversation(2))).toMatchObject({ kind: 'private-channel', topic: 'sums', muted: true });
  });

  it.each([
    ['O', {}, 'mention', 'mentions'],
    ['O', { desktop: 'default' }, 'none', 'nothing'],
    ['P', { desktop: 'all' }, 'mention', 'all'],
    ['O', { desktop: 'none' }, 'all', 'nothing'],
    ['G', {}, 'mention', 'all'],
    ['G', { desktop: 'mention' }, 'all', 'mentions'],
    ['G', {}, 'none', 'nothing'],
    ['O', { desktop: 'odd' }, 7, undefined],
  ] as const)('has a channel %s with %o of a user with %s as %s', async (type, own, usual, level) => {
    const { facts } = await overviewOf({
      'GET /users/me': user(me, 'ada', { notify_props: { desktop: usual } }),
      'GET /users/me/channels': [channel(1, type)],
      'GET /users/me/channel_members': [member(1, { notify_props: own })],
    });
    expect(facts.get(conversation(1))?.noticeLevel).toBe(level);
  });

  it('takes the people of a direct message from its name, also with oneself', async () => {
    const { facts, overview } = await overviewOf({
      'GET /users/me/channels': [
        channel(1, 'D', { name: `${bob}__${me}` }),
        channel(2, 'D', { name: `${me}__${me}` }),
      ],
      'POST /users/ids': [user(bob, 'bob')],
    });
    expect(facts.get(conversation(1))).toMatchObject({ kind: 'direct', name: null, teamId: null });
    expect(facts.get(conversation(1))?.participants).toEqual(
      [`${accountId}/${me}`, `${accountId}/${bob}`].sort(),
    );
    expect(facts.get(conversation(2))?.participants).toEqual([`${accountId}/${me}`]);
    expect(overview.changes.filter((change) => change.kind === 'person')).toHaveLength(2);
  });

  it('adds the user to a group’s people, because the route leaves the user out, and requests 50 groups at a time', async () => {
    const groups = Array.from({ length: 51 }, (_, number) => channel(number, 'G'));
    const { facts, server } = await overviewOf({
      'GET /users/me/channels': groups,
      'POST /users/group_channels': async (_url: URL, request: Request) =>
        json(
          Object.fromEntries(
            ((await request.json()) as string[]).slice(0, 50).map((key) => [key, [user(bob, 'bob')]]),
          ),
        ),
    });
    expect(server.asked.filter((route) => route.includes('group_channels'))).toHaveLength(2);
    for (const row of facts.values()) expect(row.participants).toHaveLength(2);
  });

  it('shows conversations that the user has closed as hidden', async () => {
    const { facts } = await overviewOf({
      'GET /users/me/channels': [
        channel(1, 'D', { name: `${bob}__${me}` }),
        channel(2, 'G'),
        channel(3, 'G'),
      ],
      'GET /users/me/preferences': [
        { user_id: me, category: 'direct_channel_show', name: bob, value: 'false' },
        { user_id: me, category: 'group_channel_show', name: id('channel', 2), value: 'false' },
        { user_id: me, category: 'group_channel_show', name: id('channel', 3), value: 'true' },
        null,
      ],
      'POST /users/ids': [],
      'POST /users/group_channels': {},
    });
    expect([1, 2, 3].map((number) => facts.get(conversation(number))?.hidden)).toEqual([true, true, false]);
  });

  it('keeps archived channels, marked', async () => {
    const { facts, server } = await overviewOf({
      'GET /users/me/channels': [channel(1, 'O', { delete_at: 7 })],
    });
    expect(facts.get(conversation(1))?.archived).toBe(true);
    expect(server.asked).toContain('GET /users/me/channels?include_deleted=true');
  });

  it('needs few requests', async () => {
    const { server } = await overviewOf();
    // One of them is for the server's configuration, until that is known, and one for the user's roles.
    expect(server.asked).toHaveLength(8);
  });

  it('pages memberships on a server that does not stream them (page -1 is its first page)', async () => {
    const rows = Array.from({ length: 450 }, (_, number) => member(number));
    const { facts, server } = await overviewOf({
      'GET /users/me/channels': rows.map((_row, number) => channel(number, 'O')),
      'GET /users/me/channel_members': (url: URL) => {
        const page = Math.max(0, Number(url.searchParams.get('page')));
        return json(rows.slice(page * 200, page * 200 + 200));
      },
    });
    expect(server.asked.filter((route) => route.includes('channel_members'))).toHaveLength(3);
    expect([...facts.values()].every((row) => (row.readAt ?? 0) > 0)).toBe(true);
  });

  it('falls back to one list per team on servers before 6.1', async () => {
    const missing = json({ id: 'api.context.404.app_error' }, 404);
    const { facts } = await overviewOf({
      'GET /users/me/channels': missing,
      'GET /users/me/channel_members': missing,
      [`GET /users/me/teams/${teamId}/channels`]: [channel(4, 'O')],
      [`GET /users/me/teams/${teamId}/channels/members`]: [member(4)],
    });
    expect(facts.get(conversation(4))).toMatchObject({ name: 'Channel 4', readAt: 504 });
  });

  it('keeps one team of an old server whose list is refused, with the reason', async () => {
    const missing = json({ id: 'api.context.404.app_error' }, 404);
    const other = id('team', 2);
    const { overview } = await overviewOf({
      'GET /users/me/teams': [{ id: teamId }, { id: other }],
      'GET /users/me/channels': missing,
      [`GET /users/me/teams/${teamId}/channels`]: [channel(4, 'O')],
      [`GET /users/me/teams/${other}/channels`]: json({ id: 'x' }, 403),
      'GET /users/me/channel_members': [member(4)],
    });
    const failure = { kind: 'forbidden', status: 403, code: 'x' };
    expect(overview.conversationIds).toEqual([conversation(4)]);
    expect(overview.notRead.map((list) => list.failure)).toEqual([failure]);
    const teams = overview.changes.flatMap((change) => (change.kind === 'team' ? [change.team.notRead] : []));
    expect(teams).toEqual([null, failure]);
  });

  it('of a user in a team without a channel has no channels: the server answers 404, and breaks off', async () => {
    const none = 'app.channel.get_channels.not_found.app_error';
    const { overview } = await overviewOf({
      'GET /users/me/channels': new Response(`[{"id":"${none}","message":"No channels","status_code":404}`, {
        status: 404,
        headers: { 'content-type': 'application/json' },
      }),
      'GET /users/me/channel_members': [],
    });
    expect(overview.conversationIds).toEqual([]);
    expect(overview.teamIds).toHaveLength(1);
    // The answer of one team's list on servers before 6.1.
    const missing = json({ id: 'api.context.404.app_error' }, 404);
    const old = await overviewOf({
      'GET /users/me/channels': missing,
      'GET /users/me/channel_members': missing,
      [`GET /users/me/teams/${teamId}/channels`]: json({ id: none }, 404),
      [`GET /users/me/teams/${teamId}/channels/members`]: [],
    });
    expect(old.overview.conversationIds).toEqual([]);
  });

  it.each(['S', 'BO', 'BP', 'threads'])(
    'discards a channel of the unknown type %s with that reason, and continues',
    async (type) => {
      const { overview, facts } = await overviewOf({
        'GET /users/me/channels': [channel(2, type), channel(1, 'O')],
        'GET /users/me/channel_members': [member(1), member(2)],
      });
      expect([...facts.keys()]).toEqual([conversation(1)]);
      expect(overview.changes.filter((change) => change.kind === 'discarded')).toEqual([
        { kind: 'discarded', reason: 'unknown-conversation-type' },
      ]);
    },
  );

  it('discards entries that it cannot read, and continues', async () => {
    const { overview } = await overviewOf({
      'GET /users/me/channels': [
        null,
        { id: 7 },
        channel(2, 'X'),
        channel(1, 'O', { last_post_at: 'never', team_id: null }),
      ],
      'GET /users/me/teams': [null, { id: teamId }],
      'GET /users/me/channel_members': [
        null,
        { channel_id: 3 },
        member(1, { last_viewed_at: 'x', notify_props: null }),
      ],
    });
    // A channel of an unknown kind still counts as present; an entry without an id may be any channel.
    expect(overview.conversationIds).toEqual([conversation(1), conversation(2)]);
    expect(new Set(overview.notRead.map(({ list }) => list.kind))).toEqual(
      new Set(['teams', 'chats', 'channels']),
    );
    expect(overview.changes.filter((change) => change.kind === 'discarded')).toHaveLength(4);
  });

  it.each([
    ['GET /users/me/channels', { error: 1 }],
    ['GET /users/me/teams', 'text'],
    ['GET /users/me', []],
    ['GET /users/me/channel_members', {}],
  ])(
    '%s that is not a list is a broken answer: no conversation may count as removed',
    async (route, payload) => {
      const { connector } = connect({ [route]: json(payload) });
      expect(await connector.overview(never)).toMatchObject({
        ok: false,
        failure: { kind: 'offline', reason: 'broken-answer' },
      });
    },
  );
});
