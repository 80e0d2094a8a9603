/** Removes rows here whose work another Isthmus has finished: another computer of the user, or the relay. */
import type { World } from '../../../connectors/world.ts';
import { type IsthmusDatabase, laneOf, type OutboxRow, readLane } from '../../../store/index.ts';
import { type LinkAtHand, linksAtHand } from './at-hand.ts';
import type { Carrier } from './carrier.ts';

export interface CarriedElsewhereOptions {
  readonly world: Pick<World, 'now'>;
  readonly database: IsthmusDatabase;
  /** Whether this computer knows what both services say; asked before every row. */
  readonly isCurrent: () => boolean;
  /** Whether this computer carries over a link itself. */
  readonly mayCarry: (linkId: string) => boolean;
  /** The outbox is to be looked at again, `after` ms from now. */
  readonly wake: (after: number) => void;
}

/** How often this computer checks whether another one has carried what waits here, ms. */
const settleEvery = 60_000;
/** How many rows of one direction are looked at each time, so that very many do not keep this computer busy; the next look goes on behind them. */
export const mostLookedAt = 200;
/** How many of them are read at once. */
const readAtOnce = 20;

/** What finds out of one row whether its work is done: true if the row has left its lane. */
export type SettlingCarrier = Pick<Carrier, 'settle'>;

export class CarriedElsewhere {
  #settledAt = -Infinity;
  /** Where a look ended before the end of its lane: behind so many rows. */
  readonly #passed = new Map<string, number>();

  constructor(private readonly options: CarriedElsewhereOptions) {}

  /**
   * Looks at the links over which another computer carries, once in a while, as long as rows wait here. Without a carrier nothing can be found
   * out.
   */
  async settle(carrierOfStart: { readonly now: () => Promise<SettlingCarrier | null> }): Promise<void> {
    const { database, world, mayCarry, wake } = this.options;
    // Nobody waits for this: rows that this computer shows as waiting disappear a little later.
    const wait = settleEvery - Math.abs(world.now() - this.#settledAt);
    if (wait > 0) {
      wake(wait);
      return;
    }
    this.#settledAt = world.now();
    const carrier = await carrierOfStart.now();
    if (carrier === null) return;
    let isLeft = false;
    for (const atHand of await linksAtHand(database, new Set()))
      if (!mayCarry(atHand.link.id) && (await this.settleLink(carrier, atHand))) isLeft = true;
    // What the mirror learns of a message that has its row already wakes nobody.
    if (isLeft) wake(settleEvery);
  }

  /** Looks at the rows of one link. True if some may be left. */
  async settleLink(carrier: SettlingCarrier, { link, walked, due }: LinkAtHand): Promise<boolean> {
    if (!walked) return due.length > 0;
    let isLeft = false;
    for (const service of due)
      if (await this.#settleLane(carrier, { linkId: link.id, service })) isLeft = true;
    return isLeft;
  }

  /** True if some rows of this direction may be left. */
  async #settleLane(carrier: SettlingCarrier, lane: Pick<OutboxRow, 'linkId' | 'service'>): Promise<boolean> {
    const { database, isCurrent } = this.options;
    const name = laneOf(lane);
    let passed = this.#passed.get(name) ?? 0;
    for (let looked = 0; looked < mostLookedAt; looked += readAtOnce) {
      const rows = await readLane(database, lane, readAtOnce, passed);
      for (const row of rows) {
        if (!isCurrent()) return true;
        if (!(await carrier.settle(row))) passed += 1;
      }
      if (rows.length < readAtOnce) {
        this.#passed.delete(name);
        return passed > 0;
      }
    }
    this.#passed.set(name, passed);
    return true;
  }
}
