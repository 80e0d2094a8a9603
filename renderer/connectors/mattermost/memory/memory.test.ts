import { describe, expect, it } from 'vitest';
import type { LinkNote } from '../../../model/index.ts';
import { carryKey, markNote, never, sharedKey } from '../testing/drafts.ts';
import { channelId, id, me, post, user } from '../testing/payloads.ts';
import { json } from '../testing/world.ts';
import { conversationId, makeWriter, messageId, refusal } from '../testing/writer.ts';

describe('a mark', () => {
  const read = `GET /posts/${id('post', 1)}`;
  const patch = `PUT /posts/${id('post', 1)}/patch`;
  const note = markNote('chat/1');

  it('is merged into the props, and nothing else is patched', async () => {
    const { memory, sent } = makeWriter({
      [read]: post(1, { props: { kept: [1], isthmus: { version: 1, key: 'k' } } }),
      [patch]: post(1),
    });
    expect(await memory.mark(messageId(1), note, never)).toMatchObject({ ok: true });
    expect(sent.at(-1)?.body).toEqual({
      id: id('post', 1),
      props: { kept: [1], isthmus: { version: 1, key: 'k', mark: { origin: 'teams', teams: ['chat/1'] } } },
    });
  });

  it('over what a later version wrote is refused', async () => {
    const { memory, server } = makeWriter({ [read]: post(1, { props: { isthmus: { version: 2 } } }) });
    expect(await memory.mark(messageId(1), note, never)).toMatchObject({
      failure: { kind: 'refused', code: 'isthmus.later-version' },
    });
    expect(server.asked).not.toContain(patch);
  });

  it.each<[number, string, unknown]>([
    [403, 'api.context.permissions.app_error', { kind: 'forbidden' }],
    [400, 'api.post.update_post.can_not_update_post_in_deleted.error', { kind: 'refused' }],
  ])('%i %s is what it is', async (status, errorId, failure) => {
    const { memory } = makeWriter({ [read]: post(1), [patch]: refusal(status, errorId) });
    expect(await memory.mark(messageId(1), note, never)).toMatchObject({ failure });
  });

  it('of a post that is gone is not found', async () => {
    expect(await makeWriter().memory.mark(messageId(1), note, never)).toMatchObject({
      failure: { kind: 'not-found' },
    });
  });
});

describe('a link', () => {
  const note: LinkNote = { kind: 'link', teams: sharedKey('team/1'), name: 'Tides' };
  const stamp = { key: carryKey('link'), note: null };
  const pin = `POST /posts/${id('post', 1)}/pin`;

  it('that could not be pinned is a link all the same', async () => {
    const { memory } = makeWriter({ [pin]: refusal(503, 'x') });
    expect(await memory.link(conversationId, note, 'Linked.', stamp, never)).toMatchObject({
      ok: true,
      value: { id: messageId(1), changes: [{ message: { note, pinned: false, carryKey: 'link' } }] },
    });
  });

  it('that could not be written is none', async () => {
    const { memory, server } = makeWriter({ 'POST /posts': refusal(403, 'x') });
    expect(await memory.link(conversationId, note, 'Linked.', stamp, never)).toMatchObject({
      failure: { kind: 'forbidden' },
    });
    expect(server.asked).not.toContain(pin);
  });
});

describe('who may link', () => {
  const channel = (more: object) => ({ id: channelId, type: 'O', team_id: id('team'), name: 'x', ...more });
  const ask = async (
    member: unknown,
    team: unknown = { roles: 'team_user' },
    roles = 'system_user',
    more: object = {},
  ): Promise<unknown> => {
    const { memory } = makeWriter({
      [`GET /channels/${channelId}/members/me`]: member,
      [`GET /channels/${channelId}`]: channel(more),
      [`GET /teams/${id('team')}/members/${me}`]: team,
      'GET /users/me': user(me, 'ada', { roles }),
    });
    const answer = await memory.mayLink(conversationId, never);
    return answer.ok ? answer.value : answer.failure.kind;
  };
  const plain = { roles: 'channel_user', scheme_admin: false };

  it('administrators of the channel, by scheme or role, of the team, and of the server', async () => {
    expect(await ask({ roles: '', scheme_admin: true })).toBe(true);
    expect(await ask({ roles: 'channel_user channel_admin' })).toBe(true);
    expect(await ask(plain, { roles: 'team_user', scheme_admin: true })).toBe(true);
    expect(await ask(plain, refusal(404, 'x'), 'system_user system_admin')).toBe(true);
  });

  it('nobody else: no mere member, no guest, nobody who is not in the channel', async () => {
    expect(await ask(plain)).toBe(false);
    expect(await ask({ roles: 'channel_guest' }, refusal(403, 'x'), 'system_guest')).toBe(false);
    expect(await ask(refusal(404, 'x'), { scheme_admin: true })).toBe(false);
    expect(await ask({ roles: 'my_channel_admin_not' })).toBe(false);
  });

  it('anybody in a direct or group message', async () => {
    expect(await ask(plain, undefined, 'system_user', { type: 'G', team_id: '' })).toBe(true);
    expect(await ask(plain, undefined, 'system_user', { type: 'D', team_id: '' })).toBe(true);
  });

  it('a server that fails has not said no', async () => {
    expect(await ask(refusal(503, 'x'))).toBe('offline');
    expect(await ask(plain, refusal(503, 'x'))).toBe('offline');
  });
});

describe('a claim', () => {
  const teams = sharedKey('teams-1');
  const patch = 'PUT /users/me/patch';

  /** A server that keeps the profile, and lets somebody else write in between. */
  const open = (props: Record<string, string>, meanwhile?: (props: Record<string, string>) => void) => {
    let present = props;
    return makeWriter({
      'GET /users/me': () => json(user(me, 'ada', { props: present })),
      [patch]: (body: { props: Record<string, string> }) => {
        present = { ...body.props };
        meanwhile?.(present);
        return json(user(me, 'ada', { props: present }));
      },
    });
  };

  it('is merged, read back and told', async () => {
    const { memory, sent } = open({ customStatus: '{}' });
    expect(await memory.claim(teams, never)).toMatchObject({
      value: [{ kind: 'person', person: { claims: teams } }],
    });
    expect(sent.at(-1)?.body).toEqual({
      props: { customStatus: '{}', isthmus: '{"version":1,"teams":"teams-1"}' },
    });
  });

  it('that is there already, or not there when taken away, is not written', async () => {
    const { memory, server } = open({ isthmus: '{"version":1,"teams":"teams-1"}' });
    expect(await memory.claim(teams, never)).toMatchObject({ ok: true });
    expect(server.asked).not.toContain(patch);
    const none = open({});
    expect(await none.memory.claim(null, never)).toMatchObject({ ok: true });
    expect(none.server.asked).not.toContain(patch);
  });

  it('that another client overwrote in the same moment is a passing failure', async () => {
    const { memory } = open({}, (props) => delete props.isthmus);
    expect(await memory.claim(teams, never)).toMatchObject({ ok: false, failure: { kind: 'offline' } });
  });

  it('a refusal stays one', async () => {
    const { memory } = makeWriter({ [patch]: refusal(403, 'api.context.permissions.app_error') });
    expect(await memory.claim(teams, never)).toMatchObject({ failure: { kind: 'forbidden' } });
  });
});

describe('a lease', () => {
  const route = 'GET /users/me/preferences/isthmus';
  const row = (value: string) => [
    { user_id: me, category: 'isthmus', name: 'other', value: 'x' },
    { user_id: me, category: 'isthmus', name: 'carrier', value },
  ];
  const lease = { computer: 'desk', beat: 3, lasts: 60_000 };
  const read = async (answer: unknown): Promise<unknown> => {
    const result = await makeWriter({ [route]: answer }).memory.readLease(never);
    return result.ok ? result.value : result.failure;
  };

  it('is read from the category, which is a 404 when it is empty', async () => {
    expect(await read(row(JSON.stringify(lease)))).toEqual(lease);
    expect(await read(refusal(404, 'api.preference.preferences_category.get.app_error'))).toBeNull();
    expect(await read([])).toBeNull();
  });

  it('a later version’s lease holds as well', async () => {
    expect(await read(row(JSON.stringify({ version: 9, more: true, ...lease })))).toEqual(lease);
  });

  it.each([
    [''],
    ['x'],
    ['[]'],
    ['{"computer":"","beat":1,"lasts":1}'],
    [`{"computer":"${'x'.repeat(101)}","beat":1,"lasts":1}`],
    ['{"computer":"desk","beat":-1,"lasts":1}'],
    ['{"computer":"desk","beat":1.5,"lasts":1}'],
    ['{"computer":"desk","beat":1,"lasts":"1"}'],
  ])('%s is none', async (value) => {
    expect(await read(row(value))).toBeNull();
  });

  it('a server that fails has not said that there is none', async () => {
    expect(await read(refusal(500, 'x'))).toMatchObject({ kind: 'offline' });
    expect(await read({})).toMatchObject({ reason: 'broken-answer' });
  });

  it('is written and taken away as a preference of the user’s own', async () => {
    const { memory, sent } = makeWriter({
      'PUT /users/me/preferences': { status: 'OK' },
      'POST /users/me/preferences/delete': { status: 'OK' },
    });
    expect(await memory.writeLease(lease, never)).toEqual({ ok: true, value: null });
    expect(sent.at(-1)?.body).toEqual([
      {
        user_id: me,
        category: 'isthmus',
        name: 'carrier',
        value: JSON.stringify({ version: 1, ...lease }),
      },
    ]);
    expect(await memory.writeLease(null, never)).toEqual({ ok: true, value: null });
    expect(sent.at(-1)).toMatchObject({ route: 'POST /users/me/preferences/delete' });
  });
});
