import { describe, expect, it } from 'vitest';
import { message, minute, startedAt } from '../../testing/organisation.ts';
import { sandbox } from '../../testing/tenant.ts';

const roots = Array.from({ length: 60 }, (_, index) =>
  message(`r${index}`, 'general', 'ben', startedAt + index * minute, `root ${index}`),
);
const reply = (of: string, index: number, at: number): ReturnType<typeof message> =>
  message(`${of}/${index}`, 'general', 'ada', at, `reply ${index}`, { replyTo: of });

describe('GET channel messages', () => {
  it('gives roots only, 20 unless told otherwise, 50 at most', async () => {
    const { as, channel } = sandbox([...roots, reply('r0', 1, startedAt + 200 * minute)]);
    const path = `${channel('General').path}/messages`;
    expect((await as('ada').get(path)).body.items()).toHaveLength(20);
    expect((await as('ada').get(`${path}?$top=50`)).body.items()).toHaveLength(50);
    expect((await as('ada').get(`${path}?$top=51`)).status).toBe(400);
    const all = await as('ada').all(path);
    expect(all).toHaveLength(60);
    expect(all.every((one) => one.at('replyToId') === null)).toBe(true);
  });

  it('a new reply brings its thread to the top; an edit does not', async () => {
    const { as, channel, tenant } = sandbox(roots);
    const { path, key } = channel('General');
    const ids = tenant.acts.messages(key).map((one) => one.id);
    tenant.acts.edit('ben', key, ids[5] ?? '', 'edited');
    tenant.acts.post('ada', key, { content: 'again' }, ids[3]);
    const answer = await as('ada').get(`${path}/messages?$top=2`);
    expect(answer.body.each('id')).toEqual([ids[3], ids[59]]);
  });

  it('$expand=replies gives up to 1,000 newest replies; replies@odata.nextLink leads to the rest', async () => {
    const many = Array.from({ length: 1010 }, (_, index) => reply('r0', index, startedAt + minute + index));
    const { as, channel } = sandbox([...roots.slice(0, 2), ...many]);
    const answer = await as('ada').get(`${channel('General').path}/messages?$expand=replies`);
    const [thread, lonely] = answer.body.items();
    expect(thread?.items('replies')).toHaveLength(1000);
    expect(thread?.at('replies', 0, 'body', 'content')).toBe('reply 1009');
    expect(lonely?.at('replies')).toEqual([]);
    expect(lonely?.at('replies@odata.nextLink')).toBeUndefined();
    const rest = await as('ada').all(thread?.text('replies@odata.nextLink') ?? '');
    expect(rest.map((one) => one.at('body', 'content')).at(-1)).toBe('reply 0');
    expect(rest).toHaveLength(10);
  });

  it('replies page newest first and carry replyToId', async () => {
    const some = Array.from({ length: 30 }, (_, index) => reply('r0', index, startedAt + minute + index));
    const { as, channel, tenant } = sandbox([...roots.slice(0, 1), ...some]);
    const { path, key } = channel('General');
    const root = tenant.acts.messages(key)[0]?.id ?? '';
    const all = await as('ada').all(`${path}/messages/${root}/replies?$top=7`);
    expect(all.map((one) => one.at('body', 'content'))).toEqual(some.map((one) => one.content).reverse());
    expect(all.every((one) => one.at('replyToId') === root)).toBe(true);
  });

  it('a POST makes a root with a subject, or a reply; a reply cannot be answered', async () => {
    const { as, channel } = sandbox(roots);
    const path = `${channel('General').path}/messages`;
    const root = await as('ada').post(path, {
      subject: 'News',
      body: { contentType: 'html', content: '<p>hi</p>' },
    });
    expect(root.status).toBe(201);
    expect(root.body.value).toMatchObject({
      subject: 'News',
      chatId: null,
      channelIdentity: { channelId: channel('General').channelId },
    });
    const at = `${path}/${root.body.text('id')}/replies`;
    const answer = await as('ben').post(at, { body: { content: 'ho' } });
    expect(answer.body.value).toMatchObject({
      replyToId: root.body.at('id'),
      body: { contentType: 'text', content: 'ho' },
    });
    expect((await as('ada').get(`${at}/${answer.body.text('id')}`)).body.at('id')).toBe(answer.body.at('id'));
    expect(
      (await as('ben').post(`${path}/${answer.body.text('id')}/replies`, { body: { content: 'no' } })).status,
    ).toBe(404);
  });
});

describe('teams and channels', () => {
  it('joinedTeams has no hosts of shared channels, associatedTeams has them', async () => {
    const { as } = sandbox();
    expect((await as('ada').get('/me/joinedTeams')).body.each('displayName')).toEqual(['Platform']);
    expect((await as('ada').get('/me/teamwork/associatedTeams')).body.each('displayName')).toEqual([
      'Platform',
      'Other',
    ]);
  });

  it('private and shared channels are served only to their members', async () => {
    const { as, channel } = sandbox();
    const { teamId, path } = channel('General');
    expect((await as('ada').get(`/teams/${teamId}/channels`)).body.each('displayName')).toEqual(['General']);
    expect((await as('ben').get(`/teams/${teamId}/channels`)).body.each('displayName')).toEqual([
      'General',
      'Secret',
    ]);
    const shared = channel('Together');
    expect((await as('ada').get(`/teams/${shared.teamId}/allChannels`)).body.each('displayName')).toEqual([
      'Together',
    ]);
    expect((await as('cleo').get(path)).status).toBe(403);
    const none = await as('ben').get(`/teams/${teamId}/channels?$filter=membershipType%20eq%20'shared'`);
    expect(none.body.items()).toEqual([]);
  });

  it('channels and teams have members, a primary channel and a files folder', async () => {
    const { as, channel } = sandbox();
    const { path, teamId } = channel('General');
    expect((await as('ada').get(`${path}/members`)).body.items()).toHaveLength(3);
    expect((await as('ada').get(`/teams/${teamId}/members`)).body.at('value', 0, 'roles')).toEqual(['Owner']);
    expect((await as('ada').get(`/teams/${teamId}/primaryChannel`)).body.at('displayName')).toBe('General');
    const folder = (await as('ada').get(`${path}/filesFolder`)).body;
    expect(folder.at('name')).toBe('General');
    expect(folder.at('parentReference', 'driveId')).toBeTypeOf('string');
  });

  it('a channel can be made and renamed', async () => {
    const { as, channel } = sandbox();
    const { teamId } = channel('General');
    const made = await as('ada').post(`/teams/${teamId}/channels`, {
      displayName: 'Ideas',
      membershipType: 'private',
    });
    expect(made.status).toBe(201);
    const path = `/teams/${teamId}/channels/${made.body.text('id')}`;
    expect((await as('ada').patch(path, { displayName: 'Better ideas' })).status).toBe(204);
    expect((await as('ada').get(path)).body.value).toMatchObject({
      displayName: 'Better ideas',
      membershipType: 'private',
    });
    expect((await as('ben').get(path)).status).toBe(403);
  });
});
