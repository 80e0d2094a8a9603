/**
 * Keeps the links. It looks when a fact changed on which links depend, and at intervals, because a service does not tell when rights
 * change. Each look writes the rows for the bridge. Between two looks it carries out what the user wants of links.
 */
import {
  caughtEvent,
  type CarryChoice,
  type PersonId,
  type Service,
  type ServiceFailure,
} from '../../../model/index.ts';
import {
  endIntents,
  type LinkIntent,
  type LinkIntentFailure,
  type LinkRow,
  readLinkIntents,
  readLinkPostIds,
  refuseLinkIntent,
} from '../../../store/index.ts';
import { Errand } from '../../errand.ts';
import { claimTeamsUser, isClaimRefusedAfter } from './claim.ts';
import { type LinkDesk, lookEvery, waitAfter } from './desk.ts';
import { type LinkFacts, readFacts } from './facts.ts';
import { carryOutLinkIntent } from './intents.ts';
import { Pins } from './pins.ts';
import { readRelayProfiles } from './relay-profiles.ts';
import { linksOf } from './standing.ts';
import { writeLinks } from './write-links.ts';

export interface LinkKeeperOptions extends LinkDesk, Pick<LinkFacts, 'troubleWith'> {
  /** Links came or went, or have another state; the database has them. */
  readonly onChanged: () => Promise<void>;
}

/** Changes come in bursts: how long to wait for the rest of one, ms. */
const settle = 500;
/** The pause between two channels whose pinned posts are read; nobody waits for them, ms. */
const pinsPause = 250;
const atOnce = 100;

type Look =
  /** The links, and the facts from which they follow. */
  | { readonly kind: 'seen'; readonly facts: LinkFacts; readonly links: readonly LinkRow[] }
  | { readonly kind: 'unseen' };

export class LinkKeeper {
  readonly #look: Errand;
  readonly #readPins: Errand;
  readonly #pins: Pins;
  readonly #current = new Set<Service>();
  readonly #tried = new Set<number>();
  readonly #relaysAsked = new Set<PersonId>();
  #abort: AbortController | null = null;
  #cancelBeat: (() => void) | null = null;
  #choices: readonly CarryChoice[] | null = null;
  #choicesStale = true;
  #postsStale = true;
  #isClaimRefused = false;
  #failures = 0;

  constructor(private readonly options: LinkKeeperOptions) {
    const { world } = options;
    this.#look = new Errand(world, settle, () => this.#safely(() => this.#lookAndAct(), this.#look));
    this.#readPins = new Errand(world, pinsPause, () => this.#safely(() => this.#readPin(), this.#readPins));
    this.#pins = new Pins(options);
  }

  /** Begins when both mirrors are current. Before that, a missing fact may only not have been read yet. */
  start(): void {
    if (this.#abort !== null) return;
    this.#abort = new AbortController();
    this.#beat();
  }

  /** Ends what is under way and asks nothing more. */
  async stop(): Promise<void> {
    this.#abort?.abort();
    this.#abort = null;
    this.#cancelBeat?.();
    this.#current.clear();
    this.#look.cancel();
    this.#readPins.cancel();
    await Promise.all([this.#look.idle(), this.#readPins.idle()]);
  }

  /** The mirror of this service has caught up since the start. */
  becameCurrent(service: Service): void {
    if (this.#abort === null || this.#current.has(service)) return;
    this.#current.add(service);
    this.touched();
  }

  /** Link posts, conversations or claims changed in the mirror. */
  touched(): void {
    if (!this.#ready) return;
    this.#pins.lookAgain();
    this.#look.want();
    this.#readPins.want();
  }

  /** The user may have chosen anew on another computer. */
  choicesStale(): void {
    this.#choicesStale = true;
    if (this.#ready) this.#look.want();
  }

  /** What the user wants of links now, from the intents. An intent that was tried already is tried again when its time comes. */
  intended(intents: readonly LinkIntent[]): void {
    const fresh = intents.some(
      ({ id, failure }) => id !== undefined && failure === null && !this.#tried.has(id),
    );
    if (fresh && this.#ready) this.#look.want(0);
  }

  get #ready(): boolean {
    return this.#abort !== null && this.#current.size === 2;
  }

  #beat(): void {
    const { world, rights } = this.options;
    rights.expire();
    this.#choicesStale = true;
    this.#postsStale = true;
    if (this.#ready) this.#look.want();
    this.#cancelBeat = world.after(lookEvery, () => this.#beat());
  }

  /** An errand must not reject. What the database refuses, and what a defect in the code breaks, is tried again later. */
  async #safely(work: () => Promise<void>, errand: Errand): Promise<void> {
    try {
      await work();
    } catch (error) {
      if (this.#abort === null) return;
      this.options.world.log(caughtEvent('link-keeper', error));
      errand.want(60_000);
    }
  }

  async #lookAndAct(): Promise<void> {
    const signal = this.#signal();
    if (signal === null) return;
    const failures = this.#failures;
    let look = await this.#see(signal);
    const waiting = new Set<string>();
    while (look.kind === 'seen') {
      const carriedOut = await this.#carryOutNext(look.facts, waiting, signal);
      if (carriedOut === null) break;
      look = await this.#see(signal);
      // Only now is the intent removed, which the page shows. If the engine dies before that, the intent is done already, and is done
      // again.
      if (look.kind === 'seen') await endIntents(this.options.database, [{ id: carriedOut }]);
    }
    if (look.kind === 'seen') {
      // Nobody is the relay on the other side: a claim would say that it carries for a person.
      if (this.options.relay.kind !== 'relay') await this.#claim(look.facts, signal);
      this.#meet(await this.#pins.pinAgain(look.facts, look.links, signal));
    }
    if (this.#failures === failures) this.#failures = 0;
  }

  /** Says in the user's profile who they are. Links beside a relay tell if the server refuses that. */
  async #claim(facts: LinkFacts, signal: AbortSignal): Promise<void> {
    const failure = await claimTeamsUser(this.options, facts, signal);
    this.#meet(failure);
    const isRefused = isClaimRefusedAfter(this.#isClaimRefused, failure);
    if (isRefused !== this.#isClaimRefused) this.#look.want();
    this.#isClaimRefused = isRefused;
  }

  /** The signal, while both mirrors are current; null otherwise. */
  #signal(): AbortSignal | null {
    return this.#ready && this.#abort !== null ? this.#abort.signal : null;
  }

  /** Asks the services what is not known, and writes the links. */
  async #see(signal: AbortSignal): Promise<Look> {
    const { database, accounts, rights, onChanged } = this.options;
    this.#meet((await this.#askChoices(signal)) ?? (await this.#askPosts(signal)));
    // Without the user's own choices, messages might be carried that the user does not want carried.
    if (this.#choices === null || isAborted(signal)) return { kind: 'unseen' };
    const unread = await readRelayProfiles(this.options, this.#relaysAsked, signal);
    this.#meet(unread);
    if (unread !== null || isAborted(signal)) return { kind: 'unseen' };
    const known = {
      rights: rights.known,
      choices: this.#choices,
      relay: this.options.relay,
      isClaimRefused: this.#isClaimRefused,
      troubleWith: this.options.troubleWith,
    };
    const facts = await readFacts(database, accounts, known);
    if (facts === null) return { kind: 'unseen' };
    this.#meet(await this.#askRights(facts, signal));
    if (isAborted(signal)) return { kind: 'unseen' };
    const links = linksOf(facts);
    if (await writeLinks(database, links, facts.me)) await onChanged();
    return { kind: 'seen', facts, links };
  }

  async #askChoices(signal: AbortSignal): Promise<ServiceFailure | null> {
    if (!this.#choicesStale) return null;
    this.#choicesStale = false;
    const read = await this.options.memory.readChoices(signal);
    if (read.ok) this.#choices = read.value;
    else this.#choicesStale = true;
    return read.ok ? null : read.failure;
  }

  /** Reads the present form of all link posts. If one that is older than the mirror's depth was deleted, perhaps no event told it. */
  async #askPosts(signal: AbortSignal): Promise<ServiceFailure | null> {
    if (!this.#postsStale) return null;
    const { database, accounts, connector, store } = this.options;
    const ids = (await readLinkPostIds(database)).filter((id) => id.startsWith(`${accounts.mattermost}/`));
    for (let from = 0; from < ids.length; from += atOnce) {
      const answer = await connector.refresh(ids.slice(from, from + atOnce), signal);
      if (!answer.ok) return answer.failure;
      await store(answer.value);
    }
    this.#postsStale = false;
    return null;
  }

  async #askRights(facts: LinkFacts, signal: AbortSignal): Promise<ServiceFailure | null> {
    const here = new Set(facts.conversations.map(({ id }) => id));
    for (const { conversationId, authorId } of facts.posts) {
      if (authorId === null || !here.has(conversationId)) continue;
      const failure = await this.options.rights.lookUp(conversationId, authorId, signal);
      if (failure !== null) return failure;
    }
    return null;
  }

  /**
   * Carries out what the user wants, in order, up to the first intent that is done: what it changed counts for the next. An intent that has
   * to wait holds up only its own conversation. Returns the id of the one that was done, which is to be removed; null if none is left.
   */
  async #carryOutNext(facts: LinkFacts, waiting: Set<string>, signal: AbortSignal): Promise<number | null> {
    for (const row of await readLinkIntents(this.options.database)) {
      if (row.failure !== null || waiting.has(row.conversationId)) continue;
      if (row.accountId !== facts.accounts.mattermost || signal.aborted) continue;
      const { id } = row;
      if (id === undefined) continue;
      this.#tried.add(id);
      const outcome = await carryOutLinkIntent(this.options, row, facts, signal);
      switch (outcome.kind) {
        case 'done':
          if (outcome.choices) this.#choices = outcome.choices;
          return id;
        case 'failed':
          await this.#refuse(id, outcome.failure);
          break;
        case 'later':
          waiting.add(row.conversationId);
          this.#meet(outcome.failure);
      }
    }
    return null;
  }

  /** Stores why it was not done. The row stays for the user to see. */
  async #refuse(id: number, failure: LinkIntentFailure): Promise<void> {
    // The user may have taken the intent back meanwhile; then it stays removed.
    await refuseLinkIntent(this.options.database, id, failure);
  }

  async #readPin(): Promise<void> {
    const signal = this.#signal();
    if (signal === null) return;
    const outcome = await this.#pins.readNext(signal);
    if (outcome === 'read') this.#readPins.want();
    else if (outcome !== null) this.#again(this.#readPins, outcome);
  }

  /** An intent that failed is tried again at the next look, which is set to that time. */
  #meet(failure: ServiceFailure | null): void {
    if (failure === null) return;
    this.#again(this.#look, failure);
  }

  #again(errand: Errand, failure: ServiceFailure): void {
    const { world } = this.options;
    const wait = waitAfter(failure, this.#failures, world.random());
    this.#failures += 1;
    if (wait !== null && this.#abort !== null) errand.want(wait);
  }
}

/** Asked anew after each wait. */
const isAborted = (signal: AbortSignal): boolean => signal.aborted;
