import { describe, expect, it } from 'vitest';
import type { LiveEvent } from '../../connector.ts';
import { makeContext, me, channelId, post } from '../testing/payloads.ts';
import { makeRest } from '../rest/rest.ts';
import { smallServer } from '../testing/server.ts';
import { json, MattermostTestWorld, type PlayedSocket } from '../testing/world.ts';
import { listenLive } from './connection.ts';

interface Played {
  readonly world: MattermostTestWorld;
  readonly events: LiveEvent[];
  readonly connection: ReturnType<typeof listenLive>;
  /** The socket that is open now. */
  readonly socket: () => PlayedSocket;
  /** The kinds of the events since the last call. */
  readonly kinds: () => string[];
}

const play = (context = makeContext()): Played => {
  const world = new MattermostTestWorld();
  const events: LiveEvent[] = [];
  const connection = listenLive(world, context, (event) => events.push(event));
  return {
    world,
    events,
    connection,
    socket: () => {
      const socket = world.sockets.at(-1);
      if (socket === undefined) throw new Error('no socket');
      return socket;
    },
    kinds: () =>
      events
        .splice(0)
        .map((event) =>
          event.kind === 'connected' ? `connected ${event.complete ? 'complete' : 'incomplete'}` : event.kind,
        ),
  };
};

const hello = (connectionId: string, seq = 0): string =>
  JSON.stringify({ event: 'hello', data: { connection_id: connectionId }, broadcast: { user_id: me }, seq });
const posted = (number: number, seq: number): string =>
  JSON.stringify({
    event: 'posted',
    data: { post: JSON.stringify(post(number)) },
    broadcast: { channel_id: channelId },
    seq,
  });
const pong = (to = 1): string => JSON.stringify({ status: 'OK', seq_reply: to });

/** A connection that has received a hello and two posts. */
const live = (): Played => {
  const played = play();
  played.socket().events.opened();
  played.socket().events.frames([hello('c1'), posted(1, 1), posted(2, 2)]);
  played.kinds();
  return played;
};

describe('the live connection', () => {
  it('the first connection starts without resume and is incomplete, because earlier events are unknown', () => {
    const { socket, kinds, events } = play();
    expect(socket().resume).toBeNull();
    socket().events.opened();
    expect(kinds()).toEqual([]);
    socket().events.frames([hello('c1'), posted(1, 1), posted(2, 2)]);
    expect(events[1]).toMatchObject({ changes: [{ kind: 'message' }, { kind: 'message' }] });
    expect(kinds()).toEqual(['connected incomplete', 'changes']);
  });

  it('roles count as changed while the connection is lost, because nobody tells of changes then', async () => {
    const context = makeContext();
    const { roles } = context.directory;
    const { socket } = play(context);
    socket().events.opened();
    socket().events.frames([hello('c1')]);
    let asked = 0;
    const { world } = smallServer([], {
      'POST /roles/names': () => {
        asked += 1;
        return json([{ name: 'channel_user', permissions: [], delete_at: 0 }]);
      },
    });
    const know = () =>
      roles.know(
        makeRest(world, 'https://app.example'),
        new Set(['channel_user']),
        new AbortController().signal,
      );
    await know();
    await know();
    expect(asked).toBe(1);
    socket().events.closed({ code: 1006, status: null });
    await know();
    expect(asked).toBe(2);
  });

  it('resume (a): missed events are replayed without a hello, nothing was lost', () => {
    const { world, socket, kinds, events } = live();
    socket().events.closed({ code: 1006, status: null });
    expect(kinds()).toEqual(['disconnected']);
    world.pass(1_000);
    expect(socket().resume).toEqual({ connectionId: 'c1', sequence: 3 });
    socket().events.opened();
    socket().events.frames([posted(3, 3), posted(4, 4), pong()]);
    expect(events[1]).toMatchObject({ changes: [{ kind: 'message' }, { kind: 'message' }] });
    expect(kinds()).toEqual(['connected complete', 'changes']);
  });

  it('resume (b): nothing was missed and the server is silent; the answer to a ping shows that', () => {
    const { world, socket, kinds } = live();
    socket().events.closed({ code: 1006, status: null });
    world.pass(1_000);
    socket().events.opened();
    expect(socket().sent.map((text) => JSON.parse(text) as unknown)).toMatchObject([{ action: 'ping' }]);
    expect(kinds()).toEqual(['disconnected']);
    socket().events.frames([pong()]);
    expect(kinds()).toEqual(['connected complete']);
  });

  it('sends only pings: a client that sends `presence` gets fewer events from then on', () => {
    const { world, socket } = live();
    const first = socket();
    for (let seconds = 0; seconds < 60; seconds += 1) world.pass(1_000);
    const sent = first.sent.map((text) => JSON.parse(text) as { action: string });
    expect(sent.length).toBeGreaterThan(0);
    expect(new Set(sent.map(({ action }) => action))).toEqual(new Set(['ping']));
  });

  it('resume (c): a hello with another connection id means that events were lost', () => {
    const { world, socket, kinds } = live();
    socket().events.closed({ code: 1006, status: null });
    world.pass(1_000);
    socket().events.opened();
    socket().events.frames([hello('c2'), posted(9, 1)]);
    expect(kinds()).toEqual(['disconnected', 'connected incomplete', 'changes']);
    socket().events.closed({ code: 1006, status: null });
    world.pass(1_000);
    expect(socket().resume).toEqual({ connectionId: 'c2', sequence: 2 });
  });

  it('a gap in the sequence reconnects at once with the last sequence number', () => {
    const { socket, kinds, world } = live();
    const first = socket();
    first.events.frames([posted(3, 3), posted(5, 5), posted(6, 6)]);
    expect(first.closed).toBe(true);
    expect(kinds()).toEqual(['changes']);
    expect(world.sockets).toHaveLength(2);
    expect(socket().resume).toEqual({ connectionId: 'c1', sequence: 4 });
  });

  it('a gap right after a resume ends the connection: a new one is incomplete', () => {
    const { socket, kinds } = live();
    socket().events.frames([posted(5, 5)]);
    socket().events.opened();
    socket().events.frames([posted(7, 7)]);
    expect(socket().resume).toBeNull();
    socket().events.opened();
    socket().events.frames([hello('c2')]);
    expect(kinds()).toEqual(['connected incomplete']);
  });

  it('a replayed event that was received before is not reported twice', () => {
    const { socket, kinds } = live();
    socket().events.frames([posted(2, 2), posted(3, 3)]);
    expect(kinds()).toEqual(['changes']);
    socket().events.frames([posted(4, 4)]);
    expect(kinds()).toEqual(['changes']);
  });

  it('a frame that is not JSON has a reason and is not requested again', () => {
    const { socket, events, kinds, world } = live();
    socket().events.frames(['{"event":"posted","da', posted(4, 4)]);
    expect(events).toMatchObject([
      { changes: [{ kind: 'discarded', reason: 'malformed-event' }, { kind: 'message' }] },
    ]);
    expect(kinds()).toEqual(['changes']);
    expect(world.sockets).toHaveLength(1);
  });

  it('a socket that becomes silent is noticed and left', () => {
    const { world, socket, kinds } = live();
    const first = socket();
    world.pass(30_000);
    expect(first.sent).toHaveLength(2);
    expect(kinds()).toEqual([]);
    world.pass(14_000);
    expect(first.closed).toBe(false);
    world.pass(1_000);
    expect(first.closed).toBe(true);
    expect(kinds()).toEqual(['disconnected']);
    world.pass(1_000);
    expect(world.sockets).toHaveLength(2);
    expect(socket().resume).toEqual({ connectionId: 'c1', sequence: 3 });
    // Late frames of the old socket are ignored.
    first.events.frames([posted(3, 3)]);
    first.events.closed({ code: 1006, status: null });
    expect(kinds()).toEqual([]);
  });

  it('frames that continue to arrive keep the connection alive without any pong', () => {
    const { world, socket, kinds } = live();
    for (let seq = 3; seq < 20; seq += 1) {
      world.pass(10_000);
      socket().events.frames([posted(seq, seq)]);
    }
    expect(world.sockets).toHaveLength(1);
    expect(new Set(kinds())).toEqual(new Set(['changes']));
  });

  it('an upgrade without an answer is given up', () => {
    const { world, kinds, socket } = play();
    const first = socket();
    world.pass(30_000);
    expect(first.closed).toBe(true);
    expect(kinds()).toEqual(['disconnected']);
  });

  it('waits grow with every failure, with a random part, up to a minute, and shrink only after a time without failure', () => {
    const { world, socket, events } = play();
    const waits: number[] = [];
    const fail = (): void => {
      socket().events.closed({ code: 1006, status: 502 });
      const last = events.at(-1);
      if (last?.kind !== 'disconnected') throw new Error('not disconnected');
      waits.push(last.retryAt - world.now());
      world.pass(last.retryAt - world.now());
    };
    for (let turn = 0; turn < 9; turn += 1) fail();
    expect(waits).toEqual([500, 1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000, 30_000]);
    world.randomness = 0.999;
    socket().events.opened();
    socket().events.frames([hello('c1')]);
    fail();
    expect(waits.at(-1)).toBeGreaterThan(59_000);
    socket().events.opened();
    socket().events.frames([hello('c2')]);
    world.pass(31_000);
    socket().events.frames([pong(2)]);
    fail();
    expect(waits.at(-1)).toBeLessThanOrEqual(1_000);
  });

  it('401 at the upgrade, from an ended session or a proxy: the connection is lost, with no state to resume', () => {
    const { world, socket, kinds } = live();
    socket().events.closed({ code: 1006, status: 401 });
    expect(kinds()).toEqual(['disconnected']);
    world.pass(60_000);
    expect(world.sockets.length).toBeGreaterThan(1);
    expect(socket().resume).toBeNull();
  });

  it('reconnect drops the socket and connects again at once', () => {
    const { world, socket, connection } = live();
    const first = socket();
    connection.reconnect();
    expect(first.closed).toBe(true);
    expect(world.sockets).toHaveLength(2);
    expect(socket().resume).toEqual({ connectionId: 'c1', sequence: 3 });
  });

  it('close ends everything', () => {
    const { world, socket, connection, kinds } = live();
    const first = socket();
    connection.close();
    expect(first.closed).toBe(true);
    expect(world.timers).toBe(0);
    first.events.frames([posted(3, 3)]);
    first.events.closed({ code: 1000, status: null });
    connection.reconnect();
    expect(world.sockets).toHaveLength(1);
    expect(kinds()).toEqual([]);
  });

  it('a server that gives no connection id still works, without resume', () => {
    const { world, socket, kinds } = play();
    socket().events.opened();
    socket().events.frames([
      JSON.stringify({ event: 'hello', data: {}, broadcast: {}, seq: 0 }),
      posted(1, 1),
    ]);
    expect(kinds()).toEqual(['connected incomplete', 'changes']);
    socket().events.closed({ code: 1006, status: null });
    world.pass(1_000);
    expect(socket().resume).toBeNull();
  });
});
