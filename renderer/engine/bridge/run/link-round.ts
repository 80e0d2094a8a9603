/** One round over the links over which this computer carries: begins what is to be done over each of them. */
import type { World } from '../../../connectors/world.ts';
import type { Service } from '../../../model/index.ts';
import type { IsthmusDatabase } from '../../../store/index.ts';
import type { OwnHold } from '../away.ts';
import type { BridgeOptions } from '../context.ts';
import { carriesForOthers } from '../decide/relay.ts';
import type { ReadsMoved } from '../reads/reads-moved.ts';
import { type HeldConversations, type LinkAtHand, linksAtHand } from './at-hand.ts';
import type { CarriedElsewhere } from './carried-elsewhere.ts';
import type { Carrier } from './carrier.ts';
import type { CarrierOfStart } from './carrier-of-start.ts';
import type { Chains } from './chains.ts';
import type { KnownLinks } from './known-links.ts';
import { behindAgain, type LaneRunner } from './lane-runner.ts';

export interface LinkRoundOptions {
  readonly world: Pick<World, 'now'>;
  readonly database: IsthmusDatabase;
  readonly chains: Chains;
  readonly lanes: LaneRunner;
  readonly known: KnownLinks;
  readonly reads: ReadsMoved;
  readonly elsewhere: CarriedElsewhere;
  readonly hold: OwnHold | undefined;
  /** What among many desktops waits for its turn. */
  readonly turns: BridgeOptions['turns'];
  /** Something could not go because a mirror was behind. */
  readonly onBehind: () => void;
  /** Whether this computer is the one that carries over a link now. */
  readonly holds: (linkId: string) => boolean;
  /** Whether it may carry over the link at this moment. */
  readonly mayCarry: (link: LinkAtHand['link']) => boolean;
  /** The outbox is to be looked at again, `after` ms from now. */
  readonly wake: (after: number) => void;
}

const services: readonly Service[] = ['mattermost', 'teams'];
/** When read marks that could not be carried are tried again, ms. */
const readAgain = 30_000;
/** When a link whose history is still being read is looked at again, ms. */
const walkedAgain = 10_000;
/** When a question that failed is asked again, ms. */
export const askedAgain = 30_000;

export class LinkRound {
  /** Since when, ms, it has been known without a break that this computer may carry over a link for its user. */
  readonly #ownSince = new Map<string, number>();
  #forgotten = 0;

  constructor(private readonly options: LinkRoundOptions) {}

  /** Begins what may begin now. */
  async run(carrierOfStart: Pick<CarrierOfStart, 'now'>): Promise<void> {
    const { database, known, holds, wake } = this.options;
    const forgotten = known.timesForgotten;
    // Another computer may have carried: what was pulled before does not count.
    if (forgotten !== this.#forgotten) this.#ownSince.clear();
    this.#forgotten = forgotten;
    const isStill = (): boolean => forgotten === known.timesForgotten;
    const reads = this.#takeReads();
    const all = await linksAtHand(database, reads);
    const wanting = all.filter(({ link }) => holds(link.id));
    if (wanting.length === 0) return;
    const carrier = await carrierOfStart.now();
    const later = (ms: number): void => {
      this.options.reads.add(reads);
      wake(ms);
    };
    if (carrier === null) {
      later(askedAgain);
      return;
    }
    for (const atHand of wanting) {
      if (!isStill()) {
        later(0);
        return;
      }
      const wait = await this.#begin(carrier, atHand, isStill);
      if (wait !== null) later(wait);
    }
  }

  /** The conversations whose read marks are to be compared now; while the user goes on reading, none. */
  #takeReads(): HeldConversations {
    const reads = this.options.reads.take();
    if (typeof reads !== 'number') return reads;
    this.options.wake(reads);
    return new Set();
  }

  /** Begins what is to be done over one link; says when it is to be looked at again, ms, if it could not begin. */
  async #begin(carrier: Carrier, atHand: LinkAtHand, isStill: () => boolean): Promise<number | null> {
    const { chains, lanes, elsewhere, hold, mayCarry } = this.options;
    const { link, walked, walkedFrom, due, known, readMoved } = atHand;
    if (!walked) return walkedAgain;
    const rests = await carrier.untilOwnTurn(link, hold);
    // What was read before does not count, also if the clock was ahead then.
    if (rests === 0)
      this.#ownSince.set(
        link.id,
        this.#ownSince.get(link.id) ?? Math.max(this.options.world.now(), walkedFrom),
      );
    else {
      this.#ownSince.delete(link.id);
      // Without a claim of the user's, the relay carries for them.
      if (rests === null) await elsewhere.settleLink(carrier, atHand);
      return Math.min(rests ?? askedAgain, askedAgain);
    }
    // Its account may stay behind elsewhere for long after this link has caught up.
    if (this.#isLate(atHand)) return due.length > 0 ? behindAgain : null;
    const mayAdoptLater = !known && due.length === 0 && this.#isAskedInTurn(link);
    const mustAdopt = !known && !mayAdoptLater;
    const ownSince = this.#ownSince.get(link.id) ?? Infinity;
    if (mustAdopt && !(await carrier.adoptWhatWas(link, ownSince, () => isStill() && mayCarry(link))))
      return askedAgain;
    if (!isStill()) return null;
    if (!mayAdoptLater) this.options.known.add(link);
    for (const service of due) chains.begin(`${link.id} ${service}`, () => lanes.run(carrier, link, service));
    if (readMoved && !carriesForOthers(link)) this.#beginReads(carrier, link);
    return null;
  }

  /** Whether the mirror of a side is behind, because it waits for its turn among many desktops. It does not, where something waits for it. */
  #isLate({ link, due, readMoved }: LinkAtHand): boolean {
    const { turns, reads, onBehind } = this.options;
    const late = services.filter((service) => turns.isLate(service, link[service]));
    if (late.length === 0) return false;
    if (due.length > 0) for (const service of late) turns.pullWanted(service, link[service]);
    if (readMoved) reads.add(new Set([link.mattermost, link.teams]));
    onBehind();
    return true;
  }

  /** Then no service is asked what was carried before something is to be carried: a thousand desktops start at the same time. */
  #isAskedInTurn(link: LinkAtHand['link']): boolean {
    return services.some((service) => this.options.turns.isAskedInTurn(service, link[service]));
  }

  #beginReads(carrier: Carrier, link: LinkAtHand['link']): void {
    const { chains, reads, mayCarry, wake } = this.options;
    const where = new Set([link.mattermost, link.teams]);
    const isBegun = chains.begin(`${link.id} reads`, async () => {
      if (await carrier.carryReads(link, () => mayCarry(link))) return;
      reads.add(where);
      wake(readAgain);
    });
    if (!isBegun) reads.add(where);
  }
}
