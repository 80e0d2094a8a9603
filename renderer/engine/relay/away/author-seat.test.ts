import { expect, it } from 'vitest';
import type {
  AuthorRegistersCapability,
  FoundRegisters,
  WishForLink,
  Register,
  RegisterNote,
  RelayNote,
} from '../../../connectors/author-registers.ts';
import {
  type ConversationId,
  failed,
  type MessageId,
  type PersonId,
  succeeded,
} from '../../../model/index.ts';
import { AuthorSeat } from './author-seat.ts';
import { ModelClock } from './testing/model-clock.ts';
import { awayTimes } from './times.ts';

const minute = 60_000;
const direct = 'mm/direct' as ConversationId;
const offline = failed({ kind: 'offline', reason: 'no-answer', status: null } as const);
const forbidden = failed({ kind: 'forbidden', status: 403, code: 'no' } as const);

/** An author on whose direct channel with the relay a server answers what `server` says. */
const setting = ({ taken }: { readonly taken: boolean }) => {
  const clock = new ModelClock();
  const relayId = 'mm/direct/relay' as MessageId;
  const server = {
    ...{
      lets: true,
      letsChange: true,
      letsDelete: true,
      isReadable: true,
      isFar: false,
      isCarrier: true,
      taken,
    },
    grace: 900_000 as number | null,
  };
  const relay = (): Register<RelayNote> => ({
    id: relayId,
    note: {
      kind: 'relay',
      epoch: 0,
      beat: 1,
      lasts: awayTimes.relayLasts,
      grace: server.grace,
      taken: server.taken,
    },
    writtenAt: clock.now,
  });
  let own: RegisterNote | null = null;
  const asked = { find: 0, create: 0, write: 0, remove: 0 };
  let writtenAt = clock.now;
  const registers: AuthorRegistersCapability = {
    find: () => {
      asked.find += 1;
      if (server.isFar) return Promise.resolve(failed({ kind: 'stands-still' } as const));
      const author =
        own?.kind === 'author' ? { id: 'mm/direct/author' as MessageId, note: own, writtenAt } : null;
      return Promise.resolve(succeeded<FoundRegisters>({ author, relay: relay() }));
    },
    read: (id) => {
      const found = id === relayId ? relay() : own && { id, note: own, writtenAt: clock.now };
      return Promise.resolve(server.isReadable ? succeeded(found) : offline);
    },
    readAll: () => Promise.resolve(succeeded(new Map())),
    create: (_place, made) => {
      asked.create += 1;
      if (server.lets) own = made;
      return Promise.resolve(server.lets ? succeeded('mm/direct/author' as MessageId) : forbidden);
    },
    write: (_id, written) => {
      asked.write += 1;
      if (!server.letsChange) return Promise.resolve(forbidden);
      own = written;
      writtenAt = clock.now;
      return Promise.resolve(succeeded(null));
    },
    remove: () => {
      asked.remove += 1;
      if (!server.letsDelete) return Promise.resolve(forbidden);
      own = null;
      return Promise.resolve(succeeded(null));
    },
  };
  const told = { mayHaveCarried: 0, oldest: null as number | null, isReadable: true };
  let wishes: readonly WishForLink[] = [];
  const seat = new AuthorSeat({
    world: {
      now: () => clock.now,
      after: (ms, work) => clock.after(ms, work),
      random: () => 0.5,
      log: () => undefined,
    },
    ...{ registers, times: awayTimes, relay: 'mm/bot' as PersonId },
    me: () => Promise.resolve('mm/me' as PersonId),
    place: () => Promise.resolve(direct),
    holdsLease: () => server.isCarrier,
    isPaused: () => false,
    wishes: () => wishes,
    oldestWaiting: () =>
      told.isReadable ? Promise.resolve(told.oldest) : Promise.reject(new Error('the database refuses')),
    relayMayHaveCarried: () => Promise.resolve(void (told.mayHaveCarried += 1)),
    onMayCarry: () => undefined,
    onTrouble: () => undefined,
  });
  const pass = async (ms: number): Promise<void> => {
    // What was begun without a timer settles first.
    await new Promise<void>((resolve) => setImmediate(resolve));
    await clock.until(clock.now + ms);
  };
  const wish = (those: readonly WishForLink[]): void => {
    wishes = those;
    seat.look();
  };
  return { seat, pass, server, asked, told, wish, own: () => own, writtenAt: () => writtenAt };
};

it('an author whose register the server refuses carries all the same, and asks again seldom', async () => {
  const { seat, pass, server, asked, told } = setting({ taken: false });
  server.lets = false;
  expect(seat.untilMayCarry()).toBeNull();
  await pass(minute);
  expect([asked.create, asked.write, told.mayHaveCarried]).toEqual([1, 0, 1]);
  expect(seat.untilMayCarry()).toBe(0);
  await pass(30 * minute);
  expect(asked.create).toBe(1);
  server.lets = true;
  await pass(40 * minute);
  expect(asked.create).toBe(2);
  expect(asked.write).toBeGreaterThan(0);
  expect(seat.untilMayCarry()).toBe(0);
  seat.stop();
});

it('where the relay holds such an author from before, they wait until it has given them back or is silent', async () => {
  for (const how of ['given back', 'silent'] as const) {
    const { seat, pass, server } = setting({ taken: true });
    server.lets = false;
    seat.leaseHeld();
    await pass(9 * minute);
    expect(seat.untilMayCarry()).toBeNull();
    if (how === 'given back') server.taken = false;
    await pass(how === 'silent' ? 2 * minute : 30_000);
    expect(seat.untilMayCarry()).toBe(0);
    seat.stop();
  }
});

it('an author who begins to write a register does not carry any more without having agreed', async () => {
  const { seat, pass, server, asked } = setting({ taken: false });
  server.lets = false;
  seat.leaseHeld();
  await pass(minute);
  expect(seat.untilMayCarry()).toBe(0);
  Object.assign(server, { lets: true, isReadable: false });
  await pass(60 * minute);
  expect(asked.create).toBe(2);
  expect(seat.untilMayCarry()).toBeNull();
  seat.stop();
});

it('what the user chooses for a link is told at once, and only then', async () => {
  const { seat, pass, asked, wish, own } = setting({ taken: false });
  seat.leaseHeld();
  await pass(minute);
  expect(own()).toMatchObject({ mayBeTaken: true, wishes: [] });
  const before = asked.write;
  wish([]);
  await pass(1_000);
  expect(asked.write).toBe(before);
  const off = { link: 'channel/a channel/b', since: null };
  wish([off]);
  await pass(1_000);
  expect(own()).toMatchObject({ mayBeTaken: true, wishes: [off] });
  wish([{ ...off, since: { mattermost: 5, teams: 6 } }]);
  await pass(1_000);
  expect(own()).toMatchObject({ wishes: [{ since: { mattermost: 5, teams: 6 } }] });
  // More than a register holds: then nothing is carried for them rather than what they do not want.
  wish(Array.from({ length: 501 }, () => off));
  await pass(1_000);
  expect(own()).toMatchObject({ mayBeTaken: false, wishes: [] });
  expect(asked.write).toBe(before + 3);
  seat.stop();
});

it('an author who comes back says since when something may wait, until both mirrors have caught up', async () => {
  const { seat, pass, told, own, writtenAt } = setting({ taken: false });
  seat.leaseHeld();
  await pass(minute);
  // Of a first register it is not known what was before.
  expect(own()).toMatchObject({ waitsSince: null });
  seat.stop();
  const last = writtenAt();
  await pass(600 * minute);
  seat.leaseHeld();
  await pass(minute);
  expect(own()).toMatchObject({ mayBeTaken: true, waitsSince: last - 900_000 });
  expect(writtenAt()).toBeGreaterThan(last + 600 * minute);
  // Whoever is gone again meanwhile has carried nothing of that.
  seat.stop();
  await pass(minute);
  seat.leaseHeld();
  await pass(minute);
  seat.caughtUp('mattermost');
  await pass(6 * minute);
  expect(own()).toMatchObject({ waitsSince: last - 900_000 });
  seat.caughtUp('teams');
  await pass(6 * minute);
  expect(own()).toMatchObject({ waitsSince: null });
  told.oldest = 4_711;
  await pass(6 * minute);
  expect(own()).toMatchObject({ waitsSince: 4_711 });
  seat.stop();
});

it('where the database refuses for a while, the user’s Isthmus agrees anew afterwards', async () => {
  const { seat, pass, told, asked } = setting({ taken: false });
  told.isReadable = false;
  seat.leaseHeld();
  await pass(5 * minute);
  expect([seat.untilMayCarry(), asked.create]).toEqual([null, 0]);
  told.isReadable = true;
  await pass(minute);
  expect(seat.untilMayCarry()).toBe(0);
  seat.stop();
});

it('a register that the server refuses to change is deleted, and the user’s Isthmus carries without one', async () => {
  const { seat, pass, server, asked, own } = setting({ taken: false });
  seat.leaseHeld();
  await pass(minute);
  expect([own()?.kind, seat.untilMayCarry()]).toEqual(['author', 0]);
  server.letsChange = false;
  await pass(7 * minute);
  expect([own(), asked.remove]).toEqual([null, 1]);
  expect([seat.untilMayCarry(), seat.trouble]).toEqual([0, null]);
  await pass(10 * minute);
  expect(asked.remove).toBe(1);
  // What it makes later says, as long as it cannot be changed, that the relay must not take the user: then it needs not be deleted.
  await pass(60 * minute);
  expect(own()).toMatchObject({ mayBeTaken: false });
  expect([seat.untilMayCarry(), asked.create, asked.remove]).toEqual([0, 2, 1]);
  server.letsChange = true;
  await pass(60 * minute);
  expect(own()).toMatchObject({ mayBeTaken: true });
  expect(seat.untilMayCarry()).toBe(0);
  seat.stop();
});

it('the user’s Isthmus waits for a relay that had taken them before their register was deleted', async () => {
  const { seat, pass, server } = setting({ taken: false });
  seat.leaseHeld();
  await pass(minute);
  Object.assign(server, { letsChange: false, taken: true });
  await pass(9 * minute);
  expect(seat.untilMayCarry()).toBeNull();
  server.taken = false;
  await pass(minute);
  expect(seat.untilMayCarry()).toBe(0);
  seat.stop();
});

it('one that can be neither changed nor deleted keeps the user’s Isthmus from carrying, which says why, until it can', async () => {
  const { seat, pass, server } = setting({ taken: false });
  seat.leaseHeld();
  await pass(minute);
  Object.assign(server, { letsChange: false, letsDelete: false });
  await pass(20 * minute);
  expect([seat.untilMayCarry(), seat.trouble]).toEqual([null, 'register-refused']);
  server.letsDelete = true;
  await pass(minute);
  expect([seat.untilMayCarry(), seat.trouble]).toEqual([0, null]);
  seat.stop();
});

it('registers that are not found yet are looked for on and on, and the reason is said', async () => {
  const { seat, pass, server } = setting({ taken: false });
  server.isFar = true;
  seat.leaseHeld();
  await pass(5 * minute);
  expect([seat.untilMayCarry(), seat.trouble]).toEqual([null, 'register-far']);
  server.isFar = false;
  await pass(minute);
  expect([seat.untilMayCarry(), seat.trouble]).toEqual([0, null]);
  seat.stop();
});

it('where the relay carries for its users no more, nothing is written any more, until it does again', async () => {
  const { seat, pass, server, asked, own } = setting({ taken: false });
  seat.leaseHeld();
  await pass(minute);
  server.grace = null;
  await pass(60 * minute);
  expect(own()).toMatchObject({ mayBeTaken: false });
  expect(seat.untilMayCarry()).toBe(0);
  const before = { ...asked };
  await pass(600 * minute);
  expect(asked).toMatchObject({ create: before.create, write: before.write });
  expect(asked.find - before.find).toBeLessThan(12);
  expect(seat.untilMayCarry()).toBe(0);
  server.grace = 900_000;
  seat.registerWritten(direct);
  await pass(minute);
  expect(own()).toMatchObject({ mayBeTaken: true });
  expect(asked.write).toBeGreaterThan(before.write);
  // Also where nobody tells: it is asked again each hour.
  server.grace = null;
  await pass(120 * minute);
  expect(own()).toMatchObject({ mayBeTaken: false });
  server.grace = 900_000;
  await pass(70 * minute);
  expect([own()?.kind === 'author' && own()?.lasts, seat.untilMayCarry()]).toEqual([900_000, 0]);
  expect(own()).toMatchObject({ mayBeTaken: true });
  seat.stop();
});

it('a register that is written in another direct channel does not keep the user’s Isthmus from carrying', async () => {
  const { seat, pass, server } = setting({ taken: false });
  seat.leaseHeld();
  await pass(minute);
  server.grace = null;
  await pass(60 * minute);
  expect(seat.untilMayCarry()).toBe(0);
  seat.registerWritten('mm/another' as ConversationId);
  expect(seat.untilMayCarry()).toBe(0);
  seat.registerWritten(direct);
  expect(seat.untilMayCarry()).toBeNull();
  seat.stop();
});

it('what was in the way is not said any more on a computer that is not the one that carries', async () => {
  const { seat, pass, server } = setting({ taken: false });
  server.isFar = true;
  seat.leaseHeld();
  await pass(minute);
  expect(seat.trouble).toBe('register-far');
  server.isCarrier = false;
  await pass(minute);
  expect([seat.untilMayCarry(), seat.trouble]).toEqual([null, null]);
  seat.stop();
});
