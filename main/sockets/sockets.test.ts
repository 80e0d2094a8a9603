import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type WebSocket, WebSocketServer } from 'ws';
import type { SocketEvent } from '../../preload/contract/index.ts';
import { testNetwork } from '../network/testing/network.ts';
import { WebSocket as ElectronSocket } from '../../shell/net/web-socket.ts';
import { batchSize, createBatch, type Timers } from './batch.ts';
import { createSockets, socketAddress, type Sockets } from './sockets.ts';
import { createStanding } from './standing.ts';

/** Timers that only the test moves. */
class TestTimers implements Timers {
  #now = 0;
  readonly #waiting = new Set<{ at: number; work: () => void }>();
  after(ms: number, work: () => void): () => void {
    const timer = { at: this.#now + ms, work };
    this.#waiting.add(timer);
    return () => void this.#waiting.delete(timer);
  }
  pass(ms: number): void {
    this.#now += ms;
    for (const timer of [...this.#waiting]) {
      if (timer.at > this.#now) continue;
      this.#waiting.delete(timer);
      timer.work();
    }
  }
}

describe('a batch', () => {
  const make = () => {
    const timers = new TestTimers();
    const sent: string[][] = [];
    return { timers, sent, batch: createBatch(timers, (frames) => void sent.push(frames)) };
  };
  it('waits a few milliseconds, counted from the first frame, and keeps the order', () => {
    const { timers, sent, batch } = make();
    batch.add('1');
    timers.pass(3);
    batch.add('2');
    expect(sent).toEqual([]);
    timers.pass(1);
    expect(sent).toEqual([['1', '2']]);
  });
  it('does not wait once it is full', () => {
    const { timers, sent, batch } = make();
    for (let frame = 0; frame < batchSize + 1; frame += 1) batch.add(String(frame));
    expect(sent.map(({ length }) => length)).toEqual([batchSize]);
    timers.pass(10);
    expect(sent.map(({ length }) => length)).toEqual([batchSize, 1]);
  });
});

describe('sockets', () => {
  let server: Server;
  let upgrades: WebSocketServer;
  let requests: IncomingMessage[];
  let peers: WebSocket[];
  let refuse: number | null;
  /** The status of the user's own profile; 0: no answer. */
  let profile: number;
  let asked: string[];
  let serverUrl: string;
  let timers: TestTimers;
  let events: SocketEvent[];
  let sockets: Sockets;
  let heard: () => void;

  beforeEach(async () => {
    requests = [];
    peers = [];
    events = [];
    refuse = null;
    heard = () => undefined;
    timers = new TestTimers();
    profile = 200;
    asked = [];
    server = createServer((request, response) => {
      asked.push(`${request.url ?? ''} ${request.headers.authorization ?? ''}`);
      if (profile === 0) response.destroy();
      else response.writeHead(profile).end('{}');
    });
    upgrades = new WebSocketServer({ noServer: true });
    server.on('upgrade', (request: IncomingMessage, socket, head) => {
      requests.push(request);
      if (refuse !== null) {
        socket.end(`HTTP/1.1 ${refuse} No\r\nContent-Length: 0\r\nConnection: close\r\n\r\n`);
        return;
      }
      upgrades.handleUpgrade(request, socket, head, (peer) => {
        peers.push(peer);
        peer.on('message', () => heard());
        peer.on('close', () => heard());
        heard();
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    serverUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    sockets = createSockets({
      upstream: (account) =>
        account === 'm-abcdefghijkl'
          ? { serverUrl, token: 'the-token' }
          : account === 'm-lostlostlost'
            ? { serverUrl, token: null }
            : account === 'm-lockedlocked'
              ? { serverUrl, token: null, locked: true }
              : null,
      timers,
      hand: (_socket, event) => {
        events.push(event);
        heard();
      },
      connect: (address, headers) => new ElectronSocket(address, { headers }),
      standing: createStanding(testNetwork()),
    });
  });
  afterEach(() => {
    sockets.closeAll();
    for (const peer of peers) peer.terminate();
    server.closeAllConnections();
    server.close();
  });

  const until = async (condition: () => boolean): Promise<void> => {
    while (!condition()) await new Promise<void>((resolve) => (heard = resolve));
  };
  const open = (
    account = 'm-abcdefghijkl',
    resume: { connectionId: string; sequence: number } | null = null,
  ): void => {
    sockets.open({ account, socket: 's1', resume });
  };
  const opened = (): Promise<void> =>
    until(() => events.some(({ kind }) => kind === 'opened') && peers.length > 0);
  const closed = (): Promise<void> => until(() => events.some(({ kind }) => kind === 'closed'));

  it('authenticate at the upgrade, so that the server can replay, and send the server itself as Origin', async () => {
    open('m-abcdefghijkl', { connectionId: 'c1', sequence: 7 });
    await opened();
    expect(requests[0]?.url).toBe('/api/v4/websocket?connection_id=c1&sequence_number=7');
    expect(requests[0]?.headers).toMatchObject({ authorization: 'Bearer the-token' });
    // Mattermost takes an Origin of its own host (facts: CheckOrigin); net.WebSocket has no way to send none.
    expect(requests[0]?.headers.origin).toBe(serverUrl);
  });
  it('find a server below a path, by https too', () => {
    expect(socketAddress('https://chat.example/mattermost', null)).toBe(
      'wss://chat.example/mattermost/api/v4/websocket?connection_id=&sequence_number=0',
    );
  });
  it('pass frames on in order and in batches, and the last ones before the end', async () => {
    open();
    await opened();
    for (let frame = 0; frame < 120; frame += 1) peers[0]?.send(String(frame));
    peers[0]?.close(4001);
    await closed();
    const frames = events.flatMap((event) => (event.kind === 'frames' ? event.frames : []));
    expect(frames).toEqual(Array.from({ length: 120 }, (_, frame) => String(frame)));
    expect(events.filter(({ kind }) => kind === 'frames')).toHaveLength(3);
    expect(events.at(-1)).toEqual({ kind: 'closed', code: 4001, status: null });
  });
  it('send the page’s frames', async () => {
    open();
    await opened();
    const received = new Promise<string>((resolve) =>
      peers[0]?.on('message', (data: Buffer) => resolve(data.toString())),
    );
    sockets.send('s1', '{"action":"ping"}');
    expect(await received).toBe('{"action":"ping"}');
  });
  it.each([
    [401, 'a session that is no longer good', 401],
    [200, 'a proxy that knows no sockets', null],
    [503, 'a server in trouble', null],
    [0, 'a network that is gone', null],
  ])(
    'learn from the user’s profile (%i) that the refusal of the upgrade was %s',
    async (status, _what, told) => {
      refuse = 401;
      profile = status;
      open();
      await closed();
      expect(asked).toEqual(['/api/v4/users/me Bearer the-token']);
      expect(events).toEqual([{ kind: 'closed', code: 1006, status: told }]);
    },
  );
  it('ask for no profile when the page itself ends a socket before it is open', async () => {
    open();
    sockets.close('s1');
    await closed();
    expect([events, asked]).toEqual([[{ kind: 'closed', code: 1006, status: null }], []]);
  });
  it('cancel an upgrade that gets no answer', async () => {
    server.removeAllListeners('upgrade');
    server.on('upgrade', () => heard());
    open();
    timers.pass(20_000);
    await closed();
    expect(events).toEqual([{ kind: 'closed', code: 1006, status: null }]);
  });
  it('report that a server does not exist', async () => {
    server.close();
    open();
    await closed();
    expect(events).toEqual([{ kind: 'closed', code: 1006, status: null }]);
  });
  it('cannot be opened for an account whose token the keyring does not give now', () => {
    open('m-lockedlocked');
    expect(events).toEqual([{ kind: 'closed', code: 1006, status: null }]);
  });
  it('refuse an account without session like the server', () => {
    open('m-lostlostlost');
    open('m-unknownunkno');
    expect(events).toEqual([
      { kind: 'closed', code: 1006, status: 401 },
      { kind: 'closed', code: 1006, status: 401 },
    ]);
    expect(requests).toEqual([]);
  });
  it('close when the page asks, with one event', async () => {
    open();
    await opened();
    sockets.close('s1');
    await closed();
    expect(events.map(({ kind }) => kind)).toEqual(['opened', 'closed']);
  });
  it('report nothing when their page is closed', async () => {
    open();
    await opened();
    const gone = new Promise<void>((resolve) => peers[0]?.on('close', () => resolve()));
    sockets.closeAll();
    await gone;
    expect(events.map(({ kind }) => kind)).toEqual(['opened']);
  });
  it('keep a peer that answers after the machine slept', async () => {
    open();
    await opened();
    const question = new Promise<string>((resolve) =>
      peers[0]?.once('message', (data: Buffer) => resolve(data.toString())),
    );
    sockets.probe();
    expect(JSON.parse(await question)).toEqual({ action: 'ping', seq: 1 });
    // Any frame shows that the peer is alive. A full batch reaches the page at once.
    for (let frame = 0; frame < batchSize; frame += 1) peers[0]?.send('frame');
    await until(() => events.some(({ kind }) => kind === 'frames'));
    timers.pass(5_000);
    expect(events.some(({ kind }) => kind === 'closed')).toBe(false);
  });
  it('ask at once after the machine slept, and give up soon', async () => {
    open();
    await opened();
    sockets.probe();
    timers.pass(5_000);
    await closed();
    expect(events.at(-1)).toMatchObject({ kind: 'closed' });
  });
});
