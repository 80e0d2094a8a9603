import { describe, expect, it } from 'vitest';
import type { Lease, LinkNote } from '../../../model/index.ts';
import { carryKey, markNote, noAbort, sharedKey } from '../testing/drafts.ts';
import { channelId, id, me, post, postList, user } from '../testing/payloads.ts';
import { json } from '../testing/world.ts';
import { conversationId, makeWriter, messageId, testPersonId, mattermostRefusal } from '../testing/writer.ts';

describe('a mark', () => {
  const read = `GET /posts/${id('post', 1)}`;
  const patch = `PUT /posts/${id('post', 1)}/patch`;
  const note = markNote('chat/1');

  it('is merged into the props, and the patch changes nothing else', async () => {
    const { memory, sent } = makeWriter({
      [read]: post(1, { props: { kept: [1], isthmus: { version: 1, key: 'k' } } }),
      [patch]: post(1),
    });
    expect(await memory.mark(messageId(1), note, noAbort)).toMatchObject({ ok: true });
    expect(sent.at(-1)?.body).toEqual({
      id: id('post', 1),
      props: { kept: [1], isthmus: { version: 1, key: 'k', mark: { origin: 'teams', teams: ['chat/1'] } } },
    });
  });

  it('over a later version’s mark is refused', async () => {
    const { memory, server } = makeWriter({ [read]: post(1, { props: { isthmus: { version: 2 } } }) });
    expect(await memory.mark(messageId(1), note, noAbort)).toMatchObject({
      failure: { kind: 'refused', code: 'isthmus.later-version' },
    });
    expect(server.asked).not.toContain(patch);
  });

  it.each<[number, string, unknown]>([
    [403, 'api.context.permissions.app_error', { kind: 'forbidden' }],
    [400, 'api.post.update_post.can_not_update_post_in_deleted.error', { kind: 'refused' }],
    // With the props of others, the body is above the server's limit.
    [413, 'api.context.request_body_too_large.app_error', { kind: 'refused', status: 413 }],
  ])('with %i %s has the right reason', async (status, errorId, failure) => {
    const { memory } = makeWriter({ [read]: post(1), [patch]: mattermostRefusal(status, errorId) });
    expect(await memory.mark(messageId(1), note, noAbort)).toMatchObject({ failure });
  });

  it('of a deleted post is not found', async () => {
    expect(await makeWriter().memory.mark(messageId(1), note, noAbort)).toMatchObject({
      failure: { kind: 'not-found' },
    });
  });
});

describe('a link', () => {
  const note: LinkNote = { kind: 'link', teams: sharedKey('team/1'), name: 'Tides', since: null };
  const stamp = { key: carryKey('link'), note: null };
  const pin = `POST /posts/${id('post', 1)}/pin`;

  it('that could not be pinned is still a link', async () => {
    const { memory } = makeWriter({ [pin]: mattermostRefusal(503, 'x') });
    expect(await memory.link(conversationId, note, 'Linked.', stamp, noAbort)).toMatchObject({
      ok: true,
      value: { id: messageId(1), changes: [{ message: { note, pinned: false, carryKey: 'link' } }] },
    });
  });

  it('that could not be written does not exist', async () => {
    const { memory, server } = makeWriter({ 'POST /posts': mattermostRefusal(403, 'x') });
    expect(await memory.link(conversationId, note, 'Linked.', stamp, noAbort)).toMatchObject({
      failure: { kind: 'forbidden' },
    });
    expect(server.asked).not.toContain(pin);
  });
});

describe('the people who may link', () => {
  const channel = (more: object) => ({ id: channelId, type: 'O', team_id: id('team'), name: 'x', ...more });
  const who = id('cy');
  const plain = { roles: 'channel_user', scheme_admin: false };
  const ask = async (
    member: unknown,
    team: unknown = { roles: 'team_user' },
    profile: unknown = user(who, 'cy'),
    more: object = {},
  ): Promise<unknown> => {
    const { memory } = makeWriter({
      [`GET /channels/${channelId}/members/${who}`]: member,
      [`GET /channels/${channelId}`]: channel(more),
      [`GET /teams/${id('team')}/members/${who}`]: team,
      [`GET /users/${who}`]: profile,
    });
    const answer = await memory.mayLink(conversationId, testPersonId(who), noAbort);
    return answer.ok ? answer.value : answer.failure.kind;
  };
  const systemAdmin = user(who, 'cy', { roles: 'system_user system_admin' });

  it('administrators of the channel, by scheme or role, of the team, and of the server', async () => {
    expect(await ask({ roles: '', scheme_admin: true })).toBe(true);
    expect(await ask({ roles: 'channel_user channel_admin' })).toBe(true);
    expect(await ask(plain, { roles: 'team_user', scheme_admin: true })).toBe(true);
    expect(await ask(plain, mattermostRefusal(404, 'x'), systemAdmin)).toBe(true);
  });

  it('administrators of the team or the server may do it after leaving the channel, the channel’s own administrator may not', async () => {
    expect(await ask(mattermostRefusal(404, 'x'), { scheme_admin: true })).toBe(true);
    expect(await ask(mattermostRefusal(404, 'x'), { roles: 'team_user' }, systemAdmin)).toBe(true);
    expect(await ask(mattermostRefusal(404, 'x'))).toBe(false);
  });

  it('are not mere members, guests, deleted users, or former members of the team that they administered', async () => {
    expect(await ask(plain)).toBe(false);
    expect(await ask({ roles: 'channel_guest' }, mattermostRefusal(403, 'x'))).toBe(false);
    expect(await ask({ roles: 'my_channel_admin_not' })).toBe(false);
    expect(await ask(plain, { scheme_admin: true, delete_at: 5 })).toBe(false);
    expect(
      await ask(mattermostRefusal(404, 'x'), mattermostRefusal(404, 'x'), mattermostRefusal(404, 'x')),
    ).toBe(false);
  });

  it('are the members of a direct or group message, and no other administrator', async () => {
    for (const type of ['G', 'D']) {
      expect(await ask(plain, undefined, undefined, { type, team_id: '' })).toBe(true);
      expect(await ask(mattermostRefusal(404, 'x'), undefined, systemAdmin, { type, team_id: '' })).toBe(
        false,
      );
    }
  });

  it('are unknown, not nobody, if the server fails or refuses to tell', async () => {
    expect(await ask(mattermostRefusal(503, 'x'))).toBe('offline');
    expect(await ask(plain, mattermostRefusal(503, 'x'))).toBe('offline');
    expect(await ask(mattermostRefusal(403, 'x'))).toBe('forbidden');
  });
});

describe('the posts that link a channel', () => {
  const route = `GET /channels/${channelId}/pinned`;
  const linked = { isthmus: { version: 1, link: { teams: 'channel/1', name: 'Tides', since: 7 } } };
  const read = (answer: unknown) => makeWriter({ [route]: answer }).memory.linkPosts(conversationId, noAbort);

  it('are the pinned ones with a link in their props', async () => {
    const pinned = [
      post(1, { is_pinned: true, props: linked }),
      post(2, { is_pinned: true }),
      post(3, {
        is_pinned: true,
        props: { isthmus: { version: 1, mark: { origin: 'teams', teams: ['a'] } } },
      }),
      post(4, { is_pinned: true, props: { ...linked, webhook_display_name: 'CI' } }),
      { id: 'rubbish' },
    ];
    expect(await read(postList(pinned))).toMatchObject({
      ok: true,
      value: [
        {
          kind: 'message',
          message: { id: messageId(1), pinned: true, note: { kind: 'link', teams: 'channel/1', since: 7 } },
        },
      ],
    });
  });

  it('are unknown if the server’s answer is not posts', async () => {
    expect(await read(mattermostRefusal(403, 'x'))).toMatchObject({ failure: { kind: 'forbidden' } });
    expect(await read([])).toMatchObject({ failure: { reason: 'broken-answer' } });
  });
});

describe('a claim', () => {
  const teams = sharedKey('teams-1');
  const patch = 'PUT /users/me/patch';

  /** A server that keeps the profile, and lets another client write in between. */
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

  it('is merged, read back and reported', async () => {
    const { memory, sent } = open({ customStatus: '{}' });
    expect(await memory.claim(teams, noAbort)).toMatchObject({
      value: [{ kind: 'person', person: { claims: teams } }],
    });
    expect(sent.at(-1)?.body).toEqual({
      props: { customStatus: '{}', isthmus: '{"version":1,"teams":"teams-1"}' },
    });
  });

  it('that exists already, or is already removed, is not written', async () => {
    const { memory, server } = open({ isthmus: '{"version":1,"teams":"teams-1"}' });
    expect(await memory.claim(teams, noAbort)).toMatchObject({ ok: true });
    expect(server.asked).not.toContain(patch);
    const none = open({});
    expect(await none.memory.claim(null, noAbort)).toMatchObject({ ok: true });
    expect(none.server.asked).not.toContain(patch);
  });

  it('that another client overwrote in the same moment is a passing failure', async () => {
    const { memory } = open({}, (props) => delete props.isthmus);
    expect(await memory.claim(teams, noAbort)).toMatchObject({ ok: false, failure: { kind: 'offline' } });
  });

  it('stays refused after a refusal', async () => {
    const { memory } = makeWriter({ [patch]: mattermostRefusal(403, 'api.context.permissions.app_error') });
    expect(await memory.claim(teams, noAbort)).toMatchObject({ failure: { kind: 'forbidden' } });
  });
});

describe('a lease', () => {
  const route = 'GET /users/me/preferences/isthmus';
  const row = (value: string) => [
    { user_id: me, category: 'isthmus', name: 'other', value: 'x' },
    { user_id: me, category: 'isthmus', name: 'carrier', value },
  ];
  const said = { computer: 'desk', beat: 3, lasts: 60_000 };
  const lease = { share: 0, shares: 1, ...said };
  const read = async (answer: unknown): Promise<unknown> => {
    const result = await makeWriter({ [route]: answer }).memory.readLeases(noAbort);
    return result.ok ? result.value : result.failure;
  };

  it('is read from the category, which is a 404 when it is empty', async () => {
    expect(await read(row(JSON.stringify(said)))).toEqual([lease]);
    expect(await read(mattermostRefusal(404, 'api.preference.preferences_category.get.app_error'))).toEqual(
      [],
    );
    expect(await read([])).toEqual([]);
  });

  it('a later version’s lease holds as well', async () => {
    expect(await read(row(JSON.stringify({ version: 9, more: true, ...said })))).toEqual([lease]);
  });

  it('of another share has the number of the share in its name, and how many there are in its value', async () => {
    const named = (name: string, value: object) => ({
      category: 'isthmus',
      name,
      value: JSON.stringify(value),
    });
    const rows = [
      named('carrier', { ...said, shares: 4 }),
      named('carrier_3', { ...said, shares: 4, beat: 9 }),
      named('carrier_waits', { ...said, shares: 4, computer: 'other' }),
      ...['carrier_0', 'carrier_', 'carrier_x', 'carrier_1000', 'xcarrier_1'].map((name) =>
        named(name, said),
      ),
      named('carrier_2', { ...said, shares: '4' }),
    ];
    const all = [
      { ...lease, shares: 4 },
      { ...lease, share: 3, shares: 4, beat: 9 },
      { ...lease, share: 'waits', shares: 4, computer: 'other' },
    ];
    expect(await read(rows)).toEqual(all);
    const { memory, sent } = makeWriter({ 'PUT /users/me/preferences': { status: 'OK' } });
    for (const one of all as Lease[]) await memory.writeLease(one, noAbort);
    // The list of preferences is sent as the body itself.
    expect(sent.map(({ body }) => (body as unknown as { name: string }[])[0]?.name)).toEqual([
      'carrier',
      'carrier_3',
      'carrier_waits',
    ]);
    expect(sent[1]?.body).toMatchObject([
      { value: JSON.stringify({ version: 1, ...said, beat: 9, shares: 4 }) },
    ]);
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
  ])('cannot be %s', async (value) => {
    expect(await read(row(value))).toEqual([]);
  });

  it('a failure of the server does not mean that there is no lease', async () => {
    expect(await read(mattermostRefusal(500, 'x'))).toMatchObject({ kind: 'offline' });
    expect(await read({})).toMatchObject({ reason: 'broken-answer' });
  });

  it('is written and removed as a preference of the user', async () => {
    const { memory, sent } = makeWriter({
      'PUT /users/me/preferences': { status: 'OK' },
      'POST /users/me/preferences/delete': { status: 'OK' },
    });
    expect(await memory.writeLease(lease, noAbort)).toEqual({ ok: true, value: null });
    expect(sent.at(-1)?.body).toEqual([
      {
        user_id: me,
        category: 'isthmus',
        name: 'carrier',
        value: JSON.stringify({ version: 1, ...said }),
      },
    ]);
    expect(await memory.removeLease(0, noAbort)).toEqual({ ok: true, value: null });
    expect(sent.at(-1)).toMatchObject({ route: 'POST /users/me/preferences/delete' });
  });
});

describe('the user’s choices to carry', () => {
  const route = 'GET /users/me/preferences/isthmus_carry';
  const said = { version: 1, teams: 'chat/1', carried: true, since: { mattermost: 5, teams: 6 } };
  const row = (value: unknown, name = channelId, category = 'isthmus_carry') => ({
    user_id: me,
    category,
    name,
    value: typeof value === 'string' ? value : JSON.stringify(value),
  });
  const read = async (answer: unknown): Promise<unknown> => {
    const result = await makeWriter({ [route]: answer }).memory.readChoices(noAbort);
    return result.ok ? result.value : result.failure;
  };
  const choice = {
    mattermost: channelId,
    teams: 'chat/1',
    carried: true,
    since: { mattermost: 5, teams: 6 },
  };

  it('is a row for each conversation; an empty category is a 404', async () => {
    const off = { version: 1, teams: 'chat/2', carried: false };
    expect(await read([row(said), row(off, id('other'))])).toEqual([
      choice,
      { mattermost: id('other'), teams: 'chat/2', carried: false, since: null },
    ]);
    expect(await read(mattermostRefusal(404, 'api.preference.preferences_category.get.app_error'))).toEqual(
      [],
    );
  });

  it.each<[string, unknown]>([
    ['text', 'x'],
    ['nothing', ''],
    ['null', 'null'],
    ['a later version', { ...said, version: 2 }],
    ['no Teams conversation', { ...said, teams: '' }],
    ['an endless one', { ...said, teams: 'x'.repeat(513) }],
    ['a maybe', { ...said, carried: 'true' }],
    ['since one side only', { ...said, since: { teams: 6 } }],
    ['since half a millisecond', { ...said, since: { mattermost: 5, teams: 6.5 } }],
    ['since null', { ...said, since: null }],
  ])('do not include %s, and the others count', async (_case, value) => {
    expect(await read([row(value, id('other')), row(said)])).toEqual([choice]);
  });

  it('do not include rows of other names and categories', async () => {
    expect(await read([row(said, '../x'), row(said, channelId, 'isthmus'), null, 7])).toEqual([]);
  });

  it('are unknown, not empty, if the server fails', async () => {
    expect(await read(mattermostRefusal(503, 'x'))).toMatchObject({ kind: 'offline' });
    expect(await read({})).toMatchObject({ reason: 'broken-answer' });
  });

  it('are written as a preference of the user, and fit into the limit of a preference', async () => {
    const { memory, sent } = makeWriter({ 'PUT /users/me/preferences': { status: 'OK' } });
    const written = { ...choice, mattermost: sharedKey(channelId), teams: sharedKey('chat/1') };
    expect(await memory.writeChoice(written, noAbort)).toEqual({ ok: true, value: null });
    expect(sent.at(-1)?.body).toEqual([row(said)]);
    await memory.writeChoice({ ...written, carried: false, since: null }, noAbort);
    expect(sent.at(-1)?.body).toEqual([row({ version: 1, teams: 'chat/1', carried: false })]);
    expect(await memory.writeChoice({ ...written, mattermost: sharedKey('a/b') }, noAbort)).toMatchObject({
      failure: { kind: 'not-found' },
    });
  });
});
