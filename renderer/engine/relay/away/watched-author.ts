/** What a relay knows of one connected author, and what it does for them: take, renew, give back. Only one of these runs at a time. */
import type {
  AuthorNote,
  AuthorRegistersCapability,
  Register,
  RelayNote,
} from '../../../connectors/author-registers.ts';
import type { World } from '../../../connectors/world.ts';
import { caughtEvent, type ConversationId, type MessageId, type PersonId } from '../../../model/index.ts';
import type { AwayBridge, CarriedFrom } from '../../bridge/away.ts';
import type { Observe } from '../../observing/observation.ts';
import { leftWaitingSince } from './decide-author.ts';
import { decideTaken, decideWatched } from './decide-relay.ts';
import { Pause } from './pause.ts';
import { heardAgain, shownBy, type Silence, silentFor } from './silence.ts';
import type { TimePassed } from './time-passed.ts';
import { type AwayTimes, renewedAfter } from './times.ts';

/** Somebody who has connected. */
export interface ConnectedAuthor {
  /** On Mattermost. */
  readonly id: PersonId;
  /** In Teams. */
  readonly teams: PersonId;
}

export interface WatchingOptions {
  readonly world: Pick<World, 'now' | 'after' | 'random' | 'log'>;
  readonly registers: AuthorRegistersCapability;
  readonly times: AwayTimes;
  /** How long an author may be silent, ms. Null: this relay carries for nobody who has connected, and says so where an earlier one did. */
  readonly grace: number | null;
  /** What stands in the relay's post for people who read the channel in Mattermost's own app. */
  readonly sentence: string;
  /** The bot. */
  readonly me: PersonId;
  /** Whether this relay is the one that carries. */
  readonly isActive: () => boolean;
  /** The direct channel with an author, which is made where there is none; null: it could not be found or made now. */
  readonly placeWith: (author: PersonId, signal: AbortSignal) => Promise<ConversationId | null>;
  readonly bridge: Pick<AwayBridge, 'authorTaken' | 'authorReturns'>;
  readonly observe?: Observe | undefined;
}

type Phase =
  /** The registers have not been read since this relay became the one that carries. */
  | { readonly kind: 'unknown' }
  | { readonly kind: 'watching' }
  /** `seen`: what the author's register showed when they were taken. */
  | { readonly kind: 'settling' | 'joining' | 'held'; readonly seen: string }
  /** The relay's register has to say that the author is not taken, before anything else, but not before this time (`TimePassed.atLeast`). */
  | { readonly kind: 'returning'; readonly notBefore: number };

/** When a question to the bridge that was refused is asked again, ms. */
const joinedAgain = 30_000;

/** How an author stands, for people who watch the relay. */
export const awayStandings = ['never-silent', 'present', 'silent', 'taken'] as const;
export type AwayStanding = (typeof awayStandings)[number];

export class WatchedAuthor {
  #phase: Phase = { kind: 'unknown' };
  #silence: Silence | null = null;
  #author: Register<AuthorNote> | null = null;
  #own: { readonly id: MessageId; readonly note: RelayNote } | null = null;
  /** When the last successful writing of the own register began, by `TimePassed.atMost`. */
  #begun = -Infinity;
  #isBusy = false;
  /** Raised when this relay is no longer the one that carries. What runs from before must not change anything afterwards. */
  #turn = 0;
  #soughtAt = -Infinity;
  /** A writing without an answer may still arrive until then, by `TimePassed.atLeast`, and say that the author is not taken. */
  #unsureUntil = -Infinity;
  /** How often the registers were looked for in vain, one time after the other. */
  #vainly = 0;
  #place: ConversationId | null = null;

  constructor(
    readonly who: ConnectedAuthor,
    private readonly options: WatchingOptions,
    private readonly passed: TimePassed,
  ) {}

  /** Whether the relay may carry for this author now. */
  get mayCarry(): boolean {
    return this.#phase.kind === 'held' && this.#isTrusted();
  }

  /** Since when the author wants to be carried for over this link (`linkKeyOf`), as their register says; null: not at all, or not known. */
  wantedSince(link: string): CarriedFrom | null {
    if (this.#author === null) return null;
    const wish = this.#author.note.wishes.find((one) => one.link === link);
    return wish === undefined ? { mattermost: 0, teams: 0 } : wish.since;
  }

  get standing(): AwayStanding {
    if (this.#phase.kind === 'held') return 'taken';
    if (this.#author === null) return 'never-silent';
    return silentFor(this.#silence) > this.#author.note.lasts ? 'silent' : 'present';
  }

  /** The author's register, to be read; null while none is known. */
  get register(): MessageId | null {
    return this.#author?.id ?? null;
  }

  /** The direct channel with the author; null while it is not known. */
  get place(): ConversationId | null {
    return this.#place;
  }

  /** When the registers were looked for last, by `TimePassed.atLeast`. */
  get soughtAt(): number {
    return this.#soughtAt;
  }

  /** The registers are to be looked for in the next round. */
  seekSoon(): void {
    this.#soughtAt = -Infinity;
  }

  /** How long after the last time they are looked for again while they are not known, ms: longer each time, at most `longest`. */
  seekAfter(first: number, longest: number): number {
    return this.#vainly === 0 ? 0 : Math.min(longest, first * 2 ** this.#vainly);
  }

  get isUnknown(): boolean {
    return this.#phase.kind === 'unknown';
  }

  /** Whether the register is read often, because somebody may come back at any moment. */
  get isTaken(): boolean {
    return this.#phase.kind === 'settling' || this.#phase.kind === 'joining' || this.#phase.kind === 'held';
  }

  #isTrusted(): boolean {
    const { times, isActive } = this.options;
    return isActive() && this.passed.atMost < this.#begun + times.relayLasts * times.trusted;
  }

  /** This relay is not the one that carries, or not any more. All of it begins anew. */
  forget(): void {
    const { kind } = this.#phase;
    this.#turn += 1;
    this.#phase = { kind: 'unknown' };
    if (kind === 'joining' || kind === 'held') void this.#return(kind === 'held');
    this.#silence = null;
    this.#soughtAt = -Infinity;
    this.#vainly = 0;
  }

  /** Looks for both registers, and makes the relay's. */
  async seek(signal: AbortSignal): Promise<void> {
    await this.#alone(async () => {
      const { registers, placeWith, me, world, grace, times, sentence } = this.options;
      const turn = this.#turn;
      this.#soughtAt = this.passed.atLeast;
      this.#vainly += 1;
      const place = await placeWith(this.who.id, signal);
      this.#place = place;
      if (place === null) return;
      const found = await registers.find(place, { author: this.who.id, relay: me }, signal);
      // The next turn goes on from there.
      if (!found.ok && found.failure.kind === 'stands-still') this.#vainly = 1;
      if (!found.ok || turn !== this.#turn) return;
      this.#author = found.value.author;
      if (this.#phase.kind !== 'unknown') {
        this.#vainly = 0;
        return;
      }
      const beat = Math.floor(world.random() * 2 ** 40);
      const epoch = found.value.relay?.note.epoch ?? found.value.author?.note.epoch ?? 0;
      const note = { kind: 'relay', epoch, beat, lasts: times.relayLasts, grace, taken: false } as const;
      if (found.value.relay === null) {
        if (grace === null) {
          this.#vainly = 0;
          this.#phase = { kind: 'watching' };
          return;
        }
        const made = await registers.create(place, note, sentence, signal);
        if (!made.ok || turn !== this.#turn) return;
        this.#own = { id: made.value, note };
        this.#vainly = 0;
        this.#phase = { kind: 'watching' };
        return;
      }
      const { id, note: before } = found.value.relay;
      this.#own = { id, note };
      this.#vainly = 0;
      // An earlier life of the relay may have taken the author, and its last requests may still be under way; or the policy is another one.
      const notBefore = before.taken ? this.passed.atLeast + times.margin : -Infinity;
      const isOld = before.taken || before.grace !== grace || before.lasts !== times.relayLasts;
      this.#phase = isOld ? { kind: 'returning', notBefore } : { kind: 'watching' };
    });
    if (this.#phase.kind === 'returning') await this.#clear(signal);
  }

  /** The author's register was read. Null: it is gone. `reading`: by `TimePassed.atLeast`. */
  async heard(
    register: Register<AuthorNote> | null,
    reading: { readonly began: number; readonly ended: number },
    signal: AbortSignal,
  ): Promise<void> {
    const phase = this.#phase;
    if (phase.kind === 'unknown') return;
    this.#author = register;
    this.#silence = register === null ? null : heardAgain(this.#silence, shownBy(register.note), reading);
    if (phase.kind === 'joining' || phase.kind === 'held') {
      if (decideTaken(register?.note ?? null, phase.seen).kind === 'give-back') await this.#giveBack(signal);
      return;
    }
    if (phase.kind !== 'watching' || register === null || this.#silence === null) return;
    const step = decideWatched(register.note, this.#silence, this.options.times);
    if (step.kind === 'take') {
      if (this.options.grace !== null && this.passed.atLeast >= this.#unsureUntil)
        await this.#alone(() => this.#take(register, signal));
    } else if (step.kind === 'say-free' && this.#own !== null) {
      this.#phase = { kind: 'returning', notBefore: -Infinity };
      await this.#clear(signal);
    }
  }

  /** Does what is due: writes the own register again, or tries again what failed. */
  async tend(signal: AbortSignal): Promise<void> {
    const { times } = this.options;
    if (this.#phase.kind === 'returning') return this.#clear(signal);
    if (this.#phase.kind !== 'joining' && this.#phase.kind !== 'held') return;
    if (!this.#isTrusted()) {
      // Not waited for: what is under way for one author may take long.
      void this.#giveBack(signal);
      return;
    }
    if (this.passed.atMost - this.#begun < times.relayLasts * renewedAfter) return;
    const turn = this.#turn;
    await this.#alone(async () => {
      if (this.isTaken) await this.#write(true, turn, signal);
    });
  }

  async #take(register: Register<AuthorNote>, signal: AbortSignal): Promise<void> {
    const { times, world, registers } = this.options;
    const turn = this.#turn;
    const seen = shownBy(register.note);
    this.#phase = { kind: 'settling', seen };
    const isTaken = await this.#write(true, turn, signal);
    // Where no answer came it may be written all the same, and has to be taken back.
    if (turn !== this.#turn) return;
    if (isTaken) {
      const from = this.passed.atLeast;
      const pause = new Pause(world);
      while (this.passed.atLeast < from + times.settles && !signal.aborted)
        await pause.wait(Math.max(1_000, from + times.settles - this.passed.atLeast), signal);
    }
    const second = isTaken ? await registers.read(register.id, signal) : null;
    if (turn !== this.#turn || signal.aborted) return;
    const note = second?.ok === true ? (second.value?.note ?? null) : null;
    if (note?.kind !== 'author' || decideTaken(note, seen).kind === 'give-back' || !this.#isTrusted()) {
      this.#phase = { kind: 'returning', notBefore: -Infinity };
      return;
    }
    this.#phase = { kind: 'joining', seen };
    void this.#join(register, turn, signal);
  }

  /** Asks the bridge until it knows what was carried. Then the relay carries. */
  async #join(register: Register<AuthorNote>, turn: number, signal: AbortSignal): Promise<void> {
    const { bridge, world, observe, times } = this.options;
    const from = leftWaitingSince(register, times);
    const goesOn = (): boolean => turn === this.#turn && this.#phase.kind === 'joining' && !signal.aborted;
    while (goesOn()) {
      const phase = this.#phase;
      try {
        await bridge.authorTaken(this.who.id, { mattermost: from, teams: from });
        if (!goesOn() || this.#phase !== phase || phase.kind !== 'joining') return;
        this.#phase = { kind: 'held', seen: phase.seen };
        observe?.({ kind: 'author-taken' });
        return;
      } catch (error) {
        world.log(caughtEvent('author-taken', error));
        await new Pause(world).wait(joinedAgain, signal);
      }
    }
  }

  async #giveBack(signal: AbortSignal): Promise<void> {
    const wasHeld = this.#phase.kind === 'held';
    // From here on the relay begins nothing for this author, because `mayCarry` is false. What is under way ends before anybody is told.
    this.#phase = { kind: 'returning', notBefore: Infinity };
    this.#silence = null;
    const turn = this.#turn;
    await this.#return(wasHeld);
    if (turn !== this.#turn) return;
    this.#phase = { kind: 'returning', notBefore: -Infinity };
    await this.#clear(signal);
  }

  async #return(wasHeld: boolean): Promise<void> {
    const { bridge, world, observe } = this.options;
    try {
      await bridge.authorReturns(this.who.id);
    } catch (error) {
      world.log(caughtEvent('author-returns', error));
    }
    if (wasHeld) observe?.({ kind: 'author-returned' });
  }

  /** Says that the author is not taken. Until that is written, nothing else is done for them. */
  async #clear(signal: AbortSignal): Promise<void> {
    const turn = this.#turn;
    await this.#alone(async () => {
      if (this.#phase.kind !== 'returning' || this.passed.atLeast < this.#phase.notBefore) return;
      if (!(await this.#write(false, turn, signal)) || turn !== this.#turn) return;
      this.#phase = { kind: 'watching' };
    });
  }

  async #write(taken: boolean, turn: number, signal: AbortSignal): Promise<boolean> {
    const { registers, grace, times } = this.options;
    if (this.#own === null || turn !== this.#turn) return false;
    const epoch = Math.max(this.#own.note.epoch, this.#author?.note.epoch ?? 0);
    const beat = this.#own.note.beat + 1;
    const note = { kind: 'relay', epoch, beat, lasts: times.relayLasts, grace, taken } as const;
    this.#own = { ...this.#own, note };
    const begun = this.passed.atMost;
    const written = await registers.write(this.#own.id, note, signal);
    if (turn !== this.#turn) return false;
    if (written.ok) this.#begun = begun;
    else if (written.failure.kind === 'not-found') this.forget();
    else this.#unsureUntil = this.passed.atLeast + times.margin;
    return written.ok;
  }

  /** Runs this unless something else runs for this author already. */
  async #alone(work: () => Promise<void>): Promise<void> {
    if (this.#isBusy) return;
    this.#isBusy = true;
    try {
      await work();
    } finally {
      this.#isBusy = false;
    }
  }
}
