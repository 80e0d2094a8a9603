/** What the user's roles let them do: in the overview, and after events of roles. */
import { beforeEach, describe, expect, it } from 'vitest';
import type { ConversationFacts } from '../../../model/index.ts';
import type { EventFrame } from '../live/frames.ts';
import { liveEventsOf } from '../live/events.ts';
import type { MappingContext } from '../context.ts';
import { bob, id, makeContext, me, user } from '../testing/payloads.ts';
import { smallServer, type Routes } from '../testing/server.ts';
import { json } from '../testing/world.ts';
import { makeRest } from '../rest/rest.ts';
import { readMattermostOverview } from './overview.ts';

const never = new AbortController().signal;
const team = id('team');
const channelOf = (number: number, type: string): Readonly<Record<string, unknown>> => ({
  id: id('channel', number),
  delete_at: 0,
  team_id: type === 'O' || type === 'P' ? team : '',
  type,
  display_name: `Channel ${number}`,
  name: type === 'D' ? `${me}__${bob}` : `channel-${number}`,
  last_post_at: 1,
});
const role = (name: string, ...permissions: readonly string[]) => ({ name, permissions, delete_at: 0 });

const usual = [
  'create_post',
  'edit_post',
  'delete_post',
  'add_reaction',
  'remove_reaction',
  'upload_file',
  'use_channel_mentions',
];
/** The roles of the server; a test changes them. */
let roles: readonly unknown[] = [];
let context: MappingContext;
beforeEach(() => {
  context = makeContext();
  roles = [
    role('system_user', 'create_direct_channel', 'create_group_channel'),
    role('team_user', 'view_team'),
    role('team_admin', 'delete_others_posts'),
    role('channel_user', ...usual),
    role('quiet', 'edit_post', 'delete_post', 'upload_file'),
  ];
});

/** The user's rows: the names of roles in the channel `1` of the type, in its team and on the server. */
interface Rows {
  readonly type?: string;
  readonly channel?: string;
  readonly team?: string;
  readonly server?: string;
}
const serverWith = ({ type = 'O', ...names }: Rows, more: Routes = {}) =>
  smallServer([], {
    'GET /users/me': user(me, 'ada', { roles: names.server ?? 'system_user' }),
    'GET /users/me/teams': [{ id: team, name: 'ops', display_name: 'Ops' }],
    'GET /users/me/teams/members': [{ team_id: team, user_id: me, roles: names.team ?? 'team_user' }],
    'GET /users/me/preferences': [],
    'GET /users/me/channels': [channelOf(1, type)],
    'GET /users/me/channel_members': [
      { channel_id: id('channel', 1), user_id: me, roles: names.channel ?? 'channel_user' },
    ],
    'POST /users/ids': [],
    'POST /roles/names': async (_url: URL, request: Request) => {
      const asked = (await request.json()) as readonly string[];
      return json(roles.filter((each) => asked.includes((each as { readonly name: string }).name)));
    },
    ...more,
  });
type Server = ReturnType<typeof serverWith>;
const read = async (server: Server) => {
  const answer = await readMattermostOverview(makeRest(server.world, 'https://app.example'), context, never);
  if (!answer.ok) throw new Error(answer.failure.kind);
  const [facts] = answer.value.changes.flatMap((change) =>
    change.kind === 'conversation' ? [change.conversation] : [],
  );
  const { mayNot, mayAlso }: Partial<ConversationFacts> = facts ?? {};
  return { mayNot, mayAlso, mayNotBegin: answer.value.mayNotBegin };
};
const rightsWith = (rows: Rows, more: Routes = {}) => read(serverWith(rows, more));
const rolesAsked = (server: Server): number =>
  server.asked.filter((route) => route === 'POST /roles/names').length;

describe('the user’s rights in a channel', () => {
  it('are those of every member, if the roles say nothing else', async () => {
    expect(await rightsWith({})).toEqual({ mayNot: [], mayAlso: [], mayNotBegin: [] });
  });

  it('lack what a moderated channel withholds: its role has a name of its own', async () => {
    expect((await rightsWith({ channel: 'quiet' })).mayNot).toEqual([
      'write',
      'react',
      'unreact',
      'mention-everybody',
    ]);
  });

  it.each([
    ['edit_post', 'edit'],
    ['delete_post', 'delete'],
    ['upload_file', 'attach'],
    ['remove_reaction', 'unreact'],
  ])('without %s lack %s', async (permission, act) => {
    roles = [...roles, role('odd', ...usual.filter((each) => each !== permission))];
    expect((await rightsWith({ channel: 'odd' })).mayNot).toEqual([act]);
  });

  it('include deletions of others’ messages for an administrator of the team', async () => {
    expect((await rightsWith({ team: 'team_user team_admin' })).mayAlso).toEqual(['delete-others']);
  });

  it('do not include those of a team in direct messages', async () => {
    expect((await rightsWith({ type: 'D', team: 'team_user team_admin' })).mayAlso).toEqual([]);
  });

  it('are all for who manages the server, also in a moderated channel', async () => {
    roles = [...roles, role('system_admin', 'manage_system')];
    expect(await rightsWith({ channel: 'quiet', server: 'system_user system_admin' })).toEqual({
      mayNot: [],
      mayAlso: ['delete-others'],
      mayNotBegin: [],
    });
  });

  it('include writing in public channels only, with the role for that', async () => {
    roles = [...roles, role('system_post_all_public', 'create_post_public')];
    const server = 'system_user system_post_all_public';
    expect((await rightsWith({ channel: 'quiet', server })).mayNot).not.toContain('write');
    expect((await rightsWith({ channel: 'quiet', server, type: 'P' })).mayNot).toContain('write');
  });

  it('lack beginnings that the server does not let them make', async () => {
    roles = [...roles, role('system_guest', 'create_direct_channel')];
    expect((await rightsWith({ server: 'system_guest' })).mayNotBegin).toEqual(['group']);
  });

  it('lack what a role would permit that was deleted, or that the server does not know', async () => {
    roles = [...roles, { name: 'gone', permissions: usual, delete_at: 5 }];
    expect((await rightsWith({ channel: 'gone' })).mayNot).toContain('write');
    expect((await rightsWith({ channel: 'never-heard-of' })).mayNot).toContain('write');
  });
});

describe('what is not known forbids nothing', () => {
  it.each<[string, Rows, Routes]>([
    [
      'the server refuses to tell roles',
      { channel: 'quiet' },
      { 'POST /roles/names': json({ id: 'x' }, 403) },
    ],
    ['the server knows no roles', { channel: 'quiet' }, { 'POST /roles/names': json({ id: 'x' }, 404) }],
    ['the answer is no list', { channel: 'quiet' }, { 'POST /roles/names': { channel: 'quiet' } }],
    [
      'the rows of teams are refused',
      { channel: 'quiet' },
      { 'GET /users/me/teams/members': json({ id: 'x' }, 403) },
    ],
    ['the row of the channel names no roles', { channel: '' }, {}],
    ['a role comes without its permissions', { channel: 'damaged' }, {}],
  ])('if %s', async (_why, rows, more) => {
    roles = [...roles, { name: 'damaged', permissions: 'all' }];
    expect((await rightsWith(rows, more)).mayNot).toEqual([]);
  });

  it('and what was known before stays if roles cannot be asked for just now', async () => {
    const rights = await rightsWith({ channel: 'quiet' }, { 'POST /roles/names': json({}, 502) });
    expect(rights).toEqual({ mayNot: undefined, mayAlso: undefined, mayNotBegin: undefined });
  });
});

describe('roles are asked for', () => {
  const event = (name: string, data: Readonly<Record<string, unknown>>): EventFrame => ({
    event: name,
    data,
    kind: 'event',
    broadcast: {},
    sequence: 1,
  });
  const changed = (name: string) => event('role_updated', { role: JSON.stringify(role(name)) });

  it('once, in one request, and not again with the next overview', async () => {
    const server = serverWith({});
    await read(server);
    await read(server);
    expect(rolesAsked(server)).toBe(1);
  });

  it('by hundreds', async () => {
    const names = Array.from({ length: 150 }, (_, at) => `role-${at}`).join(' ');
    const server = serverWith({ channel: names });
    await read(server);
    expect(rolesAsked(server)).toBe(2);
  });

  it('again after an event that one of them has changed', async () => {
    const server = serverWith({});
    expect((await read(server)).mayNot).toEqual([]);
    roles = roles.map((each) =>
      (each as { name: string }).name === 'channel_user' ? role('channel_user') : each,
    );
    // Everybody on the server hears of it, so not everybody may ask at once.
    expect(liveEventsOf(changed('channel_user'), context)).toEqual([
      { kind: 'overview-stale', toldToMany: true },
    ]);
    expect((await read(server)).mayNot).toContain('write');
    expect(rolesAsked(server)).toBe(2);
  });

  it('again if that event comes while the answer is on its way', async () => {
    const server = serverWith({});
    await read(server);
    context.directory.roles.expireAll();
    const answer = server.routes['POST /roles/names'] as (url: URL, request: Request) => Promise<Response>;
    server.routes['POST /roles/names'] = (url: URL, request: Request) => {
      liveEventsOf(changed('channel_user'), context);
      return answer(url, request);
    };
    await read(server);
    server.routes['POST /roles/names'] = answer;
    await read(server);
    expect(rolesAsked(server)).toBe(3);
  });

  it('again if that event comes while their very first answer is on its way', async () => {
    const server = serverWith({});
    const answer = server.routes['POST /roles/names'] as (url: URL, request: Request) => Promise<Response>;
    server.routes['POST /roles/names'] = (url: URL, request: Request) => {
      expect(liveEventsOf(changed('channel_user'), context)).toMatchObject([{ kind: 'overview-stale' }]);
      return answer(url, request);
    };
    await read(server);
    server.routes['POST /roles/names'] = answer;
    await read(server);
    expect(rolesAsked(server)).toBe(2);
  });

  it('not after an event about a role that the user does not have', async () => {
    await read(serverWith({}));
    expect(liveEventsOf(changed('somebody_elses'), context)).toEqual([
      { kind: 'changes', changes: [{ kind: 'discarded', reason: 'unknown-event' }] },
    ]);
  });

  it.each([
    [event('user_role_updated', { user_id: me, roles: 'system_user' }), {}],
    [event('memberrole_updated', { member: '{}' }), {}],
    [event('channel_scheme_updated', {}), { toldToMany: true }],
    [event('update_team_scheme', {}), { toldToMany: true }],
  ] as const)('after $0.event, with the new names', (frame, toldTo) => {
    expect(liveEventsOf(frame, context)).toEqual([{ kind: 'overview-stale', ...toldTo }]);
  });
});
