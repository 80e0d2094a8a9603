import { describe, expect, it } from 'vitest';
import { chatList } from './chats.ts';
import { sampleChat, conversations, least, member, peopleOf } from '../testing/samples.ts';
import { createScripted, graph, valueOf, type Script } from '../testing/scripted.ts';
import { graphRefusal, testAccount } from '../testing/test-world.ts';

const never = new AbortController().signal;

describe('the overview', () => {
  it('has the user, teams, channels, chats and people', async () => {
    const overview = valueOf(await createScripted(least).connector.overview(never));
    expect(overview.me).toBe('account-1/user/me');
    expect(overview.teamIds).toEqual(['account-1/team/t', 'account-1/team/host']);
    expect(overview.conversationIds).toEqual(['account-1/channel/t/19:k', 'account-1/chat/19:c']);
    expect(conversations(overview.changes)).toEqual([
      {
        id: 'account-1/channel/t/19:k',
        accountId: testAccount,
        service: 'teams',
        kind: 'channel',
        teamId: 'account-1/team/t',
        name: 'General',
        topic: '',
        participants: [],
        archived: false,
        muted: false,
        hidden: false,
        webUrl: null,
        lastActivityAt: 0,
        readAt: undefined,
      },
      {
        id: 'account-1/chat/19:c',
        accountId: testAccount,
        service: 'teams',
        kind: 'group',
        teamId: null,
        name: null,
        topic: '',
        participants: ['account-1/user/me', 'account-1/user/u1'],
        archived: false,
        muted: false,
        hidden: false,
        webUrl: 'https://teams.microsoft.com/l/chat/x',
        lastActivityAt: 1_700_000_010_000,
        readAt: 1_700_000_000_000,
      },
    ]);
    expect(peopleOf(overview.changes)).toContainEqual({
      id: 'account-1/user/me',
      accountId: testAccount,
      kind: 'person',
      displayName: 'Ada',
      handle: 'ada@contoso.example',
      email: 'ada@contoso.example',
      jobTitle: 'Engineer',
      active: true,
      claims: null,
    });
  });

  it('lacks the members of a chat whose expansion is full or missing: Graph expands 25, and all are requested for', async () => {
    const many = Array.from({ length: 30 }, (_, at) => member(`u${at}`));
    const { connector, asked } = createScripted({
      ...least,
      [chatList]: {
        value: [
          sampleChat('19:c', { members: many.slice(0, 25) }),
          sampleChat('19:d', { members: [] }),
          sampleChat('19:e', { members: many.slice(0, 3) }),
        ],
      },
      '/chats/19:c/members': {
        value: many.slice(0, 20),
        '@odata.nextLink': `${graph}/chats/19:c/members?$skiptoken=2`,
      },
      '/chats/19:c/members?$skiptoken=2': { value: many.slice(20) },
    });
    const { changes, conversationIds } = valueOf(await connector.overview(never));
    expect(
      conversations(changes)
        .slice(-3)
        .map(({ participants }) => participants?.length),
    ).toEqual([undefined, undefined, 3]);
    // Members that cannot be read must not fail the overview, so it does not ask for them.
    expect(asked().filter((path) => path.includes('/members?') || path.endsWith('/members'))).toEqual([]);
    const id = conversationIds.find((one) => one.endsWith('19:c'));
    const told = id ? valueOf(await connector.members(id, never)) : [];
    expect(told.find((change) => change.kind === 'members')).toMatchObject({
      membership: { personIds: { length: 30 } },
    });
  });

  it.each([
    ['oneOnOne', 'direct'],
    ['group', 'group'],
    ['meeting', 'meeting'],
    ['unknownFutureValue', 'group'],
  ])('has a chat of type %s as %s', async (chatType, kind) => {
    const { connector } = createScripted({
      ...least,
      [chatList]: { value: [sampleChat('19:c', { chatType, viewpoint: null, topic: 'Plans' })] },
    });
    expect(conversations(valueOf(await connector.overview(never)).changes).at(-1)).toMatchObject({
      kind,
      name: 'Plans',
      readAt: 0,
    });
  });

  it.each([
    ['private', 'private-channel'],
    ['shared', 'shared-channel'],
    ['unknownFutureValue', 'channel'],
    [null, 'channel'],
  ])('has a channel of membership %s as %s', async (membershipType, kind) => {
    const { connector } = createScripted({
      ...least,
      '/teams/t/allChannels': { value: [{ id: '19:k', displayName: 'K', membershipType }] },
    });
    expect(conversations(valueOf(await connector.overview(never)).changes)[0]?.kind).toBe(kind);
  });

  it('finds a shared channel at the team that hosts it, once', async () => {
    const host = '0b0f5b1c-0000-4000-8000-000000000001';
    const shared = {
      id: '19:s',
      displayName: 'Shared',
      membershipType: 'shared',
      '@odata.id': `https://graph.microsoft.com/v1.0/tenants/x/teams/${host}/channels/19:s`,
    };
    const { connector } = createScripted({
      ...least,
      '/teams/t/allChannels': { value: [shared] },
      '/teams/host/allChannels': { value: [shared] },
    });
    const overview = valueOf(await connector.overview(never));
    expect(overview.conversationIds).toEqual([`account-1/channel/${host}/19:s`, 'account-1/chat/19:c']);
    expect(conversations(overview.changes)[0]?.teamId).toBe('account-1/team/t');
  });

  it('uses the plain list of channels if there is no other', async () => {
    const { connector } = createScripted({
      ...least,
      '/teams/t/allChannels': graphRefusal(400, 'BadRequest'),
      '/teams/t/channels': { value: [{ id: '19:k', displayName: 'General' }] },
    });
    expect(valueOf(await connector.overview(never)).conversationIds).toContain('account-1/channel/t/19:k');
  });

  const teamT = 'account-1/team/t';
  const notRead = async (script: Script) =>
    valueOf(await createScripted({ ...least, ...script }).connector.overview(never)).notRead;

  it('reports nothing about lists that were all read whole', async () => {
    expect(await notRead({})).toEqual([]);
  });

  it.each([
    [403, 'Forbidden', { kind: 'forbidden', status: 403, code: 'Forbidden' }],
    [404, 'NotFound', { kind: 'not-found' }],
    [400, 'BadRequest', { kind: 'refused', status: 400, code: 'BadRequest' }],
    [502, 'BadGateway', { kind: 'offline', reason: 'service-down', status: 502 }],
    [429, 'TooManyRequests', { kind: 'throttled', retryAfterMs: 10_000 }],
  ])(
    'case 05: a team whose channels are refused with %s stays, with its reason',
    async (status, code, failure) => {
      const { connector } = createScripted({
        ...least,
        '/teams/t/allChannels': graphRefusal(status, code),
        '/teams/t/channels': graphRefusal(status, code),
      });
      const overview = valueOf(await connector.overview(never));
      expect(overview.teamIds).toContain(teamT);
      expect(overview.conversationIds).toEqual(['account-1/chat/19:c']);
      expect(overview.notRead).toContainEqual({ list: { kind: 'channels', teamId: teamT }, failure });
      const told = overview.changes.flatMap((change) => (change.kind === 'team' ? [change.team] : []));
      expect(told.map(({ id, notRead: why }) => [id, why])).toEqual([
        [teamT, failure],
        ['account-1/team/host', null],
      ]);
    },
  );

  it('asks again after a wait only for throttled lists', async () => {
    const script: Script = {
      ...least,
      '/teams/t/allChannels': graphRefusal(429, 'TooManyRequests', { 'retry-after': '3' }),
      '/teams/t/channels': graphRefusal(429, 'TooManyRequests', { 'retry-after': '3' }),
    };
    const { connector, asked } = createScripted(script);
    await connector.overview(never);
    script['/teams/t/allChannels'] = least['/teams/t/allChannels'];
    const before = asked().length;
    expect(valueOf(await connector.overview(never)).notRead).toEqual([]);
    expect(
      asked()
        .slice(before)
        .filter((path) => path === '/$batch'),
    ).toHaveLength(1);
  });

  it.each([
    ['/me/joinedTeams', graphRefusal(403, 'Forbidden'), 'teams'],
    [chatList, graphRefusal(500, 'InternalServerError'), 'chats'],
    ['/me/teamwork/associatedTeams', graphRefusal(503, 'ServiceUnavailable'), 'teams'],
  ])('continues if %s is refused', async (path, answered, kind) => {
    const lists = await notRead({ [path]: answered });
    expect(lists.map(({ list, failure }) => [list.kind, failure !== null])).toEqual([[kind, true]]);
  });

  it('reports nothing about a cloud without associatedTeams or allChannels, and removes no conversation', async () => {
    expect(await notRead({ '/me/teamwork/associatedTeams': graphRefusal(400, 'BadRequest') })).toEqual([
      { list: { kind: 'teams' }, failure: null },
    ]);
    expect(
      await notRead({
        '/teams/t/allChannels': graphRefusal(404, 'NotFound'),
        '/teams/t/channels': { value: [] },
      }),
    ).toEqual([{ list: { kind: 'shared-channels' }, failure: null }]);
  });

  it('treats a list with an entry without an id as incomplete', async () => {
    expect(
      await notRead({
        '/teams/t/allChannels': { value: [{ id: null }, { id: '19:k' }] },
        [chatList]: { value: [{ id: '' }, sampleChat('19:c')] },
      }),
    ).toEqual([
      { list: { kind: 'channels', teamId: teamT }, failure: null },
      { list: { kind: 'chats' }, failure: null },
    ]);
  });

  it('fails if neither teams nor chats can be read', async () => {
    const { connector } = createScripted({
      ...least,
      '/me/joinedTeams': graphRefusal(500, 'x'),
      [chatList]: graphRefusal(500, 'x'),
    });
    expect(await connector.overview(never)).toMatchObject({ ok: false, failure: { status: 500 } });
  });

  it('leaves out a throttled list, reports it, and continues there later', async () => {
    const script: Script = {
      ...least,
      [chatList]: graphRefusal(429, 'TooManyRequests', { 'retry-after': '3' }),
    };
    const { connector, asked } = createScripted(script);
    expect(valueOf(await connector.overview(never)).notRead).toEqual([
      { list: { kind: 'chats' }, failure: { kind: 'throttled', retryAfterMs: 3_000 } },
    ]);
    script[chatList] = least[chatList];
    expect((await connector.overview(never)).ok).toBe(true);
    expect(asked().filter((path) => path === '/$batch')).toHaveLength(1);
    await connector.overview(never);
    expect(asked().filter((path) => path === '/$batch')).toHaveLength(2);
  });

  it('leaves out entries that it cannot read, and continues', async () => {
    const { connector } = createScripted({
      ...least,
      '/me/joinedTeams': { value: [null, { id: 7 }, { id: 't', displayName: null }] },
      '/teams/t/allChannels': { value: [{ id: null }, 'x', { id: '19:k' }] },
      [chatList]: { value: [{ id: '' }, sampleChat('19:c', { members: [null, {}, member('u1')] })] },
    });
    const overview = valueOf(await connector.overview(never));
    expect(overview.conversationIds).toEqual(['account-1/channel/t/19:k', 'account-1/chat/19:c']);
    expect(overview.changes.filter(({ kind }) => kind === 'discarded')).toHaveLength(3);
  });

  it('does not follow next links in a circle', async () => {
    const { connector } = createScripted({
      ...least,
      '/me/joinedTeams': { value: [], '@odata.nextLink': `${graph}/me/joinedTeams?$skiptoken=1` },
      '/me/joinedTeams?$skiptoken=1': {
        value: [],
        '@odata.nextLink': `${graph}/me/joinedTeams?$skiptoken=1`,
      },
    });
    expect(valueOf(await connector.overview(never)).notRead).toEqual([
      { list: { kind: 'teams' }, failure: { kind: 'stands-still' } },
    ]);
  });
});
