/** What roles permit on this server, and how a test takes it away. The names and answers are those of `contract/roles.ts`. */
import { beforeEach, expect, it } from 'vitest';
import { Listener, listen, signIn, type Client, type Json } from './contract/fixture.ts';
import { openSandbox, plannedOrganisation, plannedPerson, type SandboxFixture } from './contract/sandbox.ts';

const organisation = plannedOrganisation({
  people: [
    plannedPerson('root'),
    plannedPerson('ada'),
    plannedPerson('bo'),
    plannedPerson('cy', { kind: 'guest' }),
  ],
  mattermost: {
    teams: [
      {
        key: 'platform',
        displayName: 'Platform',
        description: '',
        members: ['ada', 'bo', 'cy'],
        owners: ['ada'],
      },
    ],
    channels: [],
    posts: [],
  },
});

let fixture: SandboxFixture;
let lobby = '';
let ada: Client;
let bo: Client;
beforeEach(async () => {
  fixture = await openSandbox(organisation);
  [ada, bo] = (await Promise.all(
    ['ada', 'bo'].map((loginId) => signIn(fixture, { loginId, password: 'Sandbox-password-1' })),
  )) as [Client, Client];
  const [team] = await ada.get<Json[]>('/users/me/teams');
  lobby = fixture.server.acts.createChannel('ada', String(team?.id), 'Lobby', false);
  fixture.server.acts.addMember(lobby, 'bo');
});

const refusal = async (who: Client, method: string, path: string, body?: unknown): Promise<unknown> => {
  const answer = await who.call(method, `/api/v4${path}`, body);
  const { id, detailed_error } = answer.body as Json;
  return answer.status < 300 ? 'taken' : `${answer.status} ${String(id)} ${String(detailed_error)}`;
};
const lacking = (permission: string): string =>
  `403 api.context.permissions.app_error permission=${permission}`;
const write = (who: Client, more: Json = {}): Promise<unknown> =>
  refusal(who, 'POST', '/posts', { channel_id: lobby, message: 'hello', ...more });

it('a moderated channel takes no posts of its members, and all of those who administer it', async () => {
  fixture.server.acts.moderate(lobby, ['create_post']);
  expect(await write(bo)).toBe(lacking('create_post'));
  expect(await write(ada)).toBe('taken');
  fixture.server.acts.moderate(lobby, []);
  expect(await write(bo)).toBe('taken');
});

it('a moderated channel has roles of its own, which the member’s row names', async () => {
  fixture.server.acts.moderate(lobby, ['create_post']);
  const member = await bo.get(`/channels/${lobby}/members/me`);
  const [role] = await bo.post<Json[]>('/roles/names', [member.roles]);
  expect(role).toMatchObject({ name: member.roles, built_in: false });
  expect(role?.permissions).toContain('upload_file');
  expect(role?.permissions).not.toContain('create_post');
});

it('reactions are refused where they are withheld, and can be taken back nowhere else', async () => {
  const id = fixture.server.acts.post('ada', lobby, { content: 'news' });
  const react = (): Promise<unknown> =>
    refusal(bo, 'POST', '/reactions', { user_id: bo.id, post_id: id, emoji_name: '+1' });
  expect(await react()).toBe('taken');
  fixture.server.acts.moderate(lobby, ['create_reactions']);
  expect(await react()).toBe(lacking('add_reaction'));
  expect(await refusal(bo, 'DELETE', `/users/me/posts/${id}/reactions/+1`)).toBe(lacking('remove_reaction'));
});

it('where mentions of everybody are withheld, one mentions nobody and says so in its post', async () => {
  fixture.server.acts.moderate(lobby, ['use_channel_mentions']);
  const ears = await listen(ada);
  const post = await bo.post('/posts', { channel_id: lobby, message: '@all look' });
  expect(post.props).toEqual({ mentionHighlightDisabled: true });
  expect((await ears.only('posted')).data).not.toHaveProperty('mentions');
});

it.each([
  ['upload_file', 'POST', '/uploads', () => ({ channel_id: lobby, filename: 'a.txt', file_size: 3 })],
  ['create_direct_channel', 'POST', '/channels/direct', () => [bo.id, ada.id]],
  ['create_group_channel', 'POST', '/channels/group', () => [ada.id, fixture.server.acts.userId('cy')]],
] as const)('without %s, %s %s is refused', async (permission, method, path, body) => {
  expect(await refusal(bo, method, path, body())).toBe('taken');
  const role = permission === 'upload_file' ? 'channel_user' : 'system_user';
  fixture.server.acts.changeRole(role, permission, false);
  expect(await refusal(bo, method, path, body())).toBe(lacking(permission));
});

it('own posts are edited and deleted with one right each, those of others with others', async () => {
  const { acts } = fixture.server;
  const own = `/posts/${acts.post('bo', lobby, { content: 'mine' })}`;
  const other = `/posts/${acts.post('ada', lobby, { content: 'hers' })}`;
  acts.changeRole('channel_user', 'edit_post', false);
  acts.changeRole('channel_user', 'delete_post', false);
  expect(await refusal(bo, 'PUT', `${own}/patch`, { message: 'x' })).toBe(lacking('edit_post'));
  expect(await refusal(bo, 'DELETE', own)).toBe(lacking('delete_post'));
  expect(await refusal(bo, 'PUT', `${other}/patch`, { message: 'x' })).toBe(lacking('edit_others_posts'));
  expect(await refusal(bo, 'DELETE', other)).toBe(lacking('delete_others_posts'));
  acts.changeRole('channel_user', 'edit_others_posts', true);
  acts.changeRole('channel_user', 'delete_others_posts', true);
  expect(await refusal(bo, 'PUT', `${other}/patch`, { message: 'x' })).toBe('taken');
  expect(await refusal(bo, 'DELETE', other)).toBe('taken');
});

it('guests cannot delete their posts, unless their role is changed', () => {
  const { acts } = fixture.server;
  acts.addMember(lobby, 'cy');
  acts.post('cy', lobby, { content: 'visiting' });
  const deletable = (): unknown => acts.messages(lobby).at(-1)?.deletable;
  expect(deletable()).toBe(false);
  acts.changeRole('channel_guest', 'delete_post', true);
  expect(deletable()).toBe(true);
});

it('changes of roles are told: of the server’s to everybody, of a channel’s own to its members', async () => {
  const { acts } = fixture.server;
  const ears = await listen(bo);
  const updated = (): unknown[] =>
    ears.events('role_updated').map((frame) => Listener.inner(frame, 'role').name);
  acts.moderate(lobby, ['create_post']);
  expect(updated()).toEqual([]);
  expect((await ears.only('channel_scheme_updated')).broadcast).toMatchObject({ channel_id: lobby });
  const { roles } = await bo.get(`/channels/${lobby}/members/me`);
  acts.moderate(lobby, ['create_post', 'create_reactions']);
  expect(updated()).toContain(roles);
  acts.changeRole('system_user', 'create_direct_channel', false);
  expect(updated()).toContain('system_user');
});
