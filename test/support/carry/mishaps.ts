/** What goes wrong: requests and answers get lost, services refuse, computers sleep, crash at any moment, or lose their disk. */
import type { Fault } from '../../../sandbox/faults.ts';
import type { SimulatedIsthmus } from '../simulated.ts';
import { type CarryWorld, carriers } from './world.ts';

export type MishapKind =
  | 'network'
  | 'throttling'
  | 'crash'
  | 'sleep'
  | 'wiped-database'
  | 'skewed-clock'
  | 'dead-socket'
  | 'mixed-events'
  | 'revoked-token'
  | 'lagging-profiles'
  | 'lost-patch'
  | 'switched-off';

export type MishapCounts = Partial<Record<MishapKind, number>>;

const all: readonly MishapKind[] = [
  'network',
  'throttling',
  'crash',
  'sleep',
  'wiped-database',
  'skewed-clock',
  'dead-socket',
  'mixed-events',
  'revoked-token',
];

/** What can also go wrong where there is a relay: people's claims are in their profiles. */
export const mishapsBesideRelay: readonly MishapKind[] = [...all, 'lagging-profiles', 'lost-patch'];

/** What can also go wrong where a relay carries for connected people: their computers are off, for a while or again and again. */
export const mishapsOfAway: readonly MishapKind[] = [...mishapsBesideRelay, 'switched-off'];

/** How far a copy of the server's database is behind at most, ms: less than a relay waits for a claim. */
const longestLag = 8_000;

const networkFaults: readonly Fault[] = [
  { kind: 'lost-request' },
  { kind: 'lost-answer' },
  { kind: 'lost-answer' },
  { kind: 'status', status: 503 },
  { kind: 'truncated' },
  { kind: 'html-page' },
  { kind: 'latency', ms: 4_000 },
];

export class Mishaps {
  readonly counts: Record<string, number> = {};
  readonly #asleep = new Set<SimulatedIsthmus>();
  readonly #off = new Set<SimulatedIsthmus>();

  constructor(
    private readonly world: CarryWorld,
    private readonly random: () => number,
    private readonly kinds: readonly MishapKind[] = all,
  ) {}

  /** Something goes wrong, or (half the time) what went wrong is over. */
  async strike(trace: string[]): Promise<void> {
    const kind = this.kinds[Math.floor(this.random() * this.kinds.length)];
    if (kind === undefined) return;
    this.counts[kind] = (this.counts[kind] ?? 0) + 1;
    const all = carriers(this.world);
    const computer = all[Math.floor(this.random() * all.length)];
    if (!computer) return;
    trace.push(
      `${new Date(this.world.time.now()).toISOString().slice(11, 23)} -- ${kind} (${computer.person})`,
    );
    switch (kind) {
      case 'network': {
        this.#network();
        return;
      }
      case 'throttling': {
        this.#throttling();
        return;
      }
      case 'crash':
        return this.#crash(computer, false);
      case 'wiped-database':
        return this.#crash(computer, true);
      case 'lagging-profiles':
        this.world.profiles.lag = this.random() * longestLag;
        return;
      case 'lost-patch':
        this.world.profiles.losing += 1;
        return;
      case 'switched-off':
        return this.#switch();
      case 'sleep':
        return this.#sleep(computer);
      case 'skewed-clock':
        computer.clockSkew = Math.round((this.random() - 0.5) * 7_200_000);
        computer.notices.clockChanged();
        return;
      case 'dead-socket':
        computer.rough.deafen();
        return;
      case 'mixed-events':
        computer.rough.repeated = Math.floor(this.random() * 6);
        computer.rough.late = Math.floor(this.random() * 4);
        return;
      case 'revoked-token':
        // The user signs in again when it strikes the next time.
        if (computer.rough.signedOutOf.size > 0) return this.world.time.during(computer.signInAgain());
        computer.rough.revoke(this.random() < 0.5 ? 'teams' : 'mattermost');
    }
  }

  /** Nothing is wrong with a computer any more. */
  async spare(computer: SimulatedIsthmus): Promise<void> {
    if (this.#off.has(computer)) await this.#switchOn(computer);
    await this.#wake(computer);
    if (computer.rough.signedOutOf.size > 0) await this.world.time.during(computer.signInAgain());
  }

  /** The world calms down. */
  async end(): Promise<void> {
    const { services, time, profiles } = this.world;
    services.faults.microsoft.clear();
    services.faults.mattermost.clear();
    profiles.lag = 0;
    profiles.losing = 0;
    for (const computer of this.#off) await this.#switchOn(computer);
    for (const computer of this.#asleep) await time.during(computer.engine.setAsleep(false));
    for (const computer of carriers(this.world))
      if (computer.rough.signedOutOf.size > 0) await time.during(computer.signInAgain());
    this.#asleep.clear();
  }

  #network(): void {
    const { faults } = this.world.services;
    const fault = networkFaults[Math.floor(this.random() * networkFaults.length)];
    if (!fault) return;
    const on = this.random() < 0.5 ? faults.microsoft : faults.mattermost;
    on.add({ matches: () => true, fault, chance: 0.5, times: 1 + Math.floor(this.random() * 6) });
  }

  #throttling(): void {
    const { faults } = this.world.services;
    const retryAfter = 1 + Math.floor(this.random() * 40);
    faults.microsoft.add({
      matches: () => true,
      fault: { kind: 'status', status: 429, retryAfter },
      chance: 0.7,
      times: 5,
    });
  }

  /** At whatever it was doing: some of its steps were done, the next never is. */
  async #crash(computer: SimulatedIsthmus, losesDisk: boolean): Promise<void> {
    const { time } = this.world;
    await this.#wake(computer);
    await time.pass(this.random() * 2_000);
    computer.kill();
    if (losesDisk) computer.loseDisk();
    await time.pass(this.random() * 60_000);
    await time.during(computer.start());
  }

  /** Somebody's computer goes off at any moment, or one that was off is on again. The first of the crew makes links, and stays. */
  async #switch(): Promise<void> {
    const { time, computers } = this.world;
    const [off] = this.#off;
    if (off !== undefined) return this.#switchOn(off);
    const computer = computers[1 + Math.floor(this.random() * (computers.length - 1))];
    if (!computer) return;
    await this.#wake(computer);
    await time.pass(this.random() * 2_000);
    computer.kill();
    computers.splice(computers.indexOf(computer), 1);
    this.#off.add(computer);
    if (this.random() < 0.3) await time.pass(this.random() * 400_000);
  }

  async #switchOn(computer: SimulatedIsthmus): Promise<void> {
    this.#off.delete(computer);
    await this.world.time.during(computer.start());
    this.world.computers.push(computer);
  }

  async #sleep(computer: SimulatedIsthmus): Promise<void> {
    if (await this.#wake(computer)) return;
    this.#asleep.add(computer);
    await this.world.time.during(computer.engine.setAsleep(true));
  }

  async #wake(computer: SimulatedIsthmus): Promise<boolean> {
    if (!this.#asleep.delete(computer)) return false;
    await this.world.time.during(computer.engine.setAsleep(false));
    return true;
  }
}
