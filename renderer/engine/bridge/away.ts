/**
 * What the bridge and the author lease (`../relay/away/`) ask of each other. By this lease a relay carries also for a connected author whose
 * computers are off ("author away").
 */
import type { PersonId, Service } from '../../model/index.ts';
import type { LinkRow } from '../../store/index.ts';

/** On a relay: for whom it may carry although they have connected. */
export interface AwayAuthors {
  /** Whether the relay may carry for this connected author now. Asked anew before each request. */
  readonly mayCarryFor: (author: PersonId) => boolean;
  /**
   * Since when this author wants to be carried for over a link, by their own choice, ms by each service's clock; null: not at all, or it is
   * not known.
   */
  readonly wantedSince: (author: PersonId, link: Pick<LinkRow, Service>) => CarriedFrom | null;
}

/** On a desktop beside a relay that may carry for its user. */
export interface OwnHold {
  /**
   * How long until the user's Isthmus may carry over this link, ms; 0: now. Asked anew before each request. Null: not known yet, ask again
   * later.
   */
  readonly untilMayCarry: (link: LinkRow) => number | null;
  /** This computer has become the one of the user's computers that carries. */
  readonly leaseHeld: () => void;
}

/** A time for each side, ms by that service's clock: what was written there from then on is to be carried for an author. */
export type CarriedFrom = Readonly<Record<Service, number>>;

/** What the bridge does for the author lease. */
export interface AwayBridge {
  /**
   * On a relay: it has taken this author. What they wrote since `from` and what waits gets rows as soon as `mayCarryFor` says so, and what was
   * carried already is joined before the first act over each link. When it resolves, the relay may begin; if it rejects, try again. May be
   * called again for the same author, as after a restart.
   */
  readonly authorTaken: (author: PersonId, from: CarriedFrom) => Promise<void>;
  /** On a relay: begins nothing more for this author, and resolves when what is under way has its answer. */
  readonly authorReturns: (author: PersonId) => Promise<void>;
  /** On a desktop: a relay may have carried for the user meanwhile, so what this computer knew to be carried is to be asked for again. */
  readonly relayMayHaveCarried: () => Promise<void>;
}
