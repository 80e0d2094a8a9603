import { beforeEach, describe, expect, test } from 'vitest';
import { Listener, listen, signIn, type Json } from './contract/fixture.ts';
import { openSandbox, plannedOrganisation, plannedPerson, type SandboxFixture } from './contract/sandbox.ts';
import { picture } from './routes/picture.ts';
import type { Organisation, PlannedPost } from '../organisation/plan.ts';

const at = (minute: number): number => Date.UTC(2026, 7, 1, 9, minute);

const post = (key: string, changes: Partial<PlannedPost> = {}): PlannedPost => ({
  key,
  conversation: 'mm/lobby',
  author: 'ada',
  at: at(1),
  message: key,
  type: '',
  replyTo: null,
  props: {},
  priority: '',
  pinned: false,
  reactions: [],
  files: [],
  editedAt: null,
  deletedAt: null,
  ...changes,
});

const image = { name: 'dot.png', mimeType: 'image/png', bytes: picture('dot', 5).bytes };

const organisation = (): Organisation =>
  plannedOrganisation({
    people: [
      plannedPerson('root'),
      plannedPerson('ada'),
      plannedPerson('bo'),
      plannedPerson('cy'),
      plannedPerson('relay', { kind: 'bot' }),
    ],
    mattermost: {
      teams: [
        {
          key: 'platform',
          displayName: 'Platform',
          description: '',
          members: ['ada', 'bo', 'cy', 'relay'],
          owners: ['ada'],
        },
      ],
      channels: [
        {
          key: 'mm/lobby',
          team: 'platform',
          type: 'O',
          name: 'lobby',
          displayName: 'Lobby',
          header: '',
          purpose: '',
          members: ['ada', 'bo', 'relay'],
          createdAt: at(0),
          readAt: { bo: at(2) },
        },
        {
          key: 'mm/dm',
          team: null,
          type: 'D',
          name: '',
          displayName: '',
          header: '',
          purpose: '',
          members: ['ada', 'cy'],
          createdAt: at(0),
          readAt: {},
        },
      ],
      posts: [
        post('root', { reactions: [{ by: 'bo', emoji: '+1', at: at(5) }], files: [image] }),
        post('reply', { author: 'bo', at: at(2), replyTo: 'root' }),
        post('edited', { at: at(3), editedAt: at(4) }),
        post('gone', { at: at(3), deletedAt: at(6) }),
        post('news @bo', { at: at(7), priority: 'urgent' }),
        post('beep', { author: 'relay', at: at(8) }),
        post('hello cy', { conversation: 'mm/dm', at: at(9) }),
      ],
    },
  });

describe('loading a plan', () => {
  let fixture: SandboxFixture;
  let lobby = '';
  beforeEach(async () => {
    fixture = await openSandbox(organisation());
    lobby =
      fixture.server.acts.conversations().find((conversation) => conversation.kind === 'channel')?.id ?? '';
  });

  test('posts keep their planned times, and update_at follows later changes', async () => {
    const ada = await signIn(fixture, { loginId: 'ada', password: 'Sandbox-password-1' });
    const list = await ada.get<{ order: string[]; posts: Record<string, Json> }>(`/channels/${lobby}/posts`);
    const posts = list.order.map((id) => list.posts[id]);
    expect(posts.map((each) => each?.message)).toEqual(['beep', 'news @bo', 'edited', 'reply', 'root']);
    expect(posts[4]).toMatchObject({ create_at: at(1), update_at: at(5), edit_at: 0 });
    expect(posts[2]).toMatchObject({ create_at: at(3), update_at: at(4), edit_at: at(4) });
    expect(posts[1]).toMatchObject({ metadata: { priority: { priority: 'urgent' } } });
    expect(posts[0]).toMatchObject({ props: { from_bot: 'true' } });
    expect((posts[4]?.metadata as Json).files).toMatchObject([{ name: 'dot.png', width: 5, height: 5 }]);
  });

  test('read state and mentions follow from a member’s last read post', async () => {
    const bo = await signIn(fixture, { loginId: 'bo', password: 'Sandbox-password-1' });
    expect(await bo.get(`/channels/${lobby}/members/me`)).toMatchObject({
      last_viewed_at: at(2),
      mention_count: 1,
    });
    expect(await bo.get(`/users/me/channels/${lobby}/unread`)).toMatchObject({
      msg_count: 3,
      msg_count_root: 3,
    });
  });

  test('the truth is what the API serves to that person, without deleted posts and foreign channels', () => {
    const { acts } = fixture.server;
    const truth = acts.truth('bo');
    expect(truth.teams).toMatchObject([{ name: 'Platform' }]);
    expect(truth.conversations).toMatchObject([{ id: lobby, kind: 'channel', name: 'Lobby', readAt: at(2) }]);
    expect(truth.messages.map((message) => message.content).sort()).toEqual([
      'beep',
      'edited',
      'news @bo',
      'reply',
      'root',
    ]);
    const root = truth.messages.find((message) => message.content === 'root');
    expect(root).toMatchObject({
      reactions: [`+1 ${acts.userId('bo')}`],
      files: ['dot.png'],
      replyTo: null,
      editedAt: null,
    });
    expect(truth.messages.find((message) => message.content === 'reply')?.replyTo).toBe(root?.id);
    expect(acts.truth('cy').conversations).toMatchObject([{ kind: 'direct', name: null, readAt: null }]);
  });

  test('a plan that names a person who is not in it is refused', () => {
    const plan = organisation();
    const open = () =>
      openSandbox({
        ...plan,
        mattermost: { ...plan.mattermost, posts: [post('x', { author: 'nobody' })] },
      });
    expect(open).toThrow('nobody has no Mattermost account');
  });
});

describe('acts', () => {
  let fixture: SandboxFixture;
  let lobby = '';
  beforeEach(async () => {
    fixture = await openSandbox(organisation());
    lobby =
      fixture.server.acts.conversations().find((conversation) => conversation.kind === 'channel')?.id ?? '';
  });

  test('every act sends the event its HTTP call would, and the truth follows', async () => {
    const { acts } = fixture.server;
    const bo = await signIn(fixture, { loginId: 'bo', password: 'Sandbox-password-1' });
    const ears = await listen(bo);
    const id = acts.post('ada', lobby, { content: 'look', mentions: ['bo'], files: [image] });
    acts.react('ada', lobby, id, 'heart');
    acts.unreact('ada', lobby, id, 'heart');
    acts.edit('ada', lobby, id, 'look again');
    const reply = acts.post('ada', lobby, { content: 'and?' }, id);
    acts.addMember(lobby, 'cy');
    acts.removeMember(lobby, 'cy');
    acts.renameConversation(lobby, 'Hall');
    acts.renameTeam(fixture.server.acts.truth('bo').teams[0]?.id ?? '', 'Renamed');
    acts.markRead('bo', lobby);
    acts.remove('ada', lobby, reply);
    acts.createChat(['bo', 'cy'], null);
    acts.createChat(['ada', 'bo', 'cy'], 'ignored');
    acts.setPresence('bo', 'busy');
    const heard = new Set(ears.frames.map((frame) => frame.event));
    for (const event of [
      'posted',
      'reaction_added',
      'reaction_removed',
      'post_edited',
      'user_added',
      'user_removed',
      'channel_updated',
      'update_team',
      'multiple_channels_viewed',
      'post_deleted',
      'direct_added',
      'group_added',
      'status_change',
    ])
      expect(heard).toContain(event);
    const truth = acts.truth('bo');
    expect(truth.messages.find((message) => message.id === id)).toMatchObject({
      content: 'look again',
      files: ['dot.png'],
    });
    expect(truth.conversations.map((conversation) => conversation.kind).sort()).toEqual([
      'channel',
      'direct',
      'group',
    ]);
    expect(truth.conversations.find((conversation) => conversation.id === lobby)?.name).toBe('Hall');
  });

  test('an act that the service would refuse throws', () => {
    const { acts } = fixture.server;
    const [message] = acts.messages(lobby);
    expect(() => acts.edit('bo', lobby, message?.id ?? '', 'not mine')).toThrow('appropriate permissions');
    expect(() => acts.post('cy', lobby, { content: 'not a member' })).toThrow('appropriate permissions');
    expect(() => acts.post('nobody', lobby, { content: '' })).toThrow('has no Mattermost account');
  });

  test('a burn-on-read post cannot be edited, and is marked as not editable', () => {
    const { acts } = fixture.server;
    const burning = acts.postBurning('ada', lobby, 'gate code');
    const plain = acts.post('ada', lobby, { content: 'look' });
    expect(() => acts.edit('ada', lobby, burning, 'another code')).toThrow('burn-on-read');
    const editable = new Map(acts.messages(lobby).map((one) => [one.id, one.editable]));
    expect([editable.get(burning), editable.get(plain)]).toEqual([false, true]);
  });

  test('an archived channel is served to nobody, and takes no posts until it is opened again', () => {
    const { acts } = fixture.server;
    const isShown = (): boolean => acts.truth('ada').conversations.some(({ id }) => id === lobby);
    acts.setArchived(lobby, true);
    expect(isShown()).toBe(false);
    expect(() => acts.post('ada', lobby, { content: 'late' })).toThrow('deleted channel');
    acts.setArchived(lobby, false);
    expect(isShown()).toBe(true);
    acts.post('ada', lobby, { content: 'in time' });
  });

  test('a new channel has its creator as the only member', () => {
    const { acts } = fixture.server;
    const id = acts.createChannel('ada', acts.truth('ada').teams[0]?.id ?? '', 'Deep Space!', true);
    expect(acts.truth('ada').conversations.find((conversation) => conversation.id === id)).toMatchObject({
      kind: 'private',
      name: 'Deep Space!',
    });
    expect(acts.truth('bo').conversations.some((conversation) => conversation.id === id)).toBe(false);
  });

  test('revoked sessions answer 401 from then on', async () => {
    const bo = await signIn(fixture, { loginId: 'bo', password: 'Sandbox-password-1' });
    expect(fixture.server.acts.revokeSessions('bo')).toBe(1);
    expect((await bo.call('GET', '/api/v4/users/me')).status).toBe(401);
  });

  test('before= skips other posts of the same millisecond, like the server', async () => {
    const { acts } = fixture.server;
    const ids = [acts.post('ada', lobby, { content: '1' }), acts.post('ada', lobby, { content: '2' })].sort();
    const ada = await signIn(fixture, { loginId: 'ada', password: 'Sandbox-password-1' });
    const page = await ada.get<{ order: string[] }>(`/channels/${lobby}/posts?before=${ids[1] ?? ''}`);
    expect(page.order).not.toContain(ids[0]);
  });
});

describe('sign-in of people in a plan', () => {
  test('an account with MFA needs its code; without it the error id is that of MFA', async () => {
    const person = plannedPerson('mia', {
      mattermost: {
        id: 'm'.repeat(26),
        username: 'mia',
        email: 'mia@example.org',
        mfaSecret: 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ',
      },
    });
    const fixture = await openSandbox(plannedOrganisation({ people: [person] }));
    const { totp } = await import('./domain/totp.ts');
    // RFC 6238, appendix B: the ASCII secret 12345678901234567890 at 59 s.
    expect(totp('GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ', 59_000)).toBe('287082');
    await expect(signIn(fixture, { loginId: 'mia', password: 'Sandbox-password-1' })).rejects.toThrow(
      'mfa.validate_token.authenticate.app_error',
    );
    await expect(
      signIn(fixture, { loginId: 'mia', password: 'Sandbox-password-1' }, '000000'),
    ).rejects.toThrow('401');
    const code = totp('GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ', fixture.world.now());
    expect(
      (
        await (
          await signIn(fixture, { loginId: 'mia', password: 'Sandbox-password-1' }, code)
        ).get('/users/me')
      ).mfa_active,
    ).toBe(true);
  });

  test('a guest sees only people it shares a channel with', async () => {
    const plan = organisation();
    const fixture = await openSandbox({
      ...plan,
      people: plan.people.map((person) => (person.key === 'cy' ? { ...person, kind: 'guest' } : person)),
    });
    const cy = await signIn(fixture, { loginId: 'cy', password: 'Sandbox-password-1' });
    const found = await cy.get<Json[]>('/users');
    expect(found.map((user) => user.username)).toEqual(['ada', 'cy']);
  });

  test('a group message of a plan reaches its members through the loaded channel', async () => {
    const fixture = await openSandbox(organisation());
    const { acts } = fixture.server;
    const cy = await signIn(fixture, { loginId: 'cy', password: 'Sandbox-password-1' });
    const ears = await listen(cy);
    const direct = acts.conversations().find((conversation) => conversation.kind === 'direct')?.id ?? '';
    acts.post('ada', direct, { content: 'psst' });
    expect(Listener.inner(await ears.only('posted'), 'mentions')).toEqual([acts.userId('cy')]);
    expect((await ears.only('posted')).data?.channel_display_name).toBe('@ada');
  });
});
