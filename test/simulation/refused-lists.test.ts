/** A refusal does not remove anything: a conversation that a service does not list for a time stays, and a removed one is noticed all the same. */
import { afterEach, describe, expect, it } from 'vitest';
import type { ConversationId } from '../../renderer/model/index.ts';
import { type GraphRefusal, refuseAtGraph } from '../support/graph-faults.ts';
import { dayStart, endDays, oneDay } from '../support/one-day.ts';
import { teamsAccount } from '../support/simulated.ts';

const minute = 60_000;
afterEach(endDays);

const setUp = async () => {
  const day = oneDay();
  const { time, isthmus } = day;
  await day.begin();
  await day.current();
  const { database } = isthmus;
  const channels = () =>
    database.conversations.filter(({ teamId, service }) => service === 'teams' && teamId !== null).toArray();
  const [first] = await channels();
  if (!first?.teamId) throw new Error('no team');
  const { teamId } = first;
  const graphId = teamId.slice(teamId.lastIndexOf('/') + 1);
  return {
    ...day,
    database,
    teamId,
    graphId,
    inTeam: async () => (await channels()).filter((channel) => channel.teamId === teamId),
    messagesOf: (ids: readonly ConversationId[]) =>
      database.messages
        .filter(({ conversationId }) => ids.includes(conversationId))
        .toArray()
        .then((messages) => messages.map(({ id }) => id).sort()),
    state: async () => (await database.accounts.get(teamsAccount))?.state,
    /** The next overview, as it is read when the network comes back. */
    look: async () => {
      isthmus.engine.networkCameBack();
      await time.pass(minute);
    },
  };
};

const refusals: readonly GraphRefusal[] = [
  { status: 403, code: 'Forbidden' },
  { status: 404, code: 'NotFound' },
  { status: 502, code: 'BadGateway' },
  { status: 429, code: 'TooManyRequests' },
];

describe('case 05: a team whose channels are refused for a while', () => {
  it.each(refusals)(
    '$status: keeps mirrored conversations and read places, reports the reason, and continues',
    async (refusal) => {
      const day = await setUp();
      const before = await day.inTeam();
      const ids = before.map(({ id }) => id);
      expect(ids.length).toBeGreaterThan(1);
      // Read back to the beginning: only Isthmus keeps this position, and no request would restore it.
      await day.database.conversations.bulkPut(before.map((one) => ({ ...one, readAt: dayStart - 7 })));
      const messages = await day.messagesOf(ids);
      expect(messages.length).toBeGreaterThan(0);
      const paths = [`/teams/${day.graphId}/allChannels`, `/teams/${day.graphId}/channels`];
      const better = refuseAtGraph(day.services.faults.microsoft, (path) => paths.includes(path), refusal);
      for (let looks = 0; looks < 2; looks += 1) await day.look();
      await day.time.pass(5 * minute);
      await day.look();

      expect((await day.inTeam()).map(({ id }) => id)).toEqual(ids);
      expect(await day.messagesOf(ids)).toEqual(messages);
      expect((await day.inTeam()).every(({ readAt }) => readAt === dayStart - 7)).toBe(true);
      expect(await day.state()).toEqual({ kind: 'partly-live', without: [{ kind: 'teams', count: 1 }] });
      expect((await day.database.teams.get(day.teamId))?.notRead).not.toBeNull();

      better();
      await day.look();
      expect(await day.state()).toEqual({ kind: 'live' });
      expect((await day.database.teams.get(day.teamId))?.notRead).toBeNull();
      expect((await day.inTeam()).every(({ readAt }) => readAt === dayStart - 7)).toBe(true);
      expect(await day.differences()).toEqual([]);
    },
  );

  it('does not stop other conversations', async () => {
    const day = await setUp();
    refuseAtGraph(day.services.faults.microsoft, (path) => path.startsWith(`/teams/${day.graphId}/`), {
      status: 403,
      code: 'Forbidden',
    });
    const { acts } = day.services.microsoft;
    const me = day.isthmus.person;
    const chat = acts.conversations().find(({ kind, members }) => kind === 'group' && members.includes(me));
    const other = chat?.members.find((person) => person !== me);
    if (!chat || !other) throw new Error('no chat');
    await day.look();
    const id = acts.post(other, chat.id, { content: '<p>meanwhile</p>' });
    await day.time.pass(2 * minute);
    const stored = await day.database.messages.filter((message) => message.id.endsWith(id)).toArray();
    expect(stored.map(({ plain }) => plain)).toEqual(['meanwhile']);
  });
});

describe('a whole list that is refused', () => {
  it.each([
    ['/me/joinedTeams', { kind: 'team-list' }],
    ['/me/chats?$expand=members', { kind: 'chat-list' }],
    ['/me/teamwork/associatedTeams', { kind: 'team-list' }],
  ])('%s: no conversation is removed, and the rest is current', async (refused, without) => {
    const day = await setUp();
    const better = refuseAtGraph(day.services.faults.microsoft, (path) => path.startsWith(refused), {
      status: 403,
      code: 'Forbidden',
    });
    await day.look();
    await day.time.pass(5 * minute);
    await day.look();
    expect(await day.differences()).toEqual([]);
    expect(await day.state()).toEqual({ kind: 'partly-live', without: [without] });
    better();
    await day.look();
    expect(await day.state()).toEqual({ kind: 'live' });
  });
});

describe('a removed conversation', () => {
  it('is one that whole lists lack twice, minutes apart; once is not enough', async () => {
    const day = await setUp();
    // Like a service that forgets a chat in one answer: its messages can be read all the time.
    const [chat] = await day.database.conversations
      .filter(({ service, teamId }) => service === 'teams' && teamId === null)
      .toArray();
    if (!chat) throw new Error('no chat');
    const forget = day.services.faults.microsoft.add({
      matches: ({ url }) => new URL(url).pathname.endsWith('/me/chats'),
      fault: {
        kind: 'answer',
        answer: async (_request, right) => {
          const list = (await (await right()).json()) as { value: readonly { readonly id: string }[] };
          return Response.json({ ...list, value: list.value.filter(({ id }) => !chat.id.endsWith(id)) });
        },
      },
    });
    const has = async () => (await day.database.conversations.get(chat.id)) !== undefined;
    await day.look();
    expect(await has()).toBe(true);
    forget();
    await day.look();
    // It came back: the earlier list without it no longer counts.
    await day.time.pass(10 * minute);
    expect(await has()).toBe(true);
    expect(await day.differences()).toEqual([]);
  });

  it('disappears within minutes when the user was removed, and comes back with its earlier read state', async () => {
    const day = await setUp();
    const { acts } = day.services.microsoft;
    const me = day.isthmus.person;
    const left = acts
      .conversations()
      .find(({ kind, members }) => kind === 'private' && members.includes(me) && members.length > 1);
    if (!left) throw new Error('no private channel');
    const mine = () =>
      day.database.conversations.filter(({ id }) => id.endsWith(left.id.split('/')[1] ?? '-')).first();
    const before = await mine();
    if (!before) throw new Error('not mirrored');
    expect(before.readKeptBy).toBe('isthmus');
    await day.database.conversations.put({ ...before, readAt: dayStart - 7 });
    acts.removeMember(left.id, me);
    await day.look();
    await day.time.pass(5 * minute);
    expect(await mine()).toBeUndefined();
    expect(await day.messagesOf([before.id])).toEqual([]);
    acts.addMember(left.id, me);
    await day.look();
    await day.time.pass(minute);
    expect((await mine())?.readAt).toBe(dayStart - 7);
    expect(await day.differences()).toEqual([]);
  });
});

describe('a tenant that refuses delta', () => {
  it('has its channels read from the list of messages, and reports that; a channel that refuses both is an exception', async () => {
    const { time, services, isthmus } = oneDay();
    let refused = 0;
    refuseAtGraph(
      services.faults.microsoft,
      (path) => path.includes('/messages/delta') && (refused += 1) > 0,
      { status: 400, code: 'BadRequest' },
    );
    await time.during(isthmus.start());
    await time.until(() => isthmus.isCurrent());
    isthmus.page.look(null);
    const { acts } = services.microsoft;
    const channel = acts
      .conversations()
      .find(({ kind, members }) => kind === 'channel' && members.includes(isthmus.person));
    const author = channel?.members.find((person) => person !== isthmus.person);
    if (!channel || !author) throw new Error('no channel');
    const root = acts.post(author, channel.id, { content: '<p>listed</p>' });
    const reply = acts.post(author, channel.id, { content: '<p>in reply</p>' }, root);
    await time.pass(20 * minute);
    expect(refused).toBeGreaterThan(0);
    const plain = async (id: string) =>
      (await isthmus.database.messages.filter((message) => message.id.endsWith(id)).first())?.plain;
    expect([await plain(root), await plain(reply)]).toEqual(['listed', 'in reply']);
    const state = async () => (await isthmus.database.accounts.get(teamsAccount))?.state;
    expect(await state()).toEqual({ kind: 'live' });
    expect(await isthmus.database.discards.get([teamsAccount, 'changes-refused'])).toMatchObject({
      count: refused,
    });

    const [teamId = '', channelId = ''] = channel.id.split('/');
    const better = refuseAtGraph(
      services.faults.microsoft,
      (path) => path.startsWith(`/teams/${teamId}/channels/${channelId}/messages`),
      { status: 403, code: 'Forbidden' },
    );
    await time.pass(20 * minute);
    expect(await state()).toEqual({ kind: 'partly-live', without: [{ kind: 'conversations', count: 1 }] });
    better();
    await time.pass(45 * minute);
    expect(await state()).toEqual({ kind: 'live' });
  });
});
