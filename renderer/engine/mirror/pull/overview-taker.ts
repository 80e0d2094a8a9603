/**
 * Takes overviews of an account: teams, conversations and members as the service lists them, stored with what its lists lack for good.
 * Lists that were refused are asked for again, and so are those that lacked something.
 */
import type { Connector, ListNotRead, Overview } from '../../../connectors/connector.ts';
import type { World } from '../../../connectors/world.ts';
import type { Change, ConversationId, PersonId, ServiceFailure } from '../../../model/index.ts';
import { Errand } from '../../errand.ts';
import { guarded } from '../guarded.ts';
import type { MirrorRun } from '../run.ts';
import { type AccountIdentity, writeMe, writeOrganisationName } from '../store/account-row.ts';
import type { MirrorStore } from '../store/mirror-store.ts';
import { Departures, lookedAtAgain } from './departures.ts';
import {
  askAgainAfter,
  heldOf,
  participantsIn,
  withoutKnownMembers,
  withoutMembers,
} from './overview-parts.ts';

/** What an overview leaves to be read. */
export interface TakenOverview {
  /** Conversations whose members are not known. */
  readonly uncounted: readonly ConversationId[];
  /** Everybody in the chats that it names. */
  readonly participants: readonly PersonId[];
}

export interface OverviewTakerOptions {
  readonly world: World;
  readonly mirror: Pick<MirrorStore, 'database'>;
  readonly connector: Pick<Connector, 'overview' | 'organisationName'>;
  readonly identity: Pick<AccountIdentity, 'id'>;
  readonly run: MirrorRun;
  /** False when the database refused. */
  readonly store: (changes: readonly Change[]) => Promise<boolean>;
  /** It is stored: conversations may have come or gone. What rejects counts as refused by the database, here and below. */
  readonly onStored: () => Promise<void>;
  /** The account can be served. */
  readonly onTaken: (taken: TakenOverview) => Promise<void>;
  readonly onFailed: (failure: ServiceFailure) => void;
  /** The database refused, or the code is wrong; `place` is its code in the log. */
  readonly onBroken: (place: string, error: unknown) => void;
  /** One was tried, whatever came of it. */
  readonly onEnd: () => void;
}

/** What is told of an account comes in bursts, ms. */
const settle = 300;

/** An overview that could not be stored is taken again after this, ms. */
const notKeptAgain = 10_000;

export class OverviewTaker {
  readonly #errand: Errand;
  readonly #departures = new Departures();
  /** The lists that the last overview could not read, and how many in a row were not whole. */
  #notRead: readonly ListNotRead[] = [];
  #notWhole = 0;
  #isTaken = false;
  #membersRead = false;
  #organisationAsked = false;

  constructor(private readonly options: OverviewTakerOptions) {
    this.#errand = new Errand(options.world, settle, () => this.#take());
  }

  /** Whether one has been stored since `restart`. */
  get isTaken(): boolean {
    return this.#isTaken;
  }

  /** The lists that the last one could not read. */
  get notRead(): readonly ListNotRead[] {
    return this.#notRead;
  }

  /** Whatever was taken is out of date: the mirror begins, or goes on after a pause. */
  restart(): void {
    this.#isTaken = false;
    this.#membersRead = false;
  }

  /** Wishes for one, `after` ms from now. */
  want(after?: number): void {
    this.#errand.want(after);
  }

  /** The service says that this conversation is not there: its lists are looked at. */
  deny(id: ConversationId): void {
    this.#departures.deny(id);
    this.want();
  }

  cancel(): void {
    this.#errand.cancel();
  }

  /** Resolves when none is under way or wished for. */
  idle(): Promise<void> {
    return this.#errand.idle();
  }

  async #take(): Promise<void> {
    const { world, connector, run, onFailed, onEnd } = this.options;
    if (!run.isOn()) return;
    const { signal } = run;
    const answer = await guarded(world, () => connector.overview(signal));
    if (!answer.ok) onFailed(answer.failure);
    // Nothing else may come that asks again: while something is in the way, only a try does.
    else if (!(await this.#keep(answer.value, signal)) && run.isOn()) this.want(notKeptAgain);
    onEnd();
    if (answer.ok) await this.#nameOrganisation();
  }

  /** False when the database refused. */
  async #keep(overview: Overview, signal: AbortSignal): Promise<boolean> {
    const { mirror, identity, world, store, onStored, onTaken, onBroken } = this.options;
    const { database } = mirror;
    const { me, changes } = overview;
    try {
      await writeMe(database, identity.id, me);
      const held = await heldOf(database, identity.id);
      const gone = this.#departures.take(overview, held, world.now());
      if (!(await store([...changes, ...gone]))) return false;
      await onStored();
      const uncounted = await this.#uncountedIn(changes);
      // Ended meanwhile: what goes on afterwards begins with an overview.
      if (signal.aborted) return true;
      this.#askAgain(overview);
      this.#membersRead = true;
      this.#isTaken = true;
      await onTaken({ uncounted, participants: participantsIn(changes) });
      return true;
    } catch (error) {
      onBroken('overview', error);
      return false;
    }
  }

  #askAgain({ notRead }: Overview): void {
    const again = askAgainAfter(notRead, this.#notWhole);
    this.#notRead = notRead;
    this.#notWhole = again === null ? 0 : this.#notWhole + 1;
    if (again !== null) this.want(again);
    if (this.#departures.open) this.want(lookedAtAgain);
  }

  /**
   * Who is in a channel costs a request each: at the first overview all are to be read, later those that the mirror knows no members of,
   * and chats.
   */
  async #uncountedIn(changes: readonly Change[]): Promise<readonly ConversationId[]> {
    const uncounted = withoutMembers(changes);
    const some = this.#membersRead
      ? await withoutKnownMembers(this.options.mirror.database, uncounted)
      : uncounted;
    return some.map(({ id }) => id);
  }

  /** Once per start: its name tells accounts apart, and nothing else, so that no failure of it is anybody's trouble. */
  async #nameOrganisation(): Promise<void> {
    const { world, connector, mirror, identity, run, onBroken } = this.options;
    const ask = connector.organisationName;
    if (this.#organisationAsked || !run.isOn() || ask === undefined) return;
    this.#organisationAsked = true;
    const answer = await guarded(world, () => ask(run.signal));
    if (!answer.ok || answer.value === null) return;
    try {
      await writeOrganisationName(mirror.database, identity.id, answer.value);
    } catch (error) {
      onBroken('organisation', error);
    }
  }
}
