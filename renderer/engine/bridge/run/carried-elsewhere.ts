/** Removes rows here whose work another Isthmus has finished: another computer of the user, or the relay. */
import type { World } from '../../../connectors/world.ts';
import type { IsthmusDatabase } from '../../../store/index.ts';
import { type LinkAtHand, linksAtHand } from './at-hand.ts';
import type { Carrier } from './carrier.ts';
import type { CarrierOfStart } from './carrier-of-start.ts';
import { nextRows } from './outbox.ts';

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

export class CarriedElsewhere {
  #settledAt = -Infinity;

  constructor(private readonly options: CarriedElsewhereOptions) {}

  /** Looks at the links over which another computer carries, once in a while. Without a carrier nothing can be found out. */
  async settle(carrierOfStart: Pick<CarrierOfStart, 'now'>): Promise<void> {
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
    for (const atHand of await linksAtHand(database, new Set()))
      if (!mayCarry(atHand.link.id)) await this.settleLink(carrier, atHand);
  }

  /** Looks at the rows of one link. */
  async settleLink(carrier: Carrier, { link, walked, due }: LinkAtHand): Promise<void> {
    for (const service of walked ? due : [])
      for (const row of await nextRows(this.options.database, link.id, service)) {
        if (!this.options.isCurrent()) return;
        await carrier.settle(row);
      }
  }
}
