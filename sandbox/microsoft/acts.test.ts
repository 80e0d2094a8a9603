import { describe, expect, it } from 'vitest';
import type { Json } from './testing/json.ts';
import type { GraphClient } from './testing/client.ts';
import { idOf, message, minute, startedAt } from './testing/organisation.ts';
import { sandbox, TestWorld, type Sandbox } from './testing/tenant.ts';
import { portrait } from '../organisation/portraits.ts';

const ms = (value: unknown): number | null => (typeof value === 'string' ? Date.parse(value) : null);

const asTruth = (conversationId: string, one: Json): Record<string, unknown> => ({
  conversationId,
  id: one.at('id'),
  authorId: one.at('from', 'user', 'id') ?? one.at('from', 'application', 'id') ?? null,
  createdAt: ms(one.at('createdDateTime')),
  editedAt: ms(one.at('lastEditedDateTime')),
  deleted: one.at('deletedDateTime') !== null,
  content: one.at('body', 'content'),
  replyTo: one.at('replyToId'),
  reactions: one
    .items('reactions')
    .map((reaction) => `${reaction.text('reactionType')} ${reaction.text('user', 'user', 'id')}`)
    .sort(),
  files: one
    .items('attachments')
    .filter((attachment) => attachment.at('contentType') === 'reference')
    .map((attachment) => attachment.at('name')),
});

/** Walks Graph as a client does and compares all of it with the truth. */
const compare = async (box: Sandbox, person: string): Promise<number> => {
  const client: GraphClient = box.as(person);
  const truth = box.tenant.acts.truth(person);
  const served: Record<string, unknown>[] = [];
  for (const { id, teamId } of truth.conversations) {
    if (teamId === null) {
      const path = `/chats/${id}/messages?$orderby=createdDateTime%20desc`;
      served.push(...(await client.all(path)).map((one) => asTruth(id, one)));
      continue;
    }
    const channel = `/teams/${teamId}/channels/${encodeURIComponent(id.split('/')[1] ?? '')}`;
    for (const root of await client.all(`${channel}/messages?$expand=replies`)) {
      served.push(asTruth(id, root), ...root.items('replies').map((reply) => asTruth(id, reply)));
    }
  }
  const key = (one: object): string => JSON.stringify(one, Object.keys(one).sort());
  expect(served.map(key).sort()).toEqual(truth.messages.map(key).sort());
  const chats = await client.all('/me/chats');
  expect(
    chats.map((chat) => [chat.at('id'), ms(chat.at('viewpoint', 'lastMessageReadDateTime'))]).sort(),
  ).toEqual(
    truth.conversations
      .filter((one) => one.teamId === null)
      .map((one) => [one.id, one.readAt])
      .sort(),
  );
  return served.length;
};

const file = { name: 'a.txt', mimeType: 'text/plain', bytes: new TextEncoder().encode('hello') };
const image = { name: 'a.png', mimeType: 'image/png', bytes: portrait('a', 48) };

describe('truth', () => {
  it('equals what Graph serves, for the plan and after every kind of act', async () => {
    const box = sandbox([
      message('a', 'direct', 'ben', startedAt, 'plain', { contentType: 'text' }),
      message('b', 'direct', 'ada', startedAt + 1, '<p>gone</p>', {
        deletedAt: startedAt + minute,
        files: [file],
      }),
      message('c', 'group', 'cleo', startedAt + 2, '<p>x</p>', {
        editedAt: startedAt + minute,
        reactions: [{ by: 'ada', emoji: '👍', at: startedAt + 2 * minute }],
        images: [image],
        files: [file],
      }),
      message('r', 'general', 'ben', startedAt + 3, 'root', { subject: 'Subject', importance: 'high' }),
      message('s', 'general', 'robo', startedAt + 4, 'reply', { replyTo: 'r' }),
      message('t', 'together', 'ben', startedAt + 5, 'shared'),
      message('u', 'secret', 'ben', startedAt + 6, 'secret'),
    ]);
    expect(await compare(box, 'ada')).toBe(6);
    const { acts } = box.tenant;
    const { key, teamId } = box.channel('General');
    const lunch = box.chat('Lunch');
    const root = acts.messages(key)[0]?.id ?? '';
    box.world.pass(minute);
    const posted = acts.post('ada', lunch, {
      content: '<p>hi</p>',
      mentions: ['ben'],
      files: [file],
      images: [image],
    });
    const reply = acts.post('ada', key, { content: 'answer' }, root);
    acts.post('ben', key, { content: 'answer to the answer' }, reply);
    acts.edit('ada', key, reply, '<p>better</p>');
    acts.react('ben', lunch, posted, '🎉');
    acts.react('cleo', lunch, posted, '🎉');
    acts.unreact('cleo', lunch, posted, '🎉');
    acts.remove('ben', key, root);
    acts.markRead('ada', box.chat('direct'));
    acts.renameConversation(lunch, 'Dinner');
    acts.renameTeam(teamId, 'Plattform');
    const chat = acts.createChat(['ada', 'ben', 'crowd1'], 'New');
    acts.post('ben', chat, { content: 'welcome' });
    acts.addMember(chat, 'crowd2');
    acts.removeMember(chat, 'crowd1');
    const channel = acts.createChannel('ada', teamId, 'Ideas', true);
    acts.post('ada', channel, { content: 'idea' });
    acts.addMember(channel, 'ben');
    expect(await compare(box, 'ada')).toBe(14);
    await compare(box, 'ben');
    await compare(box, 'crowd2');
    const truth = acts.truth('ada');
    expect(truth.teams.map((team) => team.name)).toEqual(['Plattform', 'Other']);
    expect(truth.conversations.find((one) => one.id === lunch)?.name).toBe('Dinner');
  });

  it('leaves out conversations that the person has left', () => {
    const { tenant, chat, channel } = sandbox([message('g', 'group', 'ada', startedAt, 'x')]);
    const id = chat('Lunch');
    tenant.acts.removeMember(id, 'ben');
    expect(tenant.acts.truth('ben').conversations.map((one) => one.id)).not.toContain(id);
    tenant.acts.removeMember(channel('General').key, 'ben');
    expect(tenant.acts.truth('ben').teams.map((team) => team.name)).toEqual(['Other']);
  });
});

describe('acts', () => {
  it('are checked like requests to the service', () => {
    const { tenant, chat } = sandbox([message('g', 'group', 'ada', startedAt, 'x')]);
    const { acts } = tenant;
    const id = chat('Lunch');
    const first = acts.messages(id)[0]?.id ?? '';
    expect(() => acts.post('crowd1', id, { content: 'x' })).toThrow('not a member');
    expect(() => acts.edit('ben', id, first, 'y')).toThrow('Only the sender');
    expect(() => acts.post('mina', id, { content: 'x' })).toThrow('no Microsoft account');
    expect(() => acts.messages('19:none@thread.v2')).toThrow('no conversation');
    expect(() => acts.addMember(chat('direct'), 'cleo')).toThrow('one-on-one');
    acts.remove('ada', id, first);
    expect(() => acts.react('ben', id, first, '👍')).toThrow('deleted');
  });

  it.each(['channel', 'team'])('in an archived %s are refused, but it can be read', async (what) => {
    const { tenant, as, channel } = sandbox([message('g', 'general', 'ada', startedAt, 'x')]);
    const { acts } = tenant;
    const { key, path, teamId } = channel('General');
    const id = acts.messages(key)[0]?.id ?? '';
    const set = (archived: boolean): void =>
      what === 'team' ? acts.setTeamArchived(teamId, archived) : acts.setArchived(key, archived);
    set(true);
    expect((await as('ada').get(`/teams/${teamId}`)).body.at('isArchived')).toBe(what === 'team');
    expect((await as('ada').get(path)).body.at('isArchived')).toBe(what === 'channel');
    expect((await as('ada').get(`${path}/messages/${id}`)).status).toBe(200);
    const body = { body: { content: 'late' } };
    expect((await as('ada').post(`${path}/messages`, body)).status).toBe(403);
    expect((await as('ada').patch(`${path}/messages/${id}`, body)).status).toBe(403);
    expect((await as('ada').post(`${path}/messages/${id}/setReaction`, { reactionType: '👍' })).status).toBe(
      403,
    );
    set(false);
    expect((await as('ada').post(`${path}/messages`, body)).status).toBe(201);
  });

  it('a message hidden by data loss prevention is served with its violation, as a change, until it is edited', async () => {
    const { tenant, as, chat, world } = sandbox([message('g', 'group', 'ada', startedAt, 'x')]);
    const { acts } = tenant;
    const lunch = chat('Lunch');
    const id = acts.messages(lunch)[0]?.id ?? '';
    const served = async (): Promise<Json> => (await as('ben').get(`/chats/${lunch}/messages/${id}`)).body;
    const before = await served();
    world.pass(minute);
    acts.setBlocked(lunch, id, true);
    const hidden = await served();
    expect(hidden.at('policyViolation', 'dlpAction')).toBe('notifySender,blockAccess');
    expect(hidden.at('lastModifiedDateTime')).not.toBe(before.at('lastModifiedDateTime'));
    expect(hidden.at('lastEditedDateTime')).toBeNull();
    expect(acts.truth('ben').messages.find((one) => one.id === id)?.content).toBe('');
    acts.edit('ada', lunch, id, 'y');
    expect((await served()).at('policyViolation')).toBeNull();
  });

  it('the same seed gives the same tenant', () => {
    const ids = (): unknown[] =>
      sandbox([message('g', 'group', 'ada', startedAt, 'x')])
        .tenant.acts.conversations()
        .map((one) => one.id);
    expect(ids()).toEqual(ids());
  });

  it('the one-to-one chat of two people is always the same', () => {
    const { tenant, chat } = sandbox();
    expect(tenant.acts.createChat(['ben', 'ada'], null)).toBe(chat('direct'));
    expect(chat('direct')).toBe(`19:${[idOf('ada'), idOf('ben')].sort().join('_')}@unq.gbl.spaces`);
  });
});

describe('size', () => {
  it('100,000 messages load, and any page of the largest conversation is quick', async () => {
    const count = 100_000;
    const history = Array.from({ length: count }, (_, index) =>
      index % 2 === 0
        ? message(`d${index}`, 'direct', 'ben', startedAt + index, `<p>${index}</p>`)
        : message(
            `c${index}`,
            'general',
            'ben',
            startedAt + index,
            `<p>${index}</p>`,
            index % 20 === 1 ? {} : { replyTo: `c${index - (index % 20) + 1}` },
          ),
    );
    const box = sandbox(history);
    const path = `/chats/${box.chat('direct')}/messages?$top=50&$orderby=createdDateTime%20desc`;
    const times: number[] = [];
    let next: string | undefined = path;
    for (let page = 0; page < 40 && next !== undefined; page += 1) {
      const before = performance.now();
      const response: Response = await box.tenant.graph.fetch(
        new Request(next.startsWith('https') ? next : `${box.fixture('ada').baseUrl}${next}`, {
          headers: { authorization: `Bearer ${box.fixture('ada').token}` },
        }),
      );
      next = ((await response.json()) as { '@odata.nextLink'?: string })['@odata.nextLink'];
      times.push(performance.now() - before);
    }
    const median = times.sort((left, right) => left - right)[20] ?? Infinity;
    expect(median).toBeLessThan(100);
    expect(box.tenant.acts.truth('ada').messages).toHaveLength(count);
  });
});

describe('the test world', () => {
  it('runs timers when their time has come', () => {
    const world = new TestWorld();
    let ran = 0;
    world.after(10, () => (ran += 1));
    const cancel = world.after(10, () => (ran += 10));
    cancel();
    world.pass(10);
    expect(ran).toBe(1);
  });
});
