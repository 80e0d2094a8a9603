/** The real world for a connector: this machine's clock and network, one token. */
import { WebSocket } from 'ws';
import { succeeded } from '../../renderer/model/index.ts';
import type { World } from '../../renderer/connectors/world.ts';

export interface LiveWorldOptions {
  readonly token: string;
  readonly fetch: (request: Request) => Promise<Response>;
  /** Of Mattermost, without a slash at the end; null where the service has no socket. */
  readonly socketUrl: string | null;
}

/** Requests go out with the token, as main's gateway sends them. */
export const createLiveWorld = ({ token, fetch, socketUrl }: LiveWorldOptions): World => ({
  now: () => Date.now(),
  after: (ms, work) => {
    const timer = setTimeout(work, ms);
    return () => clearTimeout(timer);
  },
  random: () => Math.random(),
  fetch: (request) => {
    const headers = new Headers(request.headers);
    headers.set('authorization', `Bearer ${token}`);
    return fetch(new Request(request, { headers }));
  },
  accessToken: () => Promise.resolve(succeeded(token)),
  log: () => undefined,
  openSocket: (_account, resume, events) => {
    if (socketUrl === null) throw new Error('this service has no socket');
    const url = new URL(`${socketUrl}/api/v4/websocket`);
    url.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:';
    if (resume !== null) {
      url.searchParams.set('connection_id', resume.connectionId);
      url.searchParams.set('sequence_number', String(resume.sequence));
    }
    const socket = new WebSocket(url, { headers: { authorization: `Bearer ${token}` } });
    let ended = false;
    const end = (code: number, status: number | null): void => {
      if (ended) return;
      ended = true;
      events.closed({ code, status });
    };
    socket.on('open', () => events.opened());
    socket.on('message', (data: Buffer) => {
      if (!ended) events.frames([data.toString()]);
    });
    socket.on('error', () => socket.terminate());
    socket.on('unexpected-response', (_request, response) => {
      end(1006, response.statusCode ?? null);
      socket.terminate();
    });
    socket.on('close', (code: number) => end(code, null));
    return {
      send: (text) => socket.send(text),
      close: () => {
        ended = true;
        socket.close();
      },
    };
  },
});
