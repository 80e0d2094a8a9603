/** The connector against the sandbox's Graph, in process: its mirror equals the data that the person can see. */
import { describe, expect, it } from 'vitest';
import { compareTruth, describeDifference } from '../../../sandbox/compare.ts';
import { Faults } from '../../../sandbox/faults.ts';
import { createMicrosoftTenant, type MicrosoftTenant } from '../../../sandbox/microsoft/index.ts';
import { generateOrganisation } from '../../../sandbox/organisation/generate.ts';
import { portrait } from '../../../sandbox/organisation/portraits.ts';
import { seededRandom } from '../../../sandbox/world.ts';
import { connectorContract, type ConnectorSubject } from '../../../test/live/connector.ts';
import { succeeded, type ConversationId, type MessageId, type PersonId } from '../../model/index.ts';
import type { Connector } from '../connector.ts';
import { createTeamsConnector } from './index.ts';
import { valueOf } from './testing/scripted.ts';
import { below, catchUpTeams, fillFromTeams, TeamsTestMirror, walk } from './testing/test-mirror.ts';
import { createTestWorld, testAccount, type TeamsTestWorld } from './testing/test-world.ts';

const start = Date.UTC(2026, 10, 2, 9);
const scopes = [
  'User.Read',
  'User.ReadBasic.All',
  'Chat.ReadWrite',
  'ChatMessage.Send',
  'Team.ReadBasic.All',
  'Channel.ReadBasic.All',
  'ChannelMember.Read.All',
  'ChannelMessage.Read.All',
  'Presence.Read.All',
  'Presence.ReadWrite',
  'Files.ReadWrite',
];
const never = new AbortController().signal;

interface Setting {
  readonly tenant: MicrosoftTenant;
  readonly person: string;
  readonly world: TeamsTestWorld;
  readonly faults: Faults;
  readonly connector: Connector;
  /** Moves the sandbox's clock. */
  readonly pass: (ms: number) => void;
}

const createSetting = (messages = 600, settings: { historyNotBefore?: number } = {}): Setting => {
  let now = start;
  const sandboxWorld = { now: () => now, random: seededRandom(7), after: () => () => undefined };
  const organisation = generateOrganisation({ seed: 7, messages, now: start });
  const faults = new Faults(sandboxWorld);
  const graphUrl = 'https://graph.sandbox.example';
  const tenant = createMicrosoftTenant({
    world: sandboxWorld,
    clientId: 'isthmus',
    faults,
    loginUrl: 'https://login.sandbox.example',
    graphUrl,
    settings: { throttling: false },
  });
  tenant.acts.load(organisation);
  const person = organisation.sampleUser;
  let token: string | undefined;
  const world = createTestWorld({
    fetch: (request) => tenant.graph.fetch(request),
    accessToken: () => Promise.resolve(succeeded((token ??= tenant.tokenFor(person, scopes)))),
  });
  const connector = createTeamsConnector({
    accountId: testAccount,
    userId: tenant.acts.truth(person).me,
    tenantId: organisation.tenantId,
    graphUrl: `${graphUrl}/v1.0`,
    world,
    ...settings,
  });
  return { tenant, person, world, faults, connector, pass: (ms) => void (now += ms) };
};

const expectSame = (mirror: TeamsTestMirror, { tenant, person }: Setting): void => {
  const truth = tenant.acts.truth(person);
  expect(compareTruth(truth, mirror.truth(truth.me)).map(describeDifference)).toEqual([]);
};

/** The setting in the form that the tests of every connector use. */
const openSubject = (): Promise<ConnectorSubject> => {
  const { tenant, person, connector, pass } = createSetting(200);
  const other = tenant.acts.conversations().find(({ members }) => members.includes(person));
  const colleague = other?.members.find((member) => member !== person) ?? '';
  const chat = tenant.acts.createChat([person, colleague], null);
  const conversationId = `${testAccount}/chat/${chat}` as ConversationId;
  return Promise.resolve({
    connector,
    conversationId,
    write: (text) => {
      pass(1_000);
      const id = tenant.acts.post(colleague, chat, { content: `<p>${text}</p>` });
      return Promise.resolve(`${conversationId}/${id}` as MessageId);
    },
    nothing: {
      conversationId: `${testAccount}/chat/19:nothing@thread.v2` as ConversationId,
      messageId: `${conversationId}/1` as MessageId,
      personId: `${testAccount}/user/00000000-0000-4000-8000-000000000000` as PersonId,
    },
    settle: () => Promise.resolve(),
    close: () => Promise.resolve(),
  });
};

describe('what every connector must do', () => connectorContract(openSubject));

describe('against the sandbox', () => {
  it('mirrors everything that the person can see', async () => {
    const setting = createSetting();
    const mirror = new TeamsTestMirror();
    await fillFromTeams(mirror, setting.connector);
    expectSame(mirror, setting);
    expect(mirror.messages.size).toBeGreaterThan(200);
    expect(mirror.discarded).toEqual([]);
  });

  it('reads new messages, replies, edits, deletions and reactions by their changes', async () => {
    const setting = createSetting();
    const mirror = new TeamsTestMirror();
    await fillFromTeams(mirror, setting.connector);
    happen(setting);
    await catchUpTeams(mirror, setting.connector);
    expectSame(mirror, setting);
    happen(setting);
    await catchUpTeams(mirror, setting.connector);
    expectSame(mirror, setting);
  });

  it('reads the photo of a person, and reports people without one', async () => {
    const { tenant, person, connector, world } = createSetting(200);
    const { people } = generateOrganisation({ seed: 7, messages: 200, now: start });
    const photoOf = (id: string) => {
      if (!connector.photo) throw new Error('the connector reads no photos');
      return connector.photo(`${testAccount}/user/${id}` as PersonId, never);
    };
    const photo = await photoOf(tenant.acts.truth(person).me);
    expect(photo.ok && photo.value.type).toBe('image/png');
    const bytes = photo.ok ? await photo.value.arrayBuffer() : new ArrayBuffer();
    expect(Buffer.from(bytes).equals(portrait(person, 96))).toBe(true);
    const guest = people.find(({ kind, microsoft }) => kind === 'guest' && microsoft)?.microsoft?.id ?? '';
    expect(await photoOf(guest)).toMatchObject({ failure: { kind: 'not-found' } });
    expect(await photoOf('00000000-0000-4000-8000-000000000000')).toMatchObject({
      failure: { kind: 'not-found' },
    });
    const asked = world.requests.length;
    const bot = `${testAccount}/bot/1` as PersonId;
    expect(await connector.photo?.(bot, never)).toMatchObject({ failure: { kind: 'not-found' } });
    expect(world.requests.length).toBe(asked);
  });

  it('loses no change when the app ends between two pages of changes', async () => {
    const setting = createSetting();
    const mirror = new TeamsTestMirror();
    await fillFromTeams(mirror, setting.connector);
    const chat = [...mirror.conversations.values()].find(({ kind }) => kind === 'group');
    if (!chat) throw new Error('no group chat');
    const { acts } = setting.tenant;
    const id = below(chat.id, 'chat');
    // More than two pages of changes.
    for (let count = 0; count < 130; count += 1) {
      setting.pass(50);
      acts.post(setting.person, id, { content: `<p>${count}</p>` });
    }
    let cursor = mirror.cursors.get(chat.id) ?? '';
    let more = true;
    for (let page = 0; more; page += 1) {
      const read = valueOf(await setting.connector.changes(chat.id, cursor, never));
      // Every second page is read and not stored, as if the process had stopped. Meanwhile an old message changes and moves to the front.
      if (page % 2 === 0) {
        setting.pass(50);
        const [oldest] = acts
          .messages(id)
          .filter(({ author, deleted }) => author === setting.person && !deleted);
        if (oldest) acts.edit(setting.person, id, oldest.id, `<p>edited ${page}</p>`);
        continue;
      }
      mirror.apply(read.changes);
      cursor = read.cursor;
      more = read.more;
    }
    mirror.cursors.set(chat.id, cursor);
    await catchUpTeams(mirror, setting.connector);
    // The user has read their own messages: the list of chats reports that.
    mirror.apply(valueOf(await setting.connector.overview(never)).changes);
    expectSame(mirror, setting);
  });

  it('walks a thread with more replies than an expansion holds, in history and in changes', async () => {
    const setting = createSetting();
    const { acts } = setting.tenant;
    const channel = acts
      .conversations()
      .find(({ teamId, members }) => teamId !== null && members.includes(setting.person));
    if (!channel) throw new Error('no channel');
    const root = acts.post(setting.person, channel.id, { content: '<p>a long thread</p>' });
    const replies = (count: number): void => {
      for (let at = 0; at < count; at += 1) {
        setting.pass(10);
        acts.post(setting.person, channel.id, { content: `<p>reply ${at}</p>` }, root);
      }
    };
    replies(1_020);
    const mirror = new TeamsTestMirror();
    await fillFromTeams(mirror, setting.connector);
    expectSame(mirror, setting);
    const [firstReply] = acts.messages(channel.id).filter(({ replyTo }) => replyTo === root);
    replies(5);
    if (firstReply) acts.edit(setting.person, channel.id, firstReply.id, '<p>beyond the expansion</p>');
    await catchUpTeams(mirror, setting.connector);
    expectSame(mirror, setting);
  });

  it('reports a new chat with more members than an expansion holds', async () => {
    const setting = createSetting();
    const mirror = new TeamsTestMirror();
    await fillFromTeams(mirror, setting.connector);
    const { acts } = setting.tenant;
    const index = setting.connector.index;
    const since = index ? valueOf(await index.moved(null, never)).since : null;
    const people = [...new Set(acts.conversations().flatMap(({ members }) => members))].filter(
      (one) => one !== setting.person,
    );
    expect(people.length).toBeGreaterThan(25);
    setting.pass(1_000);
    const id = acts.createChat([setting.person, ...people], 'Everybody');
    acts.post(setting.person, id, { content: '<p>hello all</p>' });
    const moved = index && valueOf(await index.moved(since, never));
    expect(moved?.moved).toEqual([`${testAccount}/chat/${id}`]);
    mirror.apply(moved?.changes ?? []);
    await fillFromTeams(mirror, setting.connector);
    expectSame(mirror, setting);
    expect(mirror.members.get(`${testAccount}/chat/${id}` as ConversationId)).toHaveLength(people.length + 1);
  });

  it('reports that a delta token has expired, and a walk from the start reads everything', async () => {
    const setting = createSetting();
    const mirror = new TeamsTestMirror();
    await fillFromTeams(mirror, setting.connector);
    await catchUpTeams(mirror, setting.connector);
    setting.tenant.settings.deltaTokenSeconds = 60;
    happen(setting);
    setting.pass(120_000);
    const channels = [...mirror.conversations.values()].filter(({ teamId }) => teamId !== null);
    for (const { id } of channels)
      expect(await setting.connector.changes(id, mirror.cursors.get(id) ?? '', never)).toEqual({
        ok: false,
        failure: { kind: 'cursor-gone' },
      });
    for (const { id } of channels) await walk(mirror, setting.connector, id);
    await catchUpTeams(mirror, setting.connector);
    expectSame(mirror, setting);
  });

  it('reports that the user has left a chat', async () => {
    const setting = createSetting();
    const overview = valueOf(await setting.connector.overview(never));
    const { acts } = setting.tenant;
    const group = acts
      .conversations()
      .find(({ kind, members }) => kind === 'group' && members.includes(setting.person));
    if (!group) throw new Error('no group chat');
    acts.removeMember(group.id, setting.person);
    const id = `${testAccount}/chat/${group.id}` as ConversationId;
    expect(overview.conversationIds).toContain(id);
    const left = await setting.connector.history(id, null, never);
    expect(left).toMatchObject({
      ok: false,
      failure: { kind: expect.stringMatching(/^(forbidden|not-found)$/) as string },
    });
    expect(valueOf(await setting.connector.overview(never)).conversationIds).not.toContain(id);
  });

  it.each([
    [{ kind: 'lost-request' }, { kind: 'offline', reason: 'unreachable' }],
    [{ kind: 'truncated' }, { kind: 'offline', reason: 'broken-answer' }],
    [{ kind: 'html-page' }, { kind: 'offline', reason: 'proxy-page' }],
    [
      { kind: 'status', status: 429, retryAfter: 4 },
      { kind: 'throttled', retryAfterMs: 4_000 },
    ],
    [
      { kind: 'status', status: 503 },
      { kind: 'offline', reason: 'service-down' },
    ],
    // The user's own profile can be read, so the sign-in is good.
    [{ kind: 'status', status: 401 }, { kind: 'not-let-in' }],
    [{ kind: 'status', status: 403 }, { kind: 'forbidden' }],
  ] as const)('has a clear failure for the fault %j, and continues after it', async (fault, expected) => {
    const setting = createSetting();
    const remove = setting.faults.add({ matches: ({ url }) => /\/me\/(chats|joinedTeams)/.test(url), fault });
    expect(await setting.connector.overview(never)).toMatchObject({ ok: false, failure: expected });
    remove();
    expect((await setting.connector.overview(never)).ok).toBe(true);
  });

  it('reads pictures, people, presence and single messages', async () => {
    const setting = createSetting();
    const { acts } = setting.tenant;
    const own = acts
      .conversations()
      .find(({ kind, members }) => kind === 'group' && members.includes(setting.person));
    const drawing = { name: 'plan.png', mimeType: 'image/png', bytes: new Uint8Array([137, 80, 78, 71]) };
    acts.post(setting.person, own?.id ?? '', { content: '<p>see</p>', files: [drawing] });
    const mirror = new TeamsTestMirror();
    await fillFromTeams(mirror, setting.connector);
    const { connector } = setting;
    const messages = [...mirror.messages.values()];
    const picture = messages.flatMap(({ files }) => files).find(({ inlineSource }) => inlineSource !== null);
    expect(picture && valueOf(await connector.image(picture, never)).size).toBeGreaterThan(0);
    const file = messages
      .flatMap(({ files }) => files)
      .find(({ inlineSource, name }) => inlineSource === null && name === 'plan.png');
    expect(file && valueOf(await connector.image(file, never)).size).toBeGreaterThan(0);
    const code = messages.flatMap(({ attachments }) => attachments).filter(({ kind }) => kind === 'code');
    expect(code.length).toBeGreaterThan(0);
    expect(code.every((one) => one.kind === 'code' && one.code !== '')).toBe(true);

    const people = [...mirror.people.values()].filter(({ kind }) => kind === 'person').map(({ id }) => id);
    const known = valueOf(await connector.people(people.slice(0, 30), never));
    expect(known.some((change) => change.kind === 'person' && change.person.handle !== '')).toBe(true);
    expect(valueOf(await connector.presence(people.slice(0, 5), never))).toHaveLength(5);

    const replies = messages.filter(({ threadId }) => threadId !== '').slice(0, 3);
    const chats = messages
      .filter(({ conversationId }) => conversationId.startsWith(`${testAccount}/chat/`))
      .slice(0, 30);
    const asked = [...replies, ...chats].map(({ id }) => id);
    const fresh = valueOf(await connector.refresh(asked, never));
    const found = fresh.flatMap((change) => (change.kind === 'message' ? [change.message] : []));
    expect(found.map(({ id }) => id).sort()).toEqual([...asked].sort());
    for (const message of found) expect(message).toEqual(mirror.messages.get(message.id));
  });
});

/** In every conversation of both, writes new messages, and edits, deletes and reacts to old messages of the colleague. */
const happen = ({ tenant, person, pass }: Setting): void => {
  const { acts } = tenant;
  for (const conversation of acts.conversations()) {
    if (!conversation.members.includes(person)) continue;
    const colleague = conversation.members.find((member) => member !== person) ?? person;
    pass(1_000);
    const id = acts.post(colleague, conversation.id, { content: '<p>something <b>new</b></p>' });
    if (conversation.teamId !== null) acts.post(person, conversation.id, { content: '<p>a reply</p>' }, id);
    const mine = acts
      .messages(conversation.id)
      .filter((message) => message.author === colleague && !message.deleted);
    const [first, second, third] = mine;
    pass(1);
    if (first) acts.edit(colleague, conversation.id, first.id, '<p>edited</p>');
    if (second) acts.react(person, conversation.id, second.id, '🎉');
    if (third && third.id !== id) acts.remove(colleague, conversation.id, third.id);
  }
};
