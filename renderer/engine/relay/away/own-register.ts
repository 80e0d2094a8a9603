/**
 * The register that an author's Isthmus writes in the direct channel with one relay, from one claim to the next: what it says, and since when. It
 * says with each writing what the user wants at that moment, and since when something of theirs may wait.
 */
import {
  type AuthorNote,
  type AuthorRegistersCapability,
  type FoundRegisters,
  mostWishes,
  type RelayNote,
  type WishForLink,
} from '../../../connectors/author-registers.ts';
import { type ConversationId, isRefusal, type MessageId, type Service } from '../../../model/index.ts';
import { firstClaimOf, isOver, isSaidIn, type WishesOfAuthor } from './decide-author.ts';
import type { TimePassed } from './time-passed.ts';
import { type AwayTimes, renewedAfter } from './times.ts';

export interface OwnRegisterOptions {
  readonly registers: Pick<AuthorRegistersCapability, 'create' | 'read' | 'write'>;
  readonly times: AwayTimes;
  readonly passed: Pick<TimePassed, 'atMost'>;
  /** Whether the user has paused carrying. Then the relay must not carry either. */
  readonly isPaused: () => boolean;
  /** What the user chose for single links, in a fixed order. */
  readonly wishes: () => readonly WishForLink[];
  /** When the oldest of the user's messages was written that waits to be carried, ms on its service's clock; null: none waits. */
  readonly oldestWaiting: () => Promise<number | null>;
}

/**
 * `unknown`: it did not exist, and no answer came, so it may exist now; `gone`: somebody has deleted it; `refused`: the server does not let the
 * user write it.
 */
export type RegisterWritten = 'written' | 'failed' | 'unknown' | 'gone' | 'refused';

export class OwnRegister {
  #note: AuthorNote;
  #id: MessageId | null;
  /** The services whose mirror has not caught up since the claim began: more may wait there than is known. */
  readonly #behind = new Set<Service>(['mattermost', 'teams']);
  /** Since when something may have waited before the claim began (`AuthorNote.waitsSince`). */
  readonly #waitedSince: number | null;
  /** When the last successful writing began, by `TimePassed.atMost`. */
  #begun = -Infinity;
  #isEnding = false;

  /** `found`: what stands in `place`; `beat`: anything that no earlier beat is likely to have been. */
  constructor(
    private readonly options: OwnRegisterOptions,
    private readonly place: ConversationId,
    found: FoundRegisters,
    beat: number,
  ) {
    this.#id = found.author?.id ?? null;
    this.#note = firstClaimOf(found, beat, options.times);
    this.#waitedSince = this.#note.waitsSince;
  }

  /** What was written last, or is to be. */
  get note(): AuthorNote {
    return this.#note;
  }

  /** Until when whoever wrote it may trust it, by `TimePassed.atMost`. */
  get trustedUntil(): number {
    return this.#begun + this.#note.lasts * this.options.times.trusted;
  }

  /** Whether it has to be written again, because it was last written too long ago. */
  get isDue(): boolean {
    return this.options.passed.atMost - this.#begun >= this.#note.lasts * renewedAfter;
  }

  /** Whether it says what the user wants now. */
  get saysWishes(): boolean {
    return isSaidIn(this.#note, this.#wishes());
  }

  /** Whether the relay carries no more for its users, so that the last writing says that it must not. */
  get isEnding(): boolean {
    return this.#isEnding;
  }

  /** The relay's register says this; null: it is gone. */
  relaySays(note: RelayNote | null): void {
    this.#isEnding = note !== null && isOver(note);
  }

  /** The mirror of a service has caught up. */
  caughtUp(service: Service): void {
    this.#behind.delete(service);
  }

  /** What the next writing says of the turns of the lease. */
  say(turn: Partial<Pick<AuthorNote, 'epoch' | 'wants'>>): void {
    this.#note = { ...this.#note, ...turn };
  }

  /** Writes it with the next beat. Rejects if the database refuses to say what waits. */
  async write(signal: AbortSignal): Promise<RegisterWritten> {
    const { passed, registers } = this.options;
    const waitsSince = await this.#waitsSince();
    this.#note = { ...this.#note, beat: this.#note.beat + 1, waitsSince, ...this.#wishes() };
    const begun = passed.atMost;
    if (this.#id === null) {
      // Where the server lets nobody change it, this is what it says for ever.
      this.#note = { ...this.#note, ...mayNotBeTaken };
      const made = await registers.create(this.place, this.#note, '', signal);
      if (!made.ok) return isRefusal(made.failure) ? 'refused' : 'unknown';
      this.#id = made.value;
    } else {
      const written = await registers.write(this.#id, this.#note, signal);
      if (!written.ok && written.failure.kind === 'not-found') return 'gone';
      if (!written.ok) return isRefusal(written.failure) ? 'refused' : 'failed';
    }
    this.#begun = begun;
    return 'written';
  }

  /** Whether the server shows that the relay must not take the author. */
  async forbidsTaking(signal: AbortSignal): Promise<boolean> {
    if (this.#id === null) return false;
    const read = await this.options.registers.read(this.#id, signal);
    return read.ok && read.value?.note.kind === 'author' && !read.value.note.mayBeTaken;
  }

  #wishes(): WishesOfAuthor {
    if (this.#isEnding) return mayNotBeTaken;
    const wishes = this.options.wishes();
    return wishes.length > mostWishes ? mayNotBeTaken : { mayBeTaken: !this.options.isPaused(), wishes };
  }

  async #waitsSince(): Promise<number | null> {
    const oldest = await this.options.oldestWaiting();
    if (this.#behind.size === 0 || this.#waitedSince === null) return oldest;
    return Math.min(oldest ?? Infinity, this.#waitedSince);
  }
}

const mayNotBeTaken: WishesOfAuthor = { mayBeTaken: false, wishes: [] };
