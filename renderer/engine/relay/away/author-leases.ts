/** The author leases of this Isthmus: those that a relay keeps with everybody who has connected, or a user's own with the relays of their links. */
import type { AuthorRegistersCapability, WishForLink } from '../../../connectors/author-registers.ts';
import type { Connector } from '../../../connectors/connector.ts';
import type { World } from '../../../connectors/world.ts';
import {
  caughtEvent,
  type AccountId,
  type Change,
  type ConversationId,
  type PersonId,
  type Service,
} from '../../../model/index.ts';
import {
  readAccountRow,
  readOldestOpen,
  type HoldTrouble,
  type IsthmusDatabase,
  type LinkRow,
} from '../../../store/index.ts';
import type { AwayAuthors, AwayBridge, CarriedFrom, OwnHold } from '../../bridge/away.ts';
import { isSwitchedOff } from '../../bridge/links/choices.ts';
import { linkKeyOf } from '../../bridge/links/link-id.ts';
import type { Observe } from '../../observing/observation.ts';
import { AuthorSeat } from './author-seat.ts';
import { type AuthorCounts, AuthorWatch } from './author-watch.ts';
import { openDirectChannel, readConnectedAuthors, readDirectChannel } from './read-connected.ts';
import { awayTimes } from './times.ts';

/** A relay's policy to carry also for connected authors whose computers are off. */
export interface AuthorAway {
  /** How long an author has to be silent, ms. */
  readonly grace: number;
  /** What the relay's post in the direct channel with an author says to people. */
  readonly sentence: string;
}

export interface AuthorLeasesOptions {
  readonly world: World;
  readonly database: IsthmusDatabase;
  readonly accounts: Readonly<Record<Service, AccountId>>;
  readonly mattermost: Pick<Connector, 'accountId' | 'starting'>;
  readonly registers: AuthorRegistersCapability;
  /** Whether this Isthmus is a relay. */
  readonly isRelay: boolean;
  /** A relay's policy; null: it carries for nobody who has connected. */
  readonly away: AuthorAway | null;
  /** Whether this computer is the one that carries. */
  readonly holdsLease: () => boolean;
  readonly isPaused: () => boolean;
  readonly bridge: () => AwayBridge;
  /** The bridge looks again what it may carry. */
  readonly wake: () => void;
  /** What `troubleWith` says has changed. */
  readonly onTrouble: () => void;
  readonly store: (changes: readonly Change[]) => Promise<void>;
  readonly observe?: Observe | undefined;
}

export class AuthorLeases implements AwayAuthors, OwnHold {
  #watch: AuthorWatch | null = null;
  /** By the relay. */
  readonly #seats = new Map<PersonId, AuthorSeat>();
  #isRunning = false;
  #links: readonly LinkRow[] = [];

  constructor(private readonly options: AuthorLeasesOptions) {}

  mayCarryFor = (author: PersonId): boolean => this.#watch?.mayCarryFor(author) ?? false;

  wantedSince = (author: PersonId, link: Pick<LinkRow, Service>): CarriedFrom | null =>
    this.#watch?.wantedSince(author, link) ?? null;

  untilMayCarry = ({ relay }: LinkRow): number | null => {
    if (relay?.kind !== 'other' || !this.#isRunning) return 0;
    const seat = this.#seats.get(relay.mattermost) ?? this.#sit(relay.mattermost);
    return seat.untilMayCarry();
  };

  /** How many authors stand how; null where no relay carries for them. */
  get counts(): AuthorCounts | null {
    return this.options.away === null ? null : (this.#watch?.counts ?? null);
  }

  /** Begins, or goes on after `stop`. */
  async start(): Promise<void> {
    this.#isRunning = true;
    await this.#watchAuthors();
  }

  /** The mirror of a service is up to date. From the first time of Mattermost's on it is known who the relay's bot is. */
  becameCurrent(service: Service): void {
    const { world } = this.options;
    for (const seat of this.#seats.values()) seat.caughtUp(service);
    if (service === 'mattermost' && this.#watch === null)
      this.#watchAuthors().catch((error: unknown) => world.log(caughtEvent('author-leases', error)));
  }

  async #watchAuthors(): Promise<void> {
    const { away, isRelay, world, registers, database, accounts, mattermost, store } = this.options;
    if (!isRelay) return;
    const me = await this.#me();
    if (me === null || !this.#isRunning) return;
    const { holdsLease, bridge, observe } = this.options;
    this.#watch ??= new AuthorWatch({
      ...{ world, registers, times: awayTimes, me, isActive: holdsLease, observe },
      grace: away?.grace ?? null,
      sentence: away?.sentence ?? '',
      placeWith: (other, signal) =>
        away === null
          ? readDirectChannel(database, accounts.mattermost, me, other)
          : openDirectChannel(database, mattermost, { me, other }, store, signal),
      authors: async () => (await readConnectedAuthors(database, accounts)).filter(({ id }) => id !== me),
      bridge: {
        authorTaken: (author, from) => bridge().authorTaken(author, from),
        authorReturns: (author) => bridge().authorReturns(author),
      },
    });
    this.#watch.start();
  }

  stop(): void {
    this.#isRunning = false;
    this.#watch?.stop();
    for (const seat of this.#seats.values()) seat.stop();
    this.#seats.clear();
  }

  /** This computer has become the one that carries. What the user wants is told also while nothing is asked for, as in a pause. */
  leaseHeld = (): void => {
    if (!this.#isRunning) return;
    for (const { relay, standing } of this.#links)
      if (relay?.kind === 'other' && standing.kind === 'good' && !this.#seats.has(relay.mattermost))
        this.#sit(relay.mattermost);
    for (const seat of this.#seats.values()) seat.leaseHeld();
  };

  /** Links were made or ended, or the user has switched carrying of one on or off. */
  linksAre(links: readonly LinkRow[]): void {
    this.#links = links;
    const relays = new Set(links.map(({ relay }) => (relay?.kind === 'other' ? relay.mattermost : null)));
    for (const [relay, seat] of this.#seats) {
      if (relays.has(relay)) continue;
      seat.stop();
      this.#seats.delete(relay);
    }
    this.look();
  }

  /** What the user wants may have changed: they paused carrying or ended the pause, or switched a link on or off. */
  look(): void {
    for (const seat of this.#seats.values()) seat.look();
  }

  /** Why the user's Isthmus does not carry beside this relay; null: it does, or will soon. */
  troubleWith = (relay: PersonId): HoldTrouble | null => this.#seats.get(relay)?.trouble ?? null;

  registerWritten(place: ConversationId): void {
    this.#watch?.registerWritten(place);
    for (const seat of this.#seats.values()) seat.registerWritten(place);
  }

  #sit(relay: PersonId): AuthorSeat {
    const { world, registers, database, accounts, holdsLease, isPaused, bridge, wake, onTrouble } =
      this.options;
    const seat = new AuthorSeat({
      ...{ world, registers, times: awayTimes, relay, holdsLease, isPaused, onMayCarry: wake, onTrouble },
      wishes: () => this.#wishes(relay),
      me: () => this.#me(),
      place: (me) => readDirectChannel(database, accounts.mattermost, me, relay),
      oldestWaiting: () => readOldestOpen(database),
      relayMayHaveCarried: () => bridge().relayMayHaveCarried(),
    });
    this.#seats.set(relay, seat);
    return seat;
  }

  /** What the user chose for links with this relay. */
  #wishes(by: PersonId): readonly WishForLink[] {
    return this.#links
      .filter(({ relay }) => relay?.kind === 'other' && relay.mattermost === by)
      .flatMap((link) => {
        if (isSwitchedOff(link)) return { link: linkKeyOf(link), since: null };
        // What they wrote while it was switched off stays where it is.
        return link.choice === 'carried' ? { link: linkKeyOf(link), since: link.since } : [];
      })
      .sort((one, other) => (one.link < other.link ? -1 : 1));
  }

  async #me(): Promise<PersonId | null> {
    const { database, accounts } = this.options;
    return (await readAccountRow(database, accounts.mattermost))?.me ?? null;
  }
}
