/** The live connection against the sandbox's server, in process: events, and the three ways in which a connection resumes. */
import { beforeEach, describe, expect, it } from 'vitest';
import { ManualWorld } from '../../../../sandbox/mattermost/contract/sandbox.ts';
import { createMattermostServer, type MattermostServer } from '../../../../sandbox/mattermost/index.ts';
import { Faults } from '../../../../sandbox/faults.ts';
import { generateOrganisation } from '../../../../sandbox/organisation/generate.ts';
import type { MarkNote, MessageId } from '../../../model/index.ts';
import type { Connector, LiveEvent } from '../../connector.ts';
import { createMattermostConnector } from '../connector.ts';
import { markNote } from '../testing/drafts.ts';
import { GatewayWorld } from '../testing/gateway.ts';
import { mirroredRows, MattermostTestMirror } from '../testing/mirror.ts';
import { accountId } from '../testing/payloads.ts';
import { fillFromMattermost, must } from '../testing/reading.ts';

const never = new AbortController().signal;
const now = Date.UTC(2026, 8, 1, 8);
/** Generated once: the servers copy what they load. */
const organisation = generateOrganisation({ seed: 7, messages: 900, now });

interface Scene {
  readonly server: MattermostServer;
  readonly clock: ManualWorld;
  readonly world: GatewayWorld;
  readonly connector: Connector;
  readonly person: string;
  readonly mirror: MattermostTestMirror;
}

const openScene = async (): Promise<Scene> => {
  const clock = new ManualWorld();
  const server = createMattermostServer({
    world: clock,
    siteUrl: 'http://chat.example',
    faults: new Faults(clock),
  });
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
  return { server, clock, world, connector, person, mirror: new MattermostTestMirror() };
};

const ours = (id: string): string => `${accountId}/${id}`;

/** The server's messages, as `mirrored` gives the mirror's. */
const truth = ({ server, person }: Scene): unknown[] =>
  [...server.acts.truth(person).messages].sort((one, other) => (one.id < other.id ? -1 : 1));

describe('the live connection against the sandbox', () => {
  let scene: Scene;
  beforeEach(async () => {
    scene = await openScene();
  });

  interface Hearing extends Scene {
    readonly heard: LiveEvent[];
    readonly channelId: string;
    /** Moves both clocks, applies the changes of events, and returns the kinds of the other events. */
    readonly settle: (ms?: number) => string[];
    readonly close: () => void;
  }

  const listen = async (): Promise<Hearing> => {
    await fillFromMattermost(scene.mirror, scene.connector);
    const heard: LiveEvent[] = [];
    const connection = scene.connector.live?.listen((event) => heard.push(event));
    const channelId =
      scene.server.acts.truth(scene.person).conversations.find(({ kind }) => kind === 'channel')?.id ?? '';
    const settle = (ms = 1): string[] => {
      for (let passed = 0; passed < ms; passed += 1_000) {
        scene.clock.advance(Math.min(1_000, ms - passed));
        scene.world.pass(Math.min(1_000, ms - passed));
      }
      const kinds: string[] = [];
      for (const event of heard.splice(0))
        if (event.kind === 'changes') scene.mirror.apply(event.changes);
        else
          kinds.push(
            event.kind === 'connected'
              ? `connected ${event.complete ? 'complete' : 'incomplete'}`
              : event.kind,
          );
      return kinds;
    };
    const hearing = { ...scene, heard, channelId, settle, close: () => connection?.close() };
    expect(settle()).toEqual(['connected incomplete']);
    return hearing;
  };

  it('choices to carry, also removed ones, on another computer are reported', async () => {
    const { server, world, person, settle } = await listen();
    const row = { user_id: server.acts.userId(person), category: 'isthmus_carry', name: 'x', value: '{}' };
    const send = (method: string, path: string): Promise<Response> =>
      server.fetch(
        new Request(`http://chat.example/api/v4/users/me/preferences${path}`, {
          method,
          headers: { authorization: `Bearer ${world.token}` },
          body: JSON.stringify([row]),
        }),
      );
    await send('PUT', '');
    expect(settle()).toEqual(['choices-stale']);
    await send('POST', '/delete');
    expect(settle()).toEqual(['choices-stale']);
  });

  it('posts, edits and deletions arrive without a request', async () => {
    const { server, person, channelId, settle } = await listen();
    const id = server.acts.post(person, channelId, { content: 'one' });
    const other = server.acts.post(person, channelId, { content: 'two' });
    settle();
    expect(mirroredRows(scene.mirror)).toEqual(truth(scene));
    scene.clock.advance(10);
    server.acts.edit(person, channelId, id, 'one, edited');
    server.acts.remove(person, channelId, other);
    settle();
    expect(mirroredRows(scene.mirror)).toEqual(truth(scene));
  });

  it('a reaction causes a refresh, and so does a deleted root with replies', async () => {
    const { server, person, channelId, settle, heard, connector, mirror } = await listen();
    const root = server.acts.post(person, channelId, { content: 'root' });
    server.acts.post(person, channelId, { content: 'reply' }, root);
    settle();
    const refreshed = async (): Promise<number> => {
      const ids = heard.flatMap((event) => (event.kind === 'refresh' ? event.messageIds : []));
      settle();
      mirror.apply(await must(connector.refresh(ids, never)));
      return ids.length;
    };
    scene.clock.advance(10);
    server.acts.react(person, channelId, root, 'tada');
    expect(await refreshed()).toBe(1);
    expect(mirroredRows(scene.mirror)).toEqual(truth(scene));
    scene.clock.advance(10);
    server.acts.remove(person, channelId, root);
    expect(await refreshed()).toBe(1);
    expect(mirroredRows(scene.mirror)).toEqual(truth(scene));
  });

  it('resume (a): missed events are replayed', async () => {
    const { server, person, channelId, settle } = await listen();
    server.sockets.dropAll();
    for (let turn = 0; turn < 40; turn += 1)
      server.acts.post(person, channelId, { content: `missed ${turn}` });
    expect(settle(5_000).filter((kind) => kind !== 'overview-stale')).toEqual([
      'disconnected',
      'connected complete',
    ]);
    expect(mirroredRows(scene.mirror)).toEqual(truth(scene));
  });

  it('resume (b): nothing was missed', async () => {
    const { server, settle } = await listen();
    settle(3_000);
    server.sockets.dropAll();
    expect(settle(5_000)).toEqual(['disconnected', 'connected complete']);
  });

  it('resume (c): if the server no longer keeps the missed events, it answers with a new connection', async () => {
    const { server, person, channelId, settle } = await listen();
    server.sockets.dropAll();
    for (let turn = 0; turn < 400; turn += 1)
      server.acts.post(person, channelId, { content: `missed ${turn}` });
    const kinds = settle(5_000).filter((kind) => kind.startsWith('connected') || kind === 'disconnected');
    expect(kinds).toEqual(['disconnected', 'connected incomplete']);
  });

  it('a restarted server has forgotten the connection', async () => {
    const { server, settle } = await listen();
    server.sockets.restart();
    expect(settle(5_000)).toEqual(['disconnected', 'connected incomplete']);
  });

  it('a socket that becomes silent is left, and no event is lost', async () => {
    const { server, person, channelId, settle } = await listen();
    server.sockets.silence();
    server.acts.post(person, channelId, { content: 'into the silence' });
    const kinds = settle(60_000).filter((kind) => kind.startsWith('connected') || kind === 'disconnected');
    expect(kinds).toEqual(['disconnected', 'connected complete']);
    expect(mirroredRows(scene.mirror)).toEqual(truth(scene));
  });

  it('a revoked session’s socket is closed after its next ping, and the client then asks for the user', async () => {
    const { server, person, settle, connector } = await listen();
    server.acts.revokeSessions(person);
    expect(settle(31_000)).not.toContain('disconnected');
    expect(settle(5_000)).toContain('disconnected');
    expect(await connector.vital(new AbortController().signal)).toMatchObject({
      failure: { kind: 'sign-in-needed' },
    });
  });

  it('a removal from a channel removes it from the mirror at once', async () => {
    const { server, person, settle, mirror } = await listen();
    // A user cannot leave town-square.
    const conversation = server.acts
      .truth(person)
      .conversations.find(({ kind, name }) => kind === 'channel' && name !== 'Town Square');
    const channelId = conversation?.id ?? '';
    server.acts.removeMember(channelId, person);
    expect(settle()).toContain('overview-stale');
    expect(mirror.conversations.has(ours(channelId))).toBe(false);
  });

  it('reading on another computer moves the read mark', async () => {
    const { server, person, channelId, settle, mirror, clock } = await listen();
    const colleague =
      server.acts
        .conversations()
        .find(({ id }) => id === channelId)
        ?.members.find((key) => key !== person) ?? '';
    server.acts.post(colleague, channelId, { content: 'news' });
    clock.advance(1_000);
    server.acts.markRead(person, channelId);
    settle();
    const readAt = server.acts.truth(person).conversations.find(({ id }) => id === channelId)?.readAt;
    expect(mirror.conversations.get(ours(channelId))?.readAt).toBe(readAt);
  });

  it('a post from an event need not be read before it is marked; after a break it is read again', async () => {
    const { server, world, person, channelId, settle, connector } = await listen();
    const { memory } = connector;
    if (!memory) throw new Error('nothing can be marked');
    const note: MarkNote = { ...markNote('chat/1'), origin: 'mattermost' };
    const asUser = (method: string, path: string, body?: unknown): Promise<Response> =>
      server.fetch(
        new Request(`http://chat.example/api/v4${path}`, {
          method,
          headers: { authorization: `Bearer ${world.token}` },
          ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        }),
      );
    const markNew = async (breaks: boolean): Promise<{ requests: number; props: unknown }> => {
      const postId = server.acts.post(person, channelId, { content: 'mine' });
      settle();
      await asUser('PUT', `/posts/${postId}/patch`, { props: { card: 'kept' } });
      if (breaks) server.sockets.dropAll();
      settle(5_000);
      const before = world.requests;
      await must(memory.mark(ours(`${channelId}/${postId}`) as MessageId, note, never));
      const requests = world.requests - before;
      const { props } = (await (await asUser('GET', `/posts/${postId}`)).json()) as { props: unknown };
      return { requests, props };
    };
    const props = {
      card: 'kept',
      isthmus: { version: 1, mark: { origin: 'mattermost', teams: ['chat/1'] } },
    };
    expect(await markNew(false)).toEqual({ requests: 1, props });
    expect(await markNew(true)).toEqual({ requests: 2, props });
  });
});
