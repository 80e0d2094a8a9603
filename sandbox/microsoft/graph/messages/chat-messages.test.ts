import { describe, expect, it } from 'vitest';
import { idOf, message, minute, startedAt } from '../../testing/organisation.ts';
import { sandbox, type Sandbox } from '../../testing/tenant.ts';

const history = Array.from({ length: 120 }, (_, index) =>
  message(
    `d${index}`,
    'direct',
    index % 2 === 0 ? 'ben' : 'ada',
    startedAt + index * minute,
    `<p>${index}</p>`,
  ),
);

const path = ({ chat }: Sandbox): string => `/chats/${chat('direct')}/messages`;

describe('GET /chats/{id}/messages', () => {
  it('pages 50 at most, newest first, without gaps or doubles', async () => {
    const box = sandbox(history);
    expect((await box.as('ada').get(`${path(box)}?$top=51`)).status).toBe(400);
    const all = await box.as('ada').all(`${path(box)}?$top=50`);
    expect(all.map((one) => one.at('body', 'content'))).toEqual(history.map((one) => one.content).reverse());
  });

  it('a message that arrives while paging neither doubles nor hides another', async () => {
    const box = sandbox(history);
    const first = await box.as('ada').get(`${path(box)}?$top=50`);
    box.tenant.acts.post('ben', box.chat('direct'), { content: 'new' });
    const rest = await box.as('ada').all(first.body.text('@odata.nextLink'));
    expect(first.body.items().length + rest.length).toBe(120);
  });

  it('$filter lastModifiedDateTime gt works with $orderby on the same property', async () => {
    const box = sandbox(history);
    const since = '2026-06-01T09:57:00Z';
    const changed = await box
      .as('ada')
      .all(
        `${path(box)}?$top=50&$orderby=lastModifiedDateTime%20desc&$filter=lastModifiedDateTime%20gt%20${since}`,
      );
    expect(changed.map((one) => one.at('body', 'content'))).toEqual(['<p>119</p>', '<p>118</p>']);
  });

  it('$filter createdDateTime lt reads older messages; gt is not supported there', async () => {
    const box = sandbox(history);
    const order = '$orderby=createdDateTime%20desc';
    const before = await box
      .as('ada')
      .all(`${path(box)}?${order}&$filter=createdDateTime%20lt%202026-06-01T08:02:00Z`);
    expect(before.map((one) => one.at('body', 'content'))).toEqual(['<p>1</p>', '<p>0</p>']);
    const after = await box
      .as('ada')
      .get(`${path(box)}?${order}&$filter=createdDateTime%20gt%202026-06-01T08:02:00Z`);
    expect(after.status).toBe(400);
  });

  it('an id is the milliseconds of creation, unique in the conversation also for messages of one millisecond', async () => {
    const box = sandbox();
    const { acts } = box.tenant;
    const ids = [1, 2, 3].map((one) => acts.post('ada', box.chat('direct'), { content: String(one) }));
    expect(ids.map(Number)).toEqual([0, 1, 2].map((one) => box.world.now() + one));
    expect(acts.post('ada', box.chat('Lunch'), { content: 'elsewhere' })).toBe(ids[0]);
    const [newest] = await box.as('ada').all(path(box));
    expect(Date.parse(newest?.text('createdDateTime') ?? '')).toBe(Number(newest?.text('id')));
  });

  it('a deleted message keeps its place, with deletedDateTime and an empty body', async () => {
    const box = sandbox(history);
    const newest = box.tenant.acts.messages(box.chat('direct')).at(-1)?.id ?? '';
    box.tenant.acts.remove('ada', box.chat('direct'), newest);
    const answer = await box.as('ben').get(`${path(box)}/${newest}`);
    expect(answer.body.at('deletedDateTime')).toBe(answer.body.at('lastModifiedDateTime'));
    expect(answer.body.value).toMatchObject({ body: { content: '' }, attachments: [], reactions: [] });
  });
});

describe('system messages', () => {
  const renamed = message('s', 'group', null, startedAt, '', {
    event: {
      '@odata.type': '#microsoft.graph.chatRenamedEventMessageDetail',
      chatDisplayName: 'Lunch',
      initiator: { person: 'ada' },
    },
  });

  it('have no author, a <systemEventMessage/> body and people without display names', async () => {
    const { as, chat } = sandbox([renamed]);
    const answer = await as('ada').get(`/chats/${chat('Lunch')}/messages`);
    expect(answer.body.items()[0]?.value).toMatchObject({
      from: null,
      body: { contentType: 'html', content: '<systemEventMessage/>' },
      eventDetail: { initiator: { user: { id: idOf('ada'), displayName: null } } },
    });
  });

  it('describe renames and changes of members', async () => {
    const { as, chat, tenant } = sandbox();
    const id = chat('Lunch');
    tenant.acts.renameConversation(id, 'Dinner');
    tenant.acts.addMember(id, 'crowd3');
    tenant.acts.removeMember(id, 'crowd3');
    const seen = await as('ada').all(`/chats/${id}/messages`);
    expect(seen.map((one) => one.at('eventDetail', '@odata.type'))).toEqual([
      '#microsoft.graph.membersDeletedEventMessageDetail',
      '#microsoft.graph.membersAddedEventMessageDetail',
      '#microsoft.graph.chatRenamedEventMessageDetail',
    ]);
    expect((await as('crowd3').get(`/chats/${id}`)).status).toBe(403);
  });
});

describe('authors', () => {
  it('bots are applications; people of other tenants are named here, not among the members', async () => {
    const { as, chat } = sandbox([
      message('b', 'group', 'robo', startedAt, 'beep'),
      message('f', 'federated', 'dora', startedAt, 'hi'),
    ]);
    const bot = await as('ada').get(`/chats/${chat('Lunch')}/messages`);
    expect(bot.body.at('value', 0, 'from')).toMatchObject({
      user: null,
      application: { id: idOf('robo'), applicationIdentityType: 'bot' },
    });
    const other = await as('ada').get(`/chats/${chat('With Dora')}/messages`);
    expect(other.body.at('value', 0, 'from', 'user')).toMatchObject({
      displayName: 'Dora Elsewhere',
      userIdentityType: 'federatedUser',
    });
    const members = (await as('ada').get(`/chats/${chat('With Dora')}/members`)).body.items();
    expect(members.find((one) => one.at('userId') === idOf('dora'))?.at('displayName')).toBeNull();
  });
});
