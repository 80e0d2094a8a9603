import { expect, it } from 'vitest';
import type {
  AuthorRegistersCapability,
  FoundRegisters,
  LinkWish,
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
const offline = failed({ kind: 'offline', reason: 'no-answer', status: null } as const);
const forbidden = failed({ kind: 'forbidden', status: 403, code: 'no' } as const);

/** An author on whose direct channel with the relay a server answers what `server` says. */
const setting = ({ taken }: { readonly taken: boolean }) => {
  const clock = new ModelClock();
  const relayId = 'mm/direct/relay' as MessageId;
  const server = { lets: true, isReadable: true, taken };
  const relay = (): Register<RelayNote> => ({
    id: relayId,
    note: {
      kind: 'relay',
      epoch: 0,
      beat: 1,
      lasts: awayTimes.relayLasts,
      grace: 900_000,
      taken: server.taken,
    },
    writtenAt: clock.now,
  });
  let own: RegisterNote | null = null;
  const asked = { create: 0, write: 0 };
  const registers: AuthorRegistersCapability = {
    find: () => {
      const author =
        own?.kind === 'author'
          ? { id: 'mm/direct/author' as MessageId, note: own, writtenAt: clock.now }
          : null;
      return Promise.resolve(succeeded<FoundRegisters>({ author, relay: relay() }));
    },
    read: () => Promise.resolve(server.isReadable ? succeeded(relay()) : offline),
    readAll: () => Promise.resolve(succeeded(new Map())),
    create: (_place, made) => {
      asked.create += 1;
      if (server.lets) own = made;
      return Promise.resolve(server.lets ? succeeded('mm/direct/author' as MessageId) : forbidden);
    },
    write: (_id, written) => {
      asked.write += 1;
      own = written;
      return Promise.resolve(succeeded(null));
    },
  };
  const told = { mayHaveCarried: 0 };
  let wishes: readonly LinkWish[] = [];
  const seat = new AuthorSeat({
    world: {
      now: () => clock.now,
      after: (ms, work) => clock.after(ms, work),
      random: () => 0.5,
      log: () => undefined,
    },
    ...{ registers, times: awayTimes, relay: 'mm/bot' as PersonId },
    me: () => Promise.resolve('mm/me' as PersonId),
    place: () => Promise.resolve('mm/direct' as ConversationId),
    holdsLease: () => true,
    isPaused: () => false,
    wishes: () => wishes,
    relayMayHaveCarried: () => Promise.resolve(void (told.mayHaveCarried += 1)),
    onMayCarry: () => undefined,
  });
  const pass = async (ms: number): Promise<void> => {
    // What was begun without a timer settles first.
    await new Promise<void>((resolve) => setImmediate(resolve));
    await clock.until(clock.now + ms);
  };
  const wish = (those: readonly LinkWish[]): void => {
    wishes = those;
    seat.look();
  };
  return { seat, pass, server, asked, told, wish, own: () => own };
};

it('an author whose register the server refuses carries all the same, and asks again seldom', async () => {
  const { seat, pass, server, asked, told } = setting({ taken: false });
  server.lets = false;
  expect(seat.untilMayCarry()).toBeNull();
  await pass(minute);
  expect([asked, told.mayHaveCarried]).toEqual([{ create: 1, write: 0 }, 1]);
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
