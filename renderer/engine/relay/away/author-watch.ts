/**
 * The relay's side of all author leases: looks for the registers of those who have connected, reads them in batches, and keeps what it has taken.
 * The work of each round is bounded, however many authors there are.
 */
import { mostRegisters, type Register, type RegisterNote } from '../../../connectors/author-registers.ts';
import {
  caughtEvent,
  type ConversationId,
  type MessageId,
  type PersonId,
  type Service,
} from '../../../model/index.ts';
import type { LinkRow } from '../../../store/index.ts';
import type { AwayAuthors, CarriedFrom } from '../../bridge/away.ts';
import { linkKeyOf } from '../../bridge/links/link-id.ts';
import { TimePassed } from './time-passed.ts';
import {
  type AwayStanding,
  type ConnectedAuthor,
  WatchedAuthor,
  type WatchingOptions,
} from './watched-author.ts';

export interface AuthorWatchOptions extends WatchingOptions {
  /** Who has connected, as far as this relay knows. */
  readonly authors: () => Promise<readonly ConnectedAuthor[]>;
}

/** How many authors stand how. */
export type AuthorCounts = Readonly<Record<AwayStanding, number>>;

/** How often a round is made, ms: registers of taken authors are read in each. */
const roundEvery = 10_000;
/** Those of all others are read in each so many rounds. */
const othersEach = 6;
/** For how many authors the registers are looked for in one round, and how many own registers are written at a time. */
const soughtAtOnce = 10;
const writtenAtOnce = 10;
/** After how long a register of an author who had none is looked for again, by `TimePassed.atLeast`, ms. An event tells of it earlier. */
const soughtAgain = 3_600_000;
/** How often it is asked who has connected, in rounds. */
const authorsEach = 30;

export class AuthorWatch implements AwayAuthors {
  readonly #passed: TimePassed;
  readonly #watched = new Map<PersonId, WatchedAuthor>();
  readonly #byTeams = new Map<PersonId, WatchedAuthor>();
  #abort: AbortController | null = null;
  #cancel: (() => void) | null = null;
  #rounds = 0;
  #wasActive = false;

  constructor(private readonly options: AuthorWatchOptions) {
    this.#passed = new TimePassed(options.world);
  }

  mayCarryFor = (author: PersonId): boolean =>
    (this.#watched.get(author) ?? this.#byTeams.get(author))?.mayCarry ?? false;

  wantedSince = (author: PersonId, link: Pick<LinkRow, Service>): CarriedFrom | null =>
    (this.#watched.get(author) ?? this.#byTeams.get(author))?.wantedSince(linkKeyOf(link)) ?? null;

  get counts(): AuthorCounts {
    const counts = { 'never-silent': 0, present: 0, silent: 0, taken: 0 };
    for (const one of this.#watched.values()) counts[one.standing] += 1;
    return counts;
  }

  start(): void {
    if (this.#abort !== null) return;
    this.#abort = new AbortController();
    this.#passed.start();
    this.#next(this.#abort.signal);
  }

  /** Ends what is under way. What was taken is given back at the next start. */
  stop(): void {
    this.#abort?.abort();
    this.#abort = null;
    this.#cancel?.();
    this.#forget();
    this.#passed.stop();
  }

  /** A register was written in a direct channel: perhaps the first of an author. */
  registerWritten(place: ConversationId): void {
    for (const one of this.#watched.values())
      if (one.place === place && one.register === null) one.seekSoon();
  }

  #next(signal: AbortSignal): void {
    this.#cancel = this.options.world.after(roundEvery, () => {
      void this.#round(signal)
        .catch((error: unknown) => this.options.world.log(caughtEvent('author-watch', error)))
        .then(() => {
          if (!signal.aborted) this.#next(signal);
        });
    });
  }

  #forget(): void {
    this.#wasActive = false;
    for (const one of this.#watched.values()) one.forget();
  }

  async #round(signal: AbortSignal): Promise<void> {
    if (!this.options.isActive()) {
      if (this.#wasActive) this.#forget();
      return;
    }
    // Another relay may have been the one that carries: nothing of before counts, and silence begins anew.
    if (!this.#wasActive) this.#forget();
    this.#wasActive = true;
    if (this.#rounds % authorsEach === 0) await this.#know();
    const all = [...this.#watched.values()];
    const isForAll = this.#rounds % othersEach === 0;
    this.#rounds += 1;
    await this.#read(
      all.filter((one) => isForAll || one.isTaken),
      signal,
    );
    await inTurns(all, writtenAtOnce, (one) => one.tend(signal));
    await this.#seek(all, signal);
  }

  /** Learns who has connected. Whoever has not any more is given back, and left alone. */
  async #know(): Promise<void> {
    const authors = await this.options.authors();
    const present = new Map(authors.map((one) => [one.id, one]));
    for (const [id, one] of this.#watched) {
      if (present.get(id)?.teams === one.who.teams) continue;
      one.forget();
      this.#watched.delete(id);
      this.#byTeams.delete(one.who.teams);
    }
    for (const one of authors) {
      if (this.#watched.has(one.id)) continue;
      const watched = new WatchedAuthor(one, this.options, this.#passed);
      this.#watched.set(one.id, watched);
      this.#byTeams.set(one.teams, watched);
    }
  }

  async #read(wanted: readonly WatchedAuthor[], signal: AbortSignal): Promise<void> {
    const known = wanted.filter(({ register, isUnknown }) => register !== null && !isUnknown);
    for (let at = 0; at < known.length; at += mostRegisters) {
      const batch = known.slice(at, at + mostRegisters);
      const began = this.#passed.atLeast;
      const ids = batch.flatMap(({ register }) => register ?? []);
      const answer = await this.options.registers.readAll(ids, signal);
      if (signal.aborted) return;
      const isEmpty = !answer.ok && answer.failure.kind === 'not-found';
      if (!answer.ok && !isEmpty) continue;
      const reading = { began, ended: this.#passed.atLeast };
      const found = answer.ok ? answer.value : new Map<MessageId, Register<RegisterNote>>();
      // Not awaited: somebody who is being taken waits for some seconds, and the others must not.
      for (const one of batch) {
        const register = found.get(one.register ?? ('' as MessageId));
        const done = register ? one.heard(asAuthors(register), reading, signal) : this.#seekOne(one, signal);
        done.catch((error: unknown) => this.options.world.log(caughtEvent('author-heard', error)));
      }
    }
  }

  /** A register that is missing in an answer is asked for alone. Only if that says that it is gone, it is. */
  async #seekOne(one: WatchedAuthor, signal: AbortSignal): Promise<void> {
    const id = one.register;
    if (id === null) return;
    const began = this.#passed.atLeast;
    const read = await this.options.registers.read(id, signal);
    if (!read.ok || signal.aborted) return;
    const reading = { began, ended: this.#passed.atLeast };
    await one.heard(read.value && asAuthors(read.value), reading, signal);
  }

  async #seek(all: readonly WatchedAuthor[], signal: AbortSignal): Promise<void> {
    const now = this.#passed.atLeast;
    const isDue = (one: WatchedAuthor): boolean =>
      one.isUnknown
        ? now - one.soughtAt >= one.seekAfter(roundEvery, soughtAgain)
        : one.register === null && now - one.soughtAt >= soughtAgain;
    const due = all.filter(isDue).sort((one, other) => one.soughtAt - other.soughtAt);
    await inTurns(due.slice(0, soughtAtOnce), writtenAtOnce, (one) => one.seek(signal));
  }
}

const asAuthors = ({ note, ...rest }: Register<RegisterNote>) =>
  note.kind === 'author' ? { ...rest, note } : null;

/** Does it for all, some at a time. */
const inTurns = async <One>(
  all: readonly One[],
  atOnce: number,
  work: (one: One) => Promise<void>,
): Promise<void> => {
  for (let at = 0; at < all.length; at += atOnce) await Promise.all(all.slice(at, at + atOnce).map(work));
};
