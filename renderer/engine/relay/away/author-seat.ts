/**
 * The author's side of the lease with one relay: it says all the time that the author's Isthmus is there, and carries only as long as the relay
 * must believe so. When it comes back, it waits until the relay has given the author back, or has been silent for as long as its lease lasts.
 */
import type {
  AuthorRegistersCapability,
  FoundRegisters,
  RelayNote,
} from '../../../connectors/author-registers.ts';
import type { World } from '../../../connectors/world.ts';
import {
  caughtEvent,
  type ConversationId,
  type MessageId,
  type PersonId,
  type Service,
} from '../../../model/index.ts';
import { decideClaim, isAgreedUpon, isNotTaken } from './decide-author.ts';
import type { HoldTrouble } from '../../../store/index.ts';
import { OwnRegister, type OwnRegisterOptions, type RegisterWritten } from './own-register.ts';
import { Pause } from './pause.ts';
import { heardAgain, shownBy, type Silence } from './silence.ts';
import { TimePassed } from './time-passed.ts';
import { renewedAfter } from './times.ts';

export interface AuthorSeatOptions extends Pick<
  OwnRegisterOptions,
  'times' | 'isPaused' | 'wishes' | 'oldestWaiting'
> {
  readonly world: Pick<World, 'now' | 'after' | 'random' | 'log'>;
  readonly registers: AuthorRegistersCapability;
  readonly relay: PersonId;
  /** The user; null while that is not known. */
  readonly me: () => Promise<PersonId | null>;
  /** The direct channel of both; null if the user's mirror has none. */
  readonly place: (me: PersonId) => Promise<ConversationId | null>;
  /** Whether this computer is the one of the user's computers that carries. Only that one writes the register. */
  readonly holdsLease: () => boolean;
  /** See AwayBridge. */
  readonly relayMayHaveCarried: () => Promise<void>;
  /** Called when the user's Isthmus may carry again. */
  readonly onMayCarry: () => void;
  /** `trouble` has changed. */
  readonly onTrouble: () => void;
}

type State =
  /** This computer is not the one that carries. */
  | { readonly kind: 'resting' }
  /** It is not known yet whether there is anything to agree upon, or whether the relay carries. */
  | { readonly kind: 'asking' }
  /** The relay carries for nobody who has connected, so nothing has to be agreed upon. */
  | { readonly kind: 'free' }
  /** Until then, by `TimePassed.atMost`. */
  | { readonly kind: 'holding'; readonly until: number };

/** When something that failed is tried again, and when the relay's register is read again by who waits for it, ms. */
const triedAgain = 20_000;
const readAgain = 5_000;
/** A direct channel of which was told may come into the mirror a while later: how often, and after how long, it is looked for again. */
const placeLooks = 5;
const placeLookedAgain = 60_000;
/** When a register that the server refused is tried again, ms; and when a relay that carries no more for its users is asked again. */
const refusedAgain = 3_600_000;
/** With each so many writings it is read whether the relay still carries for its users. */
const relayReadEach = 6;
/** Beats begin anywhere below this after each start, so that no reader takes a new beat for an old one. */
const highestFirstBeat = 2 ** 40;

export class AuthorSeat {
  #state: State = { kind: 'resting' };
  #abort = new AbortController();
  readonly #passed: TimePassed;
  readonly #pause: Pause;
  /** That of the present claim. */
  #own: OwnRegister | null = null;
  /** The direct channel where registers were last looked for. */
  #place: ConversationId | null = null;
  /** Until then no register is written, because the server refused that, by `TimePassed.atLeast`. */
  #barredUntil = -Infinity;
  #trouble: HoldTrouble | null = null;

  constructor(private readonly options: AuthorSeatOptions) {
    this.#passed = new TimePassed(options.world);
    this.#pause = new Pause(options.world);
  }

  /** How long until the user's Isthmus may carry, ms; 0: now; null: not known. */
  untilMayCarry(): number | null {
    if (!this.options.holdsLease()) return null;
    // The lease may have seemed to be lost, where only the clock was wrong for a moment.
    if (this.#state.kind === 'resting') this.leaseHeld();
    const state = this.#state;
    if (state.kind === 'free') return 0;
    return state.kind === 'holding' && this.#passed.atMost < state.until ? 0 : null;
  }

  /** This computer has become the one that carries. It begins anew, because another one may have written since. */
  leaseHeld(): void {
    this.#begin(0);
  }

  /** A register was written in a direct channel. Of another one than that with this relay it says nothing. */
  registerWritten(place: ConversationId): void {
    if (this.#place !== null && this.#place !== place) return;
    if (this.#state.kind === 'free') return this.#begin(placeLooks);
    if (this.#state.kind === 'asking') this.#pause.hurry();
  }

  /** The mirror of a service has caught up. */
  caughtUp(service: Service): void {
    this.#own?.caughtUp(service);
  }

  /** What the user wants may have changed. The relay is told at once. */
  look(): void {
    if (this.#state.kind === 'holding' && this.#own?.saysWishes === false) this.#pause.hurry();
  }

  /** Why the user's Isthmus does not carry; null: it does, or will soon. */
  get trouble(): HoldTrouble | null {
    return this.#trouble;
  }

  #say(trouble: HoldTrouble | null): void {
    if (trouble === this.#trouble) return;
    this.#trouble = trouble;
    this.options.onTrouble();
  }

  stop(): void {
    this.#abort.abort();
    this.#passed.stop();
    this.#state = { kind: 'resting' };
  }

  #begin(looks: number): void {
    this.stop();
    this.#abort = new AbortController();
    const { signal } = this.#abort;
    const { world } = this.options;
    this.#state = { kind: 'asking' };
    void this.#live(looks, signal).catch((error: unknown) => {
      world.log(caughtEvent('author-seat', error));
      // As when the database refuses once. Without another run the user's Isthmus would not carry until the next start.
      world.after(triedAgain, () => {
        if (!signal.aborted) this.#begin(looks);
      });
    });
  }

  /** Whether this run goes on; else it has given up whatever it held. */
  #goesOn(signal: AbortSignal): boolean {
    if (signal.aborted) return false;
    if (this.options.holdsLease()) return true;
    this.stop();
    // Whoever carries now says what is in their way.
    this.#say(null);
    return false;
  }

  async #live(looks: number, signal: AbortSignal): Promise<void> {
    let left = looks;
    let silence: Silence | null = null;
    /** A register may be read as it was some seconds before, so that there is nothing to agree upon is read twice. */
    let isSure = false;
    while (this.#goesOn(signal)) {
      const began = this.#passed.atLeast;
      const found = await this.#find(signal);
      if (!this.#goesOn(signal)) return;
      if (found === 'failed' || found === 'too-long') {
        if (found === 'too-long' && this.#state.kind !== 'free') this.#say('register-far');
        await this.#pause.wait(triedAgain, signal);
      } else if (!isAgreedUpon(found)) {
        if (found.relay !== null && !isSure) {
          this.#passed.start();
          isSure = true;
          await this.#waitOut(this.options.times.settles, signal);
          continue;
        }
        this.#beFree();
        if (found.relay !== null) await this.#pause.wait(refusedAgain, signal);
        else if (left === 0) return;
        else {
          left -= 1;
          await this.#pause.wait(placeLookedAgain, signal);
        }
      } else {
        isSure = false;
        // From the first writing on, the relay may believe that the author is silent.
        this.#state = { kind: 'asking' };
        this.#passed.start();
        silence = heardAgain(silence, shownBy(found.relay?.note ?? null), {
          began,
          ended: this.#passed.atLeast,
        });
        if (this.#passed.atLeast < this.#barredUntil) {
          await this.#goWithout(found, silence, signal);
          continue;
        }
        const end = await this.#agree(found, signal);
        if (signal.aborted) return;
        this.#state = { kind: 'asking' };
        if (end === 'refused') {
          this.#barredUntil = this.#passed.atLeast + refusedAgain;
          // What it was when it was refused may be read some seconds later.
          await this.#pause.wait(triedAgain, signal);
        }
      }
    }
  }

  #beFree(): void {
    this.#state = { kind: 'free' };
    this.#say(null);
    this.options.onMayCarry();
  }

  /**
   * The server lets the user write no register. A relay never takes an author who has none, or whose register says that they must not be taken; so
   * their Isthmus may carry, unless the relay still holds them from before. One that says otherwise, and cannot be changed, is deleted.
   */
  async #goWithout(found: FoundRegisters, silence: Silence, signal: AbortSignal): Promise<void> {
    const { registers, times } = this.options;
    if (found.author?.note.mayBeTaken === true) {
      const removed = await registers.remove(found.author.id, signal);
      if (!this.#goesOn(signal)) return;
      // The relay takes who is silent, so their own Isthmus may not carry beside it.
      if (!removed.ok && removed.failure.kind !== 'not-found') this.#say('register-refused');
      return this.#pause.wait(triedAgain, signal);
    }
    const isKnown = isNotTaken(found, silence, times) && (await this.#askForCarried());
    if (!this.#goesOn(signal)) return;
    if (isKnown) this.#beFree();
    await this.#pause.wait(isKnown ? this.#barredUntil - this.#passed.atLeast : triedAgain, signal);
  }

  async #find(signal: AbortSignal): Promise<FoundRegisters | 'failed' | 'too-long'> {
    const { registers, relay, me, place } = this.options;
    const author = await me();
    if (author === null) return 'failed';
    const where = await place(author);
    if (where === null) return { author: null, relay: null };
    this.#place = where;
    const found = await registers.find(where, { author, relay }, signal);
    if (found.ok) return found.value;
    return found.failure.kind === 'stands-still' ? 'too-long' : 'failed';
  }

  /** Claims and holds, again and again. Resolves when the registers have to be looked for anew, or the server refused a first one. */
  async #agree(found: FoundRegisters, signal: AbortSignal): Promise<'gone' | 'refused'> {
    const { world } = this.options;
    if (this.#place === null) return 'gone';
    const firstBeat = Math.floor(world.random() * highestFirstBeat);
    const own = new OwnRegister({ ...this.options, passed: this.#passed }, this.#place, found, firstBeat);
    this.#own = own;
    const relayId = found.relay?.id ?? null;
    while (this.#goesOn(signal)) {
      const claimed = await this.#claim(own, relayId, signal);
      if (claimed !== 'held') return claimed;
      const end = await this.#hold(own, relayId, signal);
      if (end !== 'run-out') return end;
      this.#state = { kind: 'asking' };
    }
    return 'gone';
  }

  /** Ends when this Isthmus may carry. `gone`: the registers are not what they were, or the run has ended. */
  async #claim(
    own: OwnRegister,
    relayId: MessageId | null,
    signal: AbortSignal,
  ): Promise<'held' | 'gone' | 'refused'> {
    const { times } = this.options;
    let silence: Silence | null = null;
    /** From when on the relay's register may be read, by `TimePassed.atLeast`; null: the own note has to be written first. */
    let readFrom: number | null = null;
    for (; this.#goesOn(signal);) {
      if (readFrom === null || own.isDue) {
        const written = await this.#write(own, signal);
        if (written === 'gone' || written === 'refused') return written;
        if (written === 'failed') {
          await this.#pause.wait(triedAgain, signal);
          continue;
        }
        readFrom ??= this.#passed.atLeast + times.settles;
      }
      const wait = readFrom - this.#passed.atLeast;
      if (wait > 0) {
        await this.#pause.wait(wait, signal);
        continue;
      }
      const began = this.#passed.atLeast;
      const relay = await this.#readRelay(relayId, signal);
      if (!this.#goesOn(signal)) return 'gone';
      if (relay !== 'failed') {
        const ended = this.#passed.atLeast;
        silence = heardAgain(silence, shownBy(relay), { began, ended });
        const step = decideClaim(own.note, relay, silence, times);
        if (step.kind === 'hold') {
          const held = await this.#takeUp(own, signal);
          if (held !== 'failed') return held;
          // The own note may have been believed to be silent meanwhile, so the relay is asked again.
          readFrom = null;
        } else if (step.kind === 'ask') {
          own.say({ epoch: Math.max(own.note.epoch, relay?.epoch ?? 0) + 1, wants: true });
          readFrom = null;
          continue;
        }
      }
      await this.#pause.wait(readAgain, signal);
    }
    return 'gone';
  }

  /** What the relay has said; null: its register is gone. */
  async #readRelay(id: MessageId | null, signal: AbortSignal): Promise<RelayNote | null | 'failed'> {
    if (id === null) return null;
    const read = await this.options.registers.read(id, signal);
    if (!read.ok) return 'failed';
    return read.value?.note.kind === 'relay' ? read.value.note : null;
  }

  /** What this computer knows to be carried is to be asked for again. False if that could not be written down. */
  async #askForCarried(): Promise<boolean> {
    const { world, relayMayHaveCarried } = this.options;
    try {
      await relayMayHaveCarried();
      return true;
    } catch (error) {
      world.log(caughtEvent('relay-may-have-carried', error));
      return false;
    }
  }

  async #takeUp(own: OwnRegister, signal: AbortSignal): Promise<'held' | 'gone' | 'failed' | 'refused'> {
    // Also without having been asked for, the relay may have carried: it may have restarted since, and given back by itself.
    if (!(await this.#askForCarried())) return 'failed';
    if (!this.#goesOn(signal)) return 'failed';
    const isLate = (): boolean => this.#passed.atMost >= own.trustedUntil;
    if (isLate()) return 'failed';
    if (own.note.wants || !own.saysWishes) {
      own.say({ wants: false });
      const written = await this.#write(own, signal);
      if (written !== 'written') return written;
    }
    if (!this.#goesOn(signal) || isLate()) return 'failed';
    this.#state = { kind: 'holding', until: own.trustedUntil };
    this.#say(null);
    this.options.onMayCarry();
    return 'held';
  }

  /** Beats as long as it holds. `run-out`: the lease has to be claimed again; else the registers have to be looked for anew. */
  async #hold(
    own: OwnRegister,
    relayId: MessageId | null,
    signal: AbortSignal,
  ): Promise<'run-out' | 'gone' | 'refused'> {
    const { world, times } = this.options;
    let wait: number | null = null;
    for (let beats = 0; this.#goesOn(signal); beats += 1) {
      await this.#pause.wait(wait ?? own.note.lasts * renewedAfter * (0.8 + 0.4 * world.random()), signal);
      if (!this.#goesOn(signal) || this.#state.kind !== 'holding') return 'gone';
      const { until } = this.#state;
      if (beats % relayReadEach === 0) {
        const relay = await this.#readRelay(relayId, signal);
        if (relay !== 'failed') own.relaySays(relay);
        if (!this.#goesOn(signal)) return 'gone';
      }
      const written = await this.#write(own, signal);
      if (signal.aborted || written === 'gone') return 'gone';
      if (written === 'refused') return 'refused';
      if (this.#passed.atMost >= until) return 'run-out';
      wait = written === 'failed' ? triedAgain : null;
      if (written !== 'written') continue;
      this.#state = { kind: 'holding', until: own.trustedUntil };
      if (!own.isEnding) continue;
      // An earlier writing may still have been under way.
      await this.#waitOut(times.margin, signal);
      if (this.#goesOn(signal) && (await own.forbidsTaking(signal))) return 'gone';
    }
    return 'gone';
  }

  /** Waits for that long at least, also where something is to be looked at earlier. */
  async #waitOut(ms: number, signal: AbortSignal): Promise<void> {
    const from = this.#passed.atLeast;
    while (this.#passed.atLeast < from + ms && this.#goesOn(signal))
      await this.#pause.wait(Math.max(1_000, from + ms - this.#passed.atLeast), signal);
  }

  async #write(own: OwnRegister, signal: AbortSignal): Promise<Exclude<RegisterWritten, 'unknown'>> {
    const written = await own.write(signal);
    if (written !== 'unknown') return written;
    // It may be there although no answer came, so it is looked for again.
    await this.#pause.wait(triedAgain, signal);
    return 'gone';
  }
}
