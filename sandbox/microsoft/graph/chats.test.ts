import { describe, expect, it } from 'vitest';
import { idOf, message, minute, startedAt } from '../testing/organisation.ts';
import { sandbox } from '../testing/tenant.ts';

const history = [
  message('d1', 'direct', 'ben', startedAt, '<p>hello</p>'),
  message('g1', 'group', 'ada', startedAt + minute, '<p>lunch?</p>'),
  message('m1', 'meeting', null, startedAt + 2 * minute, '', {
    event: {
      '@odata.type': '#microsoft.graph.callStartedEventMessageDetail',
      callId: 'c',
      callEventType: 'call',
      initiator: { person: 'ben' },
    },
  }),
];

describe('GET /me/chats', () => {
  it('lists the caller’s chats and no others', async () => {
    const { as, chat } = sandbox(history);
    const chats = await as('ada').all('/me/chats');
    expect(chats).toHaveLength(5);
    expect(chats.map((one) => one.at('id'))).not.toContain(chat('foreign'));
    expect(await as('cleo').all('/users/cleo@partner.example/chats')).toHaveLength(2);
  });

  it('orders by lastMessagePreview/createdDateTime desc only', async () => {
    const { as } = sandbox(history);
    const path =
      '/me/chats?$expand=lastMessagePreview&$orderby=lastMessagePreview/createdDateTime%20desc&$top=2';
    const first = await as('ada').get(path);
    expect(first.body.each('chatType')).toEqual(['meeting', 'group']);
    const all = await as('ada').all(path);
    expect(all).toHaveLength(5);
    expect(all.map((one) => one.at('lastMessagePreview', 'createdDateTime')).slice(0, 3)).toEqual([
      '2026-06-01T08:02:00Z',
      '2026-06-01T08:01:00Z',
      '2026-06-01T08:00:00Z',
    ]);
    const wrong = await as('ada').get('/me/chats?$orderby=createdDateTime%20desc');
    expect(wrong.status).toBe(400);
  });

  it('expands no more than 25 members per chat, whatever $top says; /members gives all', async () => {
    const { as, chat } = sandbox();
    const chats = await as('ada').all('/me/chats?$expand=members&$top=50');
    const everybody = chats.find((one) => one.at('topic') === 'Everybody');
    expect(everybody?.at('members')).toHaveLength(25);
    const members = await as('ada').get(`/chats/${chat('Everybody')}/members`);
    expect(members.body.items()).toHaveLength(28);
  });

  it('lastMessagePreview has the message’s own id and no mentions or attachments', async () => {
    const { as, tenant, chat } = sandbox(history);
    const id = tenant.acts.post('ben', chat('Lunch'), { content: 'look', mentions: ['ada'] });
    const answer = await as('ada').get(`/chats/${chat('Lunch')}?$expand=lastMessagePreview`);
    expect(answer.body.at('lastMessagePreview', 'id')).toBe(id);
    expect(answer.body.at('lastMessagePreview', 'body', 'content')).toContain('<at id="0">Ada Okafor</at>');
    expect(answer.body.at('lastMessagePreview')).not.toHaveProperty('mentions');
  });

  it('lastUpdatedDateTime moves on rename and membership, not on messages', async () => {
    const { as, tenant, chat, world } = sandbox();
    const read = async (): Promise<string> =>
      (await as('ada').get(`/chats/${chat('Lunch')}`)).body.text('lastUpdatedDateTime');
    const before = await read();
    tenant.acts.post('ada', chat('Lunch'), { content: 'hi' });
    expect(await read()).toBe(before);
    world.pass(minute);
    tenant.acts.addMember(chat('Lunch'), 'crowd1');
    expect(await read()).not.toBe(before);
  });

  it('viewpoint has the time up to which the caller has read', async () => {
    const { as, tenant, chat } = sandbox(history);
    const path = `/chats/${chat('direct')}`;
    expect((await as('ada').get(path)).body.at('viewpoint', 'lastMessageReadDateTime')).toBeNull();
    const user = { id: idOf('ada'), tenantId: tenant.tenantId() };
    expect((await as('ada').post(`${path}/markChatReadForUser`, { user })).status).toBe(204);
    expect((await as('ada').get(path)).body.at('viewpoint', 'lastMessageReadDateTime')).toBe(
      '2026-06-01T08:00:00Z',
    );
    const back = { user, lastMessageReadDateTime: '2026-05-01T00:00:00Z' };
    expect((await as('ada').post(`${path}/markChatUnreadForUser`, back)).status).toBe(204);
    expect((await as('ada').get(path)).body.at('viewpoint', 'lastMessageReadDateTime')).toBe(
      '2026-05-01T00:00:00Z',
    );
    expect((await as('ada').post(`${path}/markChatReadForUser`, { user: { id: idOf('ben') } })).status).toBe(
      403,
    );
  });

  it('serves times with the fraction’s trailing zeros cut', async () => {
    const { as, chat } = sandbox([
      message('a', 'direct', 'ben', startedAt + 510, 'x'),
      message('b', 'direct', 'ben', startedAt + 2000, 'y'),
    ]);
    const answer = await as('ada').get(`/chats/${chat('direct')}/messages`);
    expect(answer.body.each('createdDateTime')).toEqual(['2026-06-01T08:00:02Z', '2026-06-01T08:00:00.51Z']);
  });
});

describe('POST /chats', () => {
  const bind = (key: string): Record<string, unknown> => ({
    '@odata.type': '#microsoft.graph.aadUserConversationMember',
    roles: ['owner'],
    'user@odata.bind': `https://graph.microsoft.com/v1.0/users('${idOf(key)}')`,
  });

  it('returns the existing one-to-one chat', async () => {
    const { as, chat } = sandbox();
    const body = { chatType: 'oneOnOne', members: [bind('ada'), bind('ben')] };
    const answer = await as('ada').post('/chats', body);
    expect(answer.status).toBe(201);
    expect(answer.body.at('id')).toBe(chat('direct'));
  });

  it('creates a group chat anew each time, with the caller in it', async () => {
    const { as } = sandbox();
    const body = { chatType: 'group', topic: 'New', members: [bind('ada'), bind('ben'), bind('cleo')] };
    const first = await as('ada').post('/chats', body);
    const second = await as('ada').post('/chats', body);
    expect(first.body.at('topic')).toBe('New');
    expect(first.body.at('id')).not.toBe(second.body.at('id'));
    expect((await as('ada').post('/chats', { ...body, members: [bind('ben'), bind('cleo')] })).status).toBe(
      400,
    );
  });

  it('hides earlier messages from a member who joins without history', async () => {
    const { as, tenant, chat, world } = sandbox(history);
    const joined = { ...bind('crowd1'), visibleHistoryStartDateTime: null };
    world.pass(minute);
    expect((await as('ada').post(`/chats/${chat('Lunch')}/members`, joined)).status).toBe(201);
    const seen = await as('crowd1').all(`/chats/${chat('Lunch')}/messages`);
    expect(seen.map((one) => one.at('eventDetail', '@odata.type'))).toEqual([
      '#microsoft.graph.membersAddedEventMessageDetail',
    ]);
    expect(
      tenant.acts.truth('crowd1').messages.filter((one) => one.conversationId === chat('Lunch')),
    ).toHaveLength(1);
  });
});

describe('members', () => {
  it('guests have the role guest; people of other tenants are owners with their own tenantId', async () => {
    const { as, chat, tenant } = sandbox();
    const lunch = (await as('ada').get(`/chats/${chat('Lunch')}/members`)).body.items();
    expect(lunch.find((one) => one.at('userId') === idOf('cleo'))?.at('roles')).toEqual(['Guest']);
    const dora = (await as('ada').get(`/chats/${chat('With Dora')}/members`)).body
      .items()
      .find((one) => one.at('userId') === idOf('dora'));
    expect(dora?.at('roles')).toEqual(['owner']);
    expect(dora?.at('tenantId')).not.toBe(tenant.tenantId());
  });

  it('refuses the chats of others', async () => {
    const { as, chat } = sandbox();
    expect((await as('ada').get(`/chats/${chat('foreign')}`)).status).toBe(403);
    expect((await as('ada').get('/chats/19:nothing@thread.v2')).status).toBe(404);
    expect((await as('ada').get(`/users/${idOf('ben')}/chats`)).status).toBe(403);
  });
});
