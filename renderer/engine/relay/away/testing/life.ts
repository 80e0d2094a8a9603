/**
 * A life of one author's two computers and one relay, over two registers, in virtual time: requests that are slow, lost, applied with a lost
 * answer or late, readings that are behind, crashes, sleep, lines that are down, clocks that are put back or forward. It counts how often both
 * sides carried at the same time.
 */
import type {
  AuthorRegistersCapability,
  Register,
  RegisterNote,
} from '../../../../connectors/author-registers.ts';
import { type ConversationId, failed, type PersonId, succeeded } from '../../../../model/index.ts';
import { AuthorSeat } from '../author-seat.ts';
import { AuthorWatch } from '../author-watch.ts';
import { type AwayTimes, awayTimes } from '../times.ts';
import { ModelClock, randomOf } from './model-clock.ts';
import { lineOf, ModelMachine, type ModelPost } from './model-line.ts';

export interface LifeOptions {
  readonly seed: number;
  readonly hours: number;
  /** The times that each side keeps to; those of the product unless something is to be wrong. */
  readonly authorTimes?: AwayTimes;
  readonly relayTimes?: AwayTimes;
  /** Whether the relay's policy goes and comes with its restarts. */
  readonly policyMoves?: boolean;
  /** Whether the server lets the author, for some hours, not change or not delete what they wrote. */
  readonly refuses?: boolean;
  /** Wrong on purpose: the author's Isthmus reads that it is not taken, whatever the relay says. */
  readonly authorSeesFree?: boolean;
  /** Wrong on purpose: the relay's second reading tells what the first one told. */
  readonly relayReadsOnce?: boolean;
  /** Wrong on purpose: a reading of the relay that fails tells a beat that never was, so that its silence begins anew. */
  readonly failureResets?: boolean;
}

export interface LifeFigures {
  readonly together: number;
  readonly takenOver: number;
  readonly authorActs: number;
  readonly relayActs: number;
  /** The longest time in which nobody could carry, while the relay was there all the time and knew of the author, ms. */
  readonly longestWithout: number;
}

const hour = 3_600_000;
const minute = 60_000;
export const lifeGrace = 900_000;
const author = 'mm/author' as PersonId;
const teams = 'teams/author' as PersonId;
const bot = 'mm/bot' as PersonId;
const place = 'mm/direct' as ConversationId;

const forbidden = failed({ kind: 'forbidden', status: 403, code: 'no' } as const);

/** Lives it, and gives what was counted. */
export const live = async (options: LifeOptions): Promise<LifeFigures> => {
  const { seed, hours, authorTimes = awayTimes, relayTimes = awayTimes } = options;
  const random = randomOf(seed);
  const clock = new ModelClock();
  const end = clock.now + hours * hour;
  const posts = new Map<'author' | 'relay', ModelPost>();
  const counted = { together: 0, takenOver: 0, authorActs: 0, relayActs: 0, longestWithout: 0 };
  const acting = { author: 0, relay: 0 };

  const rights = { change: true, remove: true };
  // The user's computers: one of them carries at a time, which another lease sees to.
  let carrier = 0;
  const computers = [0, 1].map((number) => {
    const machine = new ModelMachine(clock, random);
    const plain = lineOf(clock, machine, posts);
    const lets: AuthorRegistersCapability = {
      ...plain,
      write: (...asked) => (rights.change ? plain.write(...asked) : Promise.resolve(forbidden)),
      remove: (...asked) => (rights.remove ? plain.remove(...asked) : Promise.resolve(forbidden)),
    };
    const registers: AuthorRegistersCapability = options.authorSeesFree
      ? {
          ...lets,
          read: async (id, signal) => {
            const told = await plain.read(id, signal);
            if (!told.ok || told.value?.note.kind !== 'relay') return told;
            const { note } = told.value;
            return succeeded({ ...told.value, note: { ...note, taken: false, epoch: 2 ** 40 } });
          },
        }
      : lets;
    const open = (): AuthorSeat =>
      new AuthorSeat({
        world: machine.world,
        registers,
        times: authorTimes,
        relay: bot,
        me: () => Promise.resolve(author),
        place: () => Promise.resolve(place),
        holdsLease: () => carrier === number && machine.isAwake,
        isPaused: () => false,
        wishes: () => [],
        oldestWaiting: () => Promise.resolve(null),
        relayMayHaveCarried: () =>
          random() < 0.05 ? Promise.reject(new Error('refused')) : Promise.resolve(),
        onMayCarry: () => undefined,
        onTrouble: () => undefined,
      });
    let seat = open();
    let isRunning = true;
    const restart = (): void => {
      isRunning = true;
      seat = open();
      if (carrier === number) seat.leaseHeld();
    };
    return {
      machine,
      mayCarry: () => isRunning && machine.isAwake && seat.untilMayCarry() === 0,
      take: () => {
        carrier = number;
        if (isRunning) seat.leaseHeld();
      },
      end: () => {
        isRunning = false;
        seat.stop();
      },
      restart,
    };
  });

  const host = new ModelMachine(clock, random);
  const plain = lineOf(clock, host, posts);
  let readLast: Register<RegisterNote> | null = null;
  const registers: AuthorRegistersCapability = {
    ...plain,
    readAll: async (ids, signal) => {
      const told = await plain.readAll(ids, signal);
      if (told.ok) readLast = [...told.value.values()][0] ?? null;
      if (told.ok || !options.failureResets || readLast?.note.kind !== 'author') return told;
      const note = { ...readLast.note, beat: Math.floor(random() * 2 ** 40) };
      return succeeded(new Map([[readLast.id, { ...readLast, note }]]));
    },
    read: (id, signal) =>
      options.relayReadsOnce ? Promise.resolve(succeeded(readLast)) : plain.read(id, signal),
  };
  const underWay = new Set<Promise<void>>();
  let isActive = true;
  let hasPolicy = true;
  const openWatch = (): AuthorWatch =>
    new AuthorWatch({
      world: host.world,
      registers,
      times: relayTimes,
      grace: hasPolicy ? lifeGrace : null,
      sentence: 'notes',
      me: bot,
      isActive: () => isActive && host.isAwake,
      placeWith: () => Promise.resolve(place),
      authors: () => Promise.resolve([{ id: author, teams }]),
      bridge: {
        authorTaken: async () => {
          await new Promise<void>((resolve) => clock.after(random() * 20_000, resolve));
          if (random() < 0.1) throw new Error('refused');
        },
        authorReturns: async () => {
          await Promise.all(underWay);
        },
      },
      observe: ({ kind }) => {
        if (kind === 'author-taken') counted.takenOver += 1;
      },
    });
  let watch = openWatch();
  watch.start();
  let relayRuns = true;
  const relayMayCarry = (): boolean => relayRuns && host.isAwake && watch.mayCarryFor(author);
  const authorMayCarry = (): boolean => computers.some(({ mayCarry }) => mayCarry());

  const act = (who: 'author' | 'relay', longest: number): void => {
    const other = who === 'author' ? 'relay' : 'author';
    counted[`${who}Acts`] += 1;
    if (acting[other] > 0) {
      counted.together += 1;
    }
    acting[who] += 1;
    const done = new Promise<void>((resolve) =>
      clock.after(random() * longest, () => {
        acting[who] -= 1;
        resolve();
      }),
    );
    if (who !== 'relay') return;
    underWay.add(done);
    void done.then(() => underWay.delete(done));
  };
  let withoutSince = clock.now;
  const relayIsThere = (): boolean => relayRuns && host.isAwake && host.isOnline && isActive && hasPolicy;
  const look = (): void => {
    const [one, other] = [authorMayCarry(), relayMayCarry()];
    if (one && other) {
      counted.together += 1;
    }
    if (one && random() < 0.3) act('author', 90_000);
    if (other && random() < 0.3) act('relay', 20_000);
    // Before the author's first register the relay leaves them alone.
    if (one || other || !relayIsThere() || !posts.has('author')) withoutSince = clock.now;
    counted.longestWithout = Math.max(counted.longestWithout, clock.now - withoutSince);
    clock.after(3_000 + random() * 4_000, look);
  };
  look();

  const some = (mean: number): number => -Math.log(1 - random()) * mean;
  const jumps = (machine: ModelMachine): void => {
    clock.after(some(8 * hour), () => {
      // Put back while the machine sleeps, a clock deceives any protocol that has nothing else. An announced sleep ends the seat (engine.ts).
      if (machine.isAwake) machine.skew += (random() - 0.5) * 4 * hour;
      jumps(machine);
    });
  };
  const trouble = (
    machine: ModelMachine,
    away: number,
    every: number,
    crash: (isOver: boolean) => void,
  ): void => {
    clock.after(some(every), () => {
      const kind = random();
      const isShort = random() < 0.4;
      const lasts = isShort ? some(3 * minute) : some(away);
      if (kind < 0.35) machine.sleep();
      else if (kind < 0.7) machine.isOnline = false;
      else crash(false);
      clock.after(lasts, () => {
        if (!machine.isAwake) machine.wake();
        machine.isOnline = true;
        if (kind >= 0.7) crash(true);
        trouble(machine, away, every, crash);
      });
    });
  };
  for (const computer of computers) {
    jumps(computer.machine);
    trouble(computer.machine, 1.5 * hour, 1.5 * hour, (isOver) =>
      isOver ? computer.restart() : computer.end(),
    );
  }
  jumps(host);
  trouble(host, 10 * minute, 6 * hour, (isOver) => {
    relayRuns = isOver;
    watch.stop();
    if (!isOver) return;
    hasPolicy = options.policyMoves !== true || random() < 0.5;
    watch = openWatch();
    watch.start();
  });
  const leaseMoves = (): void => {
    clock.after(some(5 * hour), () => {
      computers[(carrier + 1) % 2]?.take();
      leaseMoves();
    });
  };
  leaseMoves();
  const relayLeaseMoves = (): void => {
    clock.after(some(12 * hour), () => {
      isActive = false;
      clock.after(some(5 * minute), () => {
        isActive = true;
        relayLeaseMoves();
      });
    });
  };
  relayLeaseMoves();
  const rightsMove = (): void => {
    clock.after(some(3 * hour), () => {
      Object.assign(rights, { change: random() < 0.5, remove: random() < 0.5 });
      rightsMove();
    });
  };
  if (options.refuses === true) rightsMove();
  computers[0]?.take();
  await clock.until(end);
  for (const { end: stop } of computers) stop();
  watch.stop();
  return counted;
};
