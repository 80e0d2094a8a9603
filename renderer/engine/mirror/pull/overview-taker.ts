/**
 * Takes overviews of an account: teams, conversations and members as the service lists them. It stores them, and removes what has left for
 * good. Lists that were refused are asked for again, and so are lists that lacked something.
 */
import type { Connector, ListNotRead, Overview } from '../../../connectors/connector.ts';
import type { World } from '../../../connectors/world.ts';
import type { Change, ConversationId, PersonId, ServiceFailure } from '../../../model/index.ts';
import { Errand } from '../../errand.ts';
import { guarded } from '../guarded.ts';
import type { MirrorRun } from '../run.ts';
import {
  type AccountIdentity,
  writeWritingLimits,
  writeMe,
  writeOrganisationName,
} from '../store/account-row.ts';
import type { MirrorStore } from '../store/mirror-store.ts';
import { Departures, lookedAtAgain } from './departures.ts';
import {
  askAgainAfter,
  heldOf,
  participantsIn,
  withoutKnownMembers,
  withoutMembers,
} from './overview-parts.ts';

/** What has still to be read after an overview. */
export interface TakenOverview {
  /** Conversations whose members are not known. */
  readonly uncounted: readonly ConversationId[];
  /** One whose members are known, and are read again; null for none. */
  readonly again: ConversationId | null;
  /** Everybody who is in a chat of the overview. */
  readonly participants: readonly PersonId[];
}

export interface OverviewTakerOptions {
  readonly world: World;
  readonly mirror: Pick<MirrorStore, 'database'>;
  readonly connector: Pick<Connector, 'overview' | 'organisationName' | 'writing'>;
  readonly identity: Pick<AccountIdentity, 'id'>;
  readonly run: MirrorRun;
  /** Whether many desktops share the service's limits. */
  readonly isAmongMany: () => boolean;
  /** False when the database refused. */
  readonly store: (changes: readonly Change[]) => Promise<boolean>;
  /**
   * The overview, which lists these, is stored; conversations may have come or gone. If this rejects, it counts as refused by the database,
   * here and below.
   */
  readonly onStored: (listed: readonly ConversationId[]) => Promise<void>;
  /** The account can be served. */
  readonly onTaken: (taken: TakenOverview) => Promise<void>;
  readonly onFailed: (failure: ServiceFailure) => void;
  /** The database refused, or the code is wrong; `place` is its code in the log. */
  readonly onBroken: (place: string, error: unknown) => void;
  /** An overview was tried, with or without success. */
  readonly onEnd: () => void;
}

/** Changes of an account come in bursts: how long to wait for the rest of one, ms. */
const settle = 300;

/** Within how long the clients of an organisation ask when all of them hear of a change at once, each at a random time, ms. */
const spread = 10_000;

/** How long until an overview that could not be stored is taken again, ms. */
const notKeptAgain = 10_000;

export class OverviewTaker {
  readonly #errand: Errand;
  readonly #departures = new Departures();
  /** The lists that the last overview could not read, and how many overviews in a row were not complete. */
  #notRead: readonly ListNotRead[] = [];
  #notWhole = 0;
  #isTaken = false;
  #membersRead = false;
  #organisationAsked = false;
  #limitsKnown = false;

  constructor(private readonly options: OverviewTakerOptions) {
    this.#errand = new Errand(options.world, settle, () => this.#take());
  }

  /** Whether an overview has been stored since `restart`. */
  get isTaken(): boolean {
    return this.#isTaken;
  }

  /** The lists that the last one could not read. */
  get notRead(): readonly ListNotRead[] {
    return this.#notRead;
  }

  /** What was taken is out of date, because the mirror begins, or goes on after a pause. */
  restart(): void {
    this.#isTaken = false;
    this.#membersRead = false;
  }

  /** Asks for an overview, `after` ms from now. */
  want(after?: number): void {
    this.#errand.want(after);
  }

  /** Asks for an overview because of a change that the clients of many people hear of at the same time. */
  wantAmongMany(): void {
    this.want(settle + this.options.world.random() * spread);
  }

  /** The service says that this conversation does not exist: its lists are read again. */
  deny(id: ConversationId): void {
    this.#departures.deny(id);
    this.want();
  }

  cancel(): void {
    this.#errand.cancel();
  }

  /** Resolves when no overview is under way or asked for. */
  idle(): Promise<void> {
    return this.#errand.idle();
  }

  async #take(): Promise<void> {
    const { world, connector, run, onFailed, onEnd } = this.options;
    if (!run.isOn()) return;
    const { signal } = run;
    const answer = await guarded(world, () => connector.overview(signal));
    if (!answer.ok) onFailed(answer.failure);
    // No other request may ask again: while something is in the way, only a try does.
    else if (!(await this.#keep(answer.value, signal)) && run.isOn()) this.want(notKeptAgain);
    onEnd();
    if (!answer.ok) return;
    await this.#nameOrganisation();
    await this.#learnWritingLimits();
  }

  /** False when the database refused. */
  async #keep(overview: Overview, signal: AbortSignal): Promise<boolean> {
    const { mirror, identity, world, store, onStored, onTaken, onBroken } = this.options;
    const { database } = mirror;
    const { me, mayNotBegin, changes } = overview;
    try {
      await writeMe(database, identity.id, me, mayNotBegin);
      const held = await heldOf(database, identity.id);
      const gone = this.#departures.take(overview, held, world.now());
      if (!(await store([...changes, ...gone]))) return false;
      await onStored(overview.conversationIds);
      const members = await this.#uncountedIn(changes);
      // The mirror ended meanwhile. If it goes on later, it begins with an overview.
      if (signal.aborted) return true;
      this.#askAgain(overview);
      this.#membersRead = true;
      this.#isTaken = true;
      await onTaken({ ...members, participants: participantsIn(changes) });
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
   * The members of each channel cost a request. After the first overview all are read, later only those that the mirror does not know, and
   * chats. Where many desktops start at the same time, those that are known are left out, and one of them is read after each later overview.
   */
  async #uncountedIn(changes: readonly Change[]): Promise<Pick<TakenOverview, 'uncounted' | 'again'>> {
    const { mirror, world, isAmongMany } = this.options;
    const all = withoutMembers(changes);
    if (!this.#membersRead && !isAmongMany()) return { uncounted: all.map(({ id }) => id), again: null };
    const unknown = await withoutKnownMembers(mirror.database, all);
    const uncounted = unknown.map(({ id }) => id);
    if (!this.#membersRead || !isAmongMany()) return { uncounted, again: null };
    const known = all.filter(({ id }) => !uncounted.includes(id));
    return { uncounted, again: known[Math.floor(world.random() * known.length)]?.id ?? null };
  }

  /** Read once per start. The name only distinguishes accounts, so a failure here is no trouble of the account. */
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

  /** Read once per start, for people who write there. What could not be read is asked for after the next overview. */
  async #learnWritingLimits(): Promise<void> {
    const { connector, mirror, identity, run, onBroken } = this.options;
    const { fileLimits: ask, editableFor } = connector.writing ?? {};
    if (this.#limitsKnown || !run.isOn() || ask === undefined) return;
    const fileLimits = await ask(run.signal);
    if (fileLimits === null) return;
    this.#limitsKnown = true;
    try {
      await writeWritingLimits(mirror.database, identity.id, {
        fileLimits,
        editableFor: (await editableFor?.(run.signal)) ?? null,
      });
    } catch (error) {
      onBroken('writing-limits', error);
    }
  }
}
