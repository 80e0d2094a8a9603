/** The socket side of main, in process: authenticated at the upgrade, resumed by the address (design, decision 9). */
import type { LiveSocket, SocketEvents, SocketResume } from '../../../renderer/connectors/world.ts';
import type { ServicesHere } from './services.ts';

/** Opens a socket. It sends no event after `isOn` is false. */
export const openSocket = (
  { mattermost, mattermostUrl }: ServicesHere,
  token: string,
  resume: SocketResume | null,
  events: SocketEvents,
  isOn: () => boolean,
): LiveSocket => {
  const url = new URL('/api/v4/websocket', mattermostUrl);
  if (resume) {
    url.searchParams.set('connection_id', resume.connectionId);
    url.searchParams.set('sequence_number', String(resume.sequence));
  }
  let open = true;
  const tell = (work: () => void): void =>
    queueMicrotask(() => {
      if (isOn() && open) work();
    });
  const peer = mattermost.sockets.connect(
    {
      send: (text) => tell(() => events.frames([text])),
      close: (code) =>
        tell(() => {
          open = false;
          events.closed({ code, status: null });
        }),
    },
    { headers: new Headers({ authorization: `Bearer ${token}` }), url },
  );
  if ('refused' in peer) {
    const { status } = peer.refused;
    tell(() => {
      open = false;
      events.closed({ code: 1006, status });
    });
    return { send: () => undefined, close: () => undefined };
  }
  tell(() => events.opened());
  return {
    send: (text) => {
      if (isOn() && open) peer.receive(text);
    },
    close: () => {
      open = false;
      peer.closed();
    },
  };
};
