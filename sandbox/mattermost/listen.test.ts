/** The real @mattermost/client against the listener: what it can do here, the connector can do. */
import mattermost from '@mattermost/client';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { WebSocket } from 'ws';
import { checkFrame } from './contract/check.ts';
import { plannedOrganisation, plannedPerson } from './contract/sandbox.ts';
import {
  createMattermostServer,
  listenMattermost,
  type ListeningMattermost,
  type MattermostServer,
} from './index.ts';
import { Faults } from '../faults.ts';
import { realWorld } from '../world.ts';

const { Client4, WebSocketClient } = mattermost;

describe('the listener', () => {
  let server: MattermostServer;
  let faults: Faults;
  let listening: ListeningMattermost;
  let lobby = '';
  beforeEach(async () => {
    const world = realWorld(3);
    faults = new Faults(world);
    server = createMattermostServer({ world, siteUrl: '', faults });
    server.acts.load(
      plannedOrganisation({
        people: [plannedPerson('ada'), plannedPerson('bo')],
        mattermost: {
          teams: [{ key: 't', displayName: 'T', description: '', members: ['ada', 'bo'], owners: ['ada'] }],
          channels: [
            {
              key: 'mm/one',
              team: 't',
              type: 'O',
              name: 'one',
              displayName: 'One',
              header: '',
              purpose: '',
              members: ['ada', 'bo'],
              createdAt: 1,
              readAt: {},
            },
          ],
          posts: [],
        },
      }),
    );
    lobby = server.acts.conversations()[0]?.id ?? '';
    listening = await listenMattermost(server);
  });
  afterEach(() => listening.close());

  const client = async (): Promise<InstanceType<typeof Client4>> => {
    const made = new Client4();
    made.setUrl(listening.url);
    made.setIncludeCookies(false);
    await made.login('ada', 'Sandbox-password-1');
    return made;
  };

  test('Client4 signs in, lists, posts, edits, reacts, uploads and meets errors', async () => {
    const ada = await client();
    const me = await ada.getMe();
    expect(me.username).toBe('ada');
    const [team] = await ada.getMyTeams();
    expect((await ada.getMyChannels(team?.id ?? '')).map((channel) => channel.display_name)).toEqual(['One']);
    expect(await ada.getClientConfig()).toMatchObject({ MaxPostSize: '16383' });
    const form = new FormData();
    form.append('channel_id', lobby);
    form.append('files', new File(['hi'], 'hi.txt'));
    const { file_infos } = await ada.uploadFile(form);
    const post = await ada.createPost({
      channel_id: lobby,
      message: 'hello',
      file_ids: [file_infos[0]?.id ?? ''],
    });
    expect(await ada.patchPost({ id: post.id, message: 'hello again' })).toMatchObject({
      message: 'hello again',
    });
    await ada.addReaction(me.id, post.id, 'wave');
    const list = await ada.getPosts(lobby);
    expect(list.posts[post.id]).toMatchObject({ message: 'hello again', file_ids: [file_infos[0]?.id] });
    await ada.deletePost(post.id);
    await expect(ada.getPost(post.id)).rejects.toMatchObject({
      server_error_id: 'app.post.get.app_error',
      status_code: 404,
    });
  });

  test('WebSocketClient receives posts over ws and comes back to the same connection after a drop', async () => {
    const ada = await client();
    const token = ada.getToken();
    vi.stubGlobal('WebSocket', WebSocket);
    vi.stubGlobal('CloseEvent', class extends Event {});
    vi.spyOn(console, 'log').mockImplementation(() => undefined);
    const urls: string[] = [];
    const socket = new WebSocketClient({
      minWebSocketRetryTime: 1,
      reconnectJitterRange: 1,
      newWebSocketFn: (url: string) => {
        urls.push(url);
        // `ws` has the members the client uses; its types differ in the event classes only.
        return new WebSocket(url, {
          headers: { authorization: `Bearer ${token}` },
        }) as unknown as globalThis.WebSocket;
      },
    });
    const heard: string[] = [];
    let missed = 0;
    socket.addMissedMessageListener(() => (missed += 1));
    const expected = (event: string, count: number): Promise<void> =>
      vi.waitFor(() => expect(heard.filter((name) => name === event)).toHaveLength(count), {
        timeout: 10_000,
        interval: 5,
      });
    socket.addMessageListener((message) => {
      checkFrame(message);
      heard.push(message.event);
    });
    socket.initialize(`${listening.url.replace('http', 'ws')}/api/v4/websocket`);
    await expected('hello', 1);
    server.acts.post('bo', lobby, { content: 'one' });
    await expected('posted', 1);
    server.sockets.dropAll();
    server.acts.post('bo', lobby, { content: 'missed' });
    await expected('posted', 2);
    expect(heard.filter((name) => name === 'hello')).toHaveLength(1);
    expect(missed).toBe(0);
    expect(new URL(urls[1] ?? '').searchParams.get('connection_id')).toHaveLength(26);
    socket.close();
    vi.unstubAllGlobals();
    vi.restoreAllMocks();
  });

  test('a refused Origin gets an HTTP 400 with Mattermost’s error instead of a websocket', async () => {
    const socket = new WebSocket(`${listening.url.replace('http', 'ws')}/api/v4/websocket`, {
      headers: { origin: 'null' },
    });
    const status = await new Promise((resolve) => {
      socket.on('unexpected-response', (_request, response) => {
        resolve(response.statusCode);
        socket.terminate();
      });
      socket.on('error', () => undefined);
    });
    expect(status).toBe(400);
  });

  test('a lost connection is a broken socket for the caller', async () => {
    faults.add({
      matches: (request) => request.url.endsWith('/system/ping'),
      fault: { kind: 'lost-request' },
      times: 1,
    });
    await expect(fetch(`${listening.url}/api/v4/system/ping`)).rejects.toThrow('fetch failed');
    expect((await fetch(`${listening.url}/api/v4/system/ping`)).status).toBe(200);
  });

  test('the site’s address is the one on which it listens if none was given', async () => {
    const metadata = (await (
      await fetch(`${listening.url}/.well-known/oauth-authorization-server`)
    ).json()) as { issuer: string };
    expect(metadata.issuer).toBe(listening.url);
  });
});
