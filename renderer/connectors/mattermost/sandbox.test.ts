/** The connector's requests against the sandbox's server, in process: the mirror must equal the server's data. */
import { beforeEach, describe, expect, it } from 'vitest';
import { connectorContract, type ConnectorSubject } from '../../../test/live/connector.ts';
import { ManualWorld } from '../../../sandbox/mattermost/contract/sandbox.ts';
import { createMattermostServer, type MattermostServer } from '../../../sandbox/mattermost/index.ts';
import { Faults, type Fault } from '../../../sandbox/faults.ts';
import { generateOrganisation } from '../../../sandbox/organisation/generate.ts';
import { hasPortrait, portrait } from '../../../sandbox/organisation/portraits.ts';
import type { ConversationId, Message, PersonId } from '../../model/index.ts';
import type { Connector } from '../connector.ts';
import { createMattermostConnector } from './connector.ts';
import { GatewayWorld } from './testing/gateway.ts';
import { mirroredRows, MattermostTestMirror } from './testing/mirror.ts';
import { accountId } from './testing/payloads.ts';
import { catchUpMattermost, fillFromMattermost, must, walkInto } from './testing/reading.ts';

const never = new AbortController().signal;
const now = Date.UTC(2026, 8, 1, 8);
/** Generated once: the servers copy what they load. */
const organisation = generateOrganisation({ seed: 7, messages: 900, now });

interface Scene {
  readonly server: MattermostServer;
  readonly clock: ManualWorld;
  readonly faults: Faults;
  readonly world: GatewayWorld;
  readonly connector: Connector;
  readonly person: string;
  readonly mirror: MattermostTestMirror;
}

const openScene = async (): Promise<Scene> => {
  const clock = new ManualWorld();
  const faults = new Faults(clock);
  const server = createMattermostServer({ world: clock, siteUrl: 'http://chat.example', faults });
  server.acts.load(organisation);
  const person = organisation.sampleUser;
  const planned = organisation.people.find(({ key }) => key === person);
  const credentials = { login_id: planned?.mattermost?.username, password: planned?.password };
  const login = new Request('http://chat.example/api/v4/users/login', {
    method: 'POST',
    body: JSON.stringify(credentials),
  });
  const world = new GatewayWorld(server);
  world.token = (await server.fetch(login)).headers.get('Token') ?? '';
  const userId = server.acts.userId(person);
  const connector = createMattermostConnector({
    accountId,
    userId,
    baseUrl: 'https://app.example/gateway/mm1',
    world,
  });
  return { server, clock, faults, world, connector, person, mirror: new MattermostTestMirror() };
};

const photoOf = (connector: Connector, id: PersonId) => {
  if (!connector.photo) throw new Error('the connector reads no photos');
  return connector.photo(id, never);
};

const ours = (id: string): string => `${accountId}/${id}`;

/** The server's messages, as `mirrored` gives the mirror's. */
const truth = ({ server, person }: Scene): unknown[] =>
  [...server.acts.truth(person).messages].sort((one, other) => (one.id < other.id ? -1 : 1));

/** The scene in the form that the tests of every connector use. */
const openSubject = async (): Promise<ConnectorSubject> => {
  const { server, clock, world, connector, person } = await openScene();
  const [team] = server.acts.truth(person).teams;
  const channelId = server.acts.createChannel(person, team?.id ?? '', 'Tides', false);
  const unknown = 'q'.repeat(26);
  return {
    connector,
    conversationId: ours(channelId) as ConversationId,
    write: (content) => {
      clock.advance(5);
      const post = server.acts.post(person, channelId, { content });
      return Promise.resolve(`${ours(channelId)}/${post}` as Message['id']);
    },
    nothing: {
      conversationId: ours(unknown) as ConversationId,
      messageId: `${ours(channelId)}/${unknown}` as Message['id'],
      personId: ours(unknown) as PersonId,
    },
    settle: () => {
      clock.advance(1);
      world.pass(1);
      return Promise.resolve();
    },
    close: () => Promise.resolve(),
  };
};

describe('what every connector must do', () => connectorContract(openSubject));

describe('the Mattermost connector against the sandbox', () => {
  let scene: Scene;
  beforeEach(async () => {
    scene = await openScene();
  });

  it('its overview is what the user can see, in few requests', async () => {
    const { connector, server, person, mirror, world } = scene;
    const overview = await must(connector.overview(never));
    expect(world.requests).toBeLessThanOrEqual(10);
    mirror.apply(overview.changes);
    const seen = server.acts.truth(person);
    expect(overview.me).toBe(ours(seen.me));
    expect([...overview.teamIds].sort()).toEqual(seen.teams.map(({ id }) => ours(id)).sort());
    expect([...mirror.teams.values()].map(({ name }) => name).sort()).toEqual(
      seen.teams.map(({ name }) => name).sort(),
    );
    expect([...overview.conversationIds].sort()).toEqual(seen.conversations.map(({ id }) => ours(id)).sort());
    for (const conversation of seen.conversations) {
      const facts = mirror.conversations.get(ours(conversation.id));
      const kinds = {
        channel: 'channel',
        private: 'private-channel',
        direct: 'direct',
        group: 'group',
        meeting: '',
      };
      expect(facts?.kind).toBe(kinds[conversation.kind]);
      expect(facts?.readAt).toBe(conversation.readAt ?? 0);
      expect(facts?.teamId ?? null).toBe(conversation.teamId === null ? null : ours(conversation.teamId));
      const chat = conversation.kind === 'direct' || conversation.kind === 'group';
      if (!chat) mirror.apply(await must(connector.members(ours(conversation.id) as ConversationId, never)));
      expect(facts?.participants).toEqual(chat ? conversation.members.map(ours) : []);
      expect(mirror.members.get(ours(conversation.id))?.personIds).toEqual(conversation.members.map(ours));
      expect(facts?.name).toBe(chat ? null : conversation.name);
    }
    expect(mirror.discarded).toEqual([]);
  });

  it('a walk through all histories gives every message as the server has it', async () => {
    await fillFromMattermost(scene.mirror, scene.connector);
    expect(truth(scene).length).toBeGreaterThan(300);
    expect(mirroredRows(scene.mirror)).toEqual(truth(scene));
    expect(scene.mirror.discarded).toEqual([]);
  });

  it('changes since the walk have posts, replies, edits, deletions and reactions, with a clock that is years wrong', async () => {
    const cursors = await fillFromMattermost(scene.mirror, scene.connector);
    const { server, clock, person } = scene;
    const [team] = server.acts.truth(person).teams;
    const channelId = server.acts.createChannel(person, team?.id ?? '', 'Tides', false);
    scene.mirror.apply((await must(scene.connector.overview(never))).changes);
    const conversationId = ours(channelId) as ConversationId;
    const first = await must(scene.connector.history(conversationId, null, never));
    scene.mirror.apply(first.changes);
    cursors.set(conversationId, first.changesCursor ?? '');
    const ids: string[] = [];
    for (let turn = 0; turn < 60; turn += 1) {
      clock.advance(700);
      ids.push(
        server.acts.post(
          person,
          channelId,
          { content: `tide ${turn}` },
          turn % 7 === 5 ? ids[turn - 3] : undefined,
        ),
      );
    }
    server.acts.edit(person, channelId, ids[10] ?? '', 'edited');
    clock.advance(5);
    server.acts.react(person, channelId, ids[11] ?? '', 'tada');
    server.acts.react(person, channelId, ids[12] ?? '', 'tada');
    await catchUpMattermost(scene.mirror, scene.connector, cursors);
    expect(mirroredRows(scene.mirror)).toEqual(truth(scene));
    clock.advance(3_600_000);
    server.acts.unreact(person, channelId, ids[12] ?? '', 'tada');
    // A root with a reply: both are deleted.
    server.acts.remove(person, channelId, ids[2] ?? '');
    server.acts.remove(person, channelId, ids[20] ?? '');
    await catchUpMattermost(scene.mirror, scene.connector, cursors);
    expect(mirroredRows(scene.mirror)).toEqual(truth(scene));
    expect(scene.mirror.discarded.every((reason) => reason === 'edit-history-copy')).toBe(true);
  });

  it('since is cut at 1,000 without a marker: the client notices it, walks, and then reads changes again', async () => {
    const cursors = await fillFromMattermost(scene.mirror, scene.connector);
    const { server, clock, person, connector, mirror } = scene;
    const conversation = server.acts.truth(person).conversations.find(({ kind }) => kind === 'channel');
    const channelId = conversation?.id ?? '';
    const conversationId = ours(channelId) as ConversationId;
    for (let turn = 0; turn < 1_100; turn += 1) {
      clock.advance(70);
      server.acts.post(person, channelId, { content: `wave ${turn}` });
    }
    const overflow = await connector.changes(conversationId, cursors.get(conversationId) ?? '', never);
    expect(overflow).toEqual({ ok: false, failure: { kind: 'cursor-gone' } });
    const cursor = await walkInto(mirror, connector, conversationId);
    server.acts.post(person, channelId, { content: 'after the storm' });
    mirror.apply((await must(connector.changes(conversationId, cursor, never))).changes);
    expect(mirroredRows(scene.mirror)).toEqual(truth(scene));
  });

  it('refresh returns the present form, and the posts that were removed with a deleted root', async () => {
    await fillFromMattermost(scene.mirror, scene.connector);
    const { server, clock, person, connector, mirror } = scene;
    const channelId =
      server.acts.truth(person).conversations.find(({ kind }) => kind === 'channel')?.id ?? '';
    const message = (postId: string) => `${ours(channelId)}/${postId}` as Message['id'];
    const root = server.acts.post(person, channelId, { content: 'root' });
    const reply = server.acts.post(person, channelId, { content: 'reply' }, root);
    const other = server.acts.post(person, channelId, { content: 'other' });
    mirror.apply(await must(connector.refresh([message(root), message(reply), message(other)], never)));
    expect(mirroredRows(scene.mirror)).toEqual(truth(scene));
    clock.advance(1_000);
    server.acts.remove(person, channelId, root);
    mirror.apply(await must(connector.refresh([message(root), message(reply)], never)));
    expect(mirroredRows(scene.mirror)).toEqual(truth(scene));
    const unknown = message('q'.repeat(26));
    expect(await must(connector.refresh([unknown], never))).toEqual([
      { kind: 'message-gone', id: unknown, conversationId: ours(channelId), at: 0 },
    ]);
  });

  it('people and presence are those that were requested', async () => {
    const { server, connector, person } = scene;
    const overview = await must(connector.overview(never));
    server.acts.setPresence(person, 'busy');
    const [change] = await must(connector.presence([overview.me], never));
    expect(change).toEqual({ kind: 'presence', personId: overview.me, presence: 'do-not-disturb' });
    const people = await must(
      connector.people([overview.me, ours('z'.repeat(26)) as typeof overview.me], never),
    );
    expect(people).toMatchObject([{ kind: 'person', person: { id: overview.me, active: true } }]);
  });

  it('photos are those that people have set, and a new photo has another stamp', async () => {
    const { server, clock, world, connector, person } = scene;
    const id = (key: string) => ours(server.acts.userId(key)) as PersonId;
    const stampOf = async (key: string): Promise<string | undefined> => {
      const [change] = await must(connector.people([id(key)], never));
      return change?.kind === 'person' ? change.person.photoStamp : undefined;
    };
    const members = organisation.people.filter(({ kind, mattermost }) => kind === 'member' && mattermost);
    const shown = members.find(({ key }) => hasPortrait(key))?.key ?? '';
    const bare = members.find(({ key }) => !hasPortrait(key))?.key ?? '';
    expect(await stampOf(shown)).toMatch(/^[1-9]\d+$/);
    expect(await stampOf(bare)).toBe('');
    const bytes = await (await must(photoOf(connector, id(shown)))).arrayBuffer();
    expect(Buffer.from(bytes).equals(portrait(shown, 128))).toBe(true);
    expect(await photoOf(connector, ours('z'.repeat(26)) as PersonId)).toMatchObject({
      failure: { kind: 'not-found' },
    });

    const before = await stampOf(person);
    clock.advance(60_000);
    const form = new FormData();
    form.set('image', new File([new Uint8Array(portrait('new', 32))], 'me.png', { type: 'image/png' }));
    const headers = { authorization: `Bearer ${world.token}` };
    const url = 'http://chat.example/api/v4/users/me/image';
    await server.fetch(new Request(url, { method: 'POST', headers, body: form }));
    expect(await stampOf(person)).not.toBe(before);
    const anew = await (await must(photoOf(connector, id(person)))).arrayBuffer();
    expect(Buffer.from(anew).equals(portrait('new', 32))).toBe(true);
    await server.fetch(new Request(url, { method: 'DELETE', headers }));
    expect(await stampOf(person)).toBe('');
  });

  it('custom emoji are found by name, by a part of it, and page by page; a deleted one has no picture', async () => {
    const { server, connector, person, world } = scene;
    const { customEmoji } = connector;
    if (!customEmoji) throw new Error('the connector reads no emoji');
    server.acts.addEmoji(person, 'gangway');
    const [told] = await must(customEmoji.named(['gangway', 'no_such_emoji'], never));
    expect(told?.name).toBe('gangway');
    expect(await must(customEmoji.like('angwa', never))).toEqual([told]);
    expect(await must(customEmoji.page(0, never))).toContainEqual(told);
    expect(await must(customEmoji.page(9, never))).toEqual([]);
    expect((await must(customEmoji.picture(told?.ref ?? '', never))).type).toBe('image/png');
    const url = `http://chat.example/api/v4/emoji/${told?.ref ?? ''}`;
    const headers = { authorization: `Bearer ${world.token}` };
    await server.fetch(new Request(url, { method: 'DELETE', headers }));
    expect(await must(customEmoji.named(['gangway'], never))).toEqual([]);
    expect(await customEmoji.picture(told?.ref ?? '', never)).toMatchObject({
      failure: { kind: 'not-found' },
    });
  });

  it('an image comes as its preview', async () => {
    await fillFromMattermost(scene.mirror, scene.connector);
    const images = [...scene.mirror.messages.values()].flatMap(({ files }) =>
      files.filter(({ isImage }) => isImage),
    );
    const [image] = images;
    if (image === undefined) throw new Error('the organisation has no images');
    const blob = await must(scene.connector.image(image, never));
    expect(blob.type).toMatch(/^image\//);
    expect(blob.size).toBeGreaterThan(0);
  });

  it.each<[Fault, unknown]>([
    [{ kind: 'html-page' }, { kind: 'offline', reason: 'proxy-page' }],
    [{ kind: 'truncated' }, { kind: 'offline', reason: 'broken-answer' }],
    [{ kind: 'lost-request' }, { kind: 'offline', reason: 'unreachable' }],
    [{ kind: 'lost-answer' }, { kind: 'offline', reason: 'unreachable' }],
    [
      { kind: 'status', status: 503 },
      { kind: 'offline', reason: 'service-down' },
    ],
    [{ kind: 'status', status: 401 }, { kind: 'sign-in-needed' }],
    [
      { kind: 'status', status: 402 },
      { kind: 'forbidden', status: 402 },
    ],
    [
      { kind: 'status', status: 403 },
      { kind: 'forbidden', status: 403 },
    ],
    [{ kind: 'status', status: 404 }, { kind: 'not-found' }],
    [
      { kind: 'status', status: 409 },
      { kind: 'refused', status: 409 },
    ],
    [{ kind: 'status', status: 410 }, { kind: 'cursor-gone' }],
    [
      { kind: 'status', status: 412 },
      { kind: 'refused', status: 412 },
    ],
    [
      { kind: 'status', status: 413 },
      { kind: 'refused', status: 413 },
    ],
    [
      { kind: 'status', status: 429, retryAfter: 7 },
      { kind: 'throttled', retryAfterMs: 7_000 },
    ],
    [
      { kind: 'status', status: 429 },
      { kind: 'throttled', retryAfterMs: 10_000 },
    ],
  ])('a bad day, %j, is a clear failure', async (fault, failure) => {
    const { server, person, connector, faults } = scene;
    const conversationId = ours(server.acts.truth(person).conversations[0]?.id ?? '') as ConversationId;
    faults.add({ matches: () => true, fault });
    expect(await connector.history(conversationId, null, never)).toMatchObject({ ok: false, failure });
    expect(await connector.overview(never)).toMatchObject({ ok: false });
    faults.clear();
    expect((await connector.vital(never)).ok).toBe(true);
    expect(await connector.history(conversationId, null, never)).toMatchObject({ ok: true });
  });

  it('an answer that never comes is given up after 30 seconds', async () => {
    const { connector, faults, world } = scene;
    faults.add({ matches: () => true, fault: { kind: 'never' } });
    const overview = connector.overview(never);
    await Promise.resolve();
    world.pass(30_000);
    expect(await overview).toEqual({
      ok: false,
      failure: { kind: 'offline', reason: 'no-answer', status: null },
    });
  });

  it('the server’s own rate limit says how long to wait', async () => {
    const { server, connector } = scene;
    Object.assign(server.settings, { RateLimitEnable: true, RateLimitPerSec: 1, RateLimitMaxBurst: 2 });
    const failures = [];
    for (let turn = 0; turn < 5; turn += 1) {
      const answer = await connector.overview(never);
      if (!answer.ok) failures.push(answer.failure.kind);
    }
    expect(failures).toContain('throttled');
  });

  it('missing enforced MFA is a fault of the account, although the user’s own profile is still served', async () => {
    const { server, connector, person } = scene;
    expect(await connector.vital(never)).toEqual({ ok: true, value: null });
    server.settings.EnforceMultifactorAuthentication = true;
    const failure = { kind: 'sign-in-needed', reason: 'mfa-not-set-up' };
    expect(await connector.vital(never)).toMatchObject({ ok: false, failure });
    expect(await connector.overview(never)).toMatchObject({ ok: false, failure });
    server.settings.EnforceMultifactorAuthentication = false;
    expect((await connector.vital(never)).ok).toBe(true);
    server.acts.revokeSessions(person);
    expect(await connector.vital(never)).toMatchObject({
      ok: false,
      failure: { kind: 'sign-in-needed', reason: 'expired', code: 'api.context.session_expired.app_error' },
    });
  });
});
