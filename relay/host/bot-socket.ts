/** The Mattermost websocket of the bot: authenticated at the upgrade, so that the server can replay what was missed. */
import { WebSocket } from 'ws';
import type { LiveSocket, SocketEvents, SocketResume } from '../../renderer/connectors/world.ts';

/** How long the upgrade may take, ms. */
const openWithin = 20_000;
/** The largest frame that is taken, bytes; the server's own largest events are a tenth of it. */
const largestFrame = 16 * 1024 * 1024;

/** Opens it. Exactly one `closed` follows, unless it is closed from here. */
export const openBotSocket = (
  { serverUrl, token }: { readonly serverUrl: string; readonly token: string },
  resume: SocketResume | null,
  events: SocketEvents,
): LiveSocket => {
  const url = new URL(`${serverUrl}/api/v4/websocket`);
  url.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:';
  url.searchParams.set('connection_id', resume?.connectionId ?? '');
  url.searchParams.set('sequence_number', String(resume?.sequence ?? 0));
  const socket = new WebSocket(url, {
    headers: { authorization: `Bearer ${token}` },
    handshakeTimeout: openWithin,
    maxPayload: largestFrame,
  });
  let isOver = false;
  const end = (code: number, status: number | null): void => {
    if (isOver) return;
    isOver = true;
    socket.terminate();
    events.closed({ code, status });
  };
  socket.on('open', () => {
    if (!isOver) events.opened();
  });
  socket.on('message', (data, isBinary) => {
    if (!isOver && !isBinary && data instanceof Buffer) events.frames([data.toString()]);
  });
  socket.on('unexpected-response', (_request, answer) => end(1006, answer.statusCode ?? null));
  // Harmless: `closed` tells the connector, which tries again.
  socket.on('error', () => end(1006, null));
  socket.on('close', (code) => end(code, null));
  return {
    send: (text) => {
      if (socket.readyState === WebSocket.OPEN) socket.send(text);
    },
    close: () => {
      isOver = true;
      if (socket.readyState === WebSocket.CONNECTING) socket.terminate();
      else socket.close(1000);
    },
  };
};
