/**
 * Keeps what is typed: 300 ms after the last key, and at once when the user leaves. Writes go one after the other, so that a draft which was
 * sent is not written again behind its sending.
 */
import { keyOfWritten, type CarryKey } from '../../../model/index.ts';
import {
  isQuotaExceeded,
  removeDraftText,
  sendDraft,
  writeDraft,
  type DraftPlace,
  type DraftRow,
  type PageWrites,
  type Unsent,
  type WrittenText,
} from '../../../store/index.ts';

/** How long after the last key (ms). */
export const keptAfter = 300;

export type DraftProblem = 'disk-full' | 'not-kept' | 'not-sent-disk-full' | 'not-sent';

/** The content of a box. */
export type Typed = Pick<DraftRow, 'document' | 'source' | 'edit'>;

export interface DraftKeeperOptions {
  readonly database: PageWrites;
  readonly place: DraftPlace;
  /** The key of the stored draft; null for a new one. */
  readonly key: CarryKey | null;
  /** The box's present content; null if it is empty. */
  readonly typed: () => Typed | null;
  /** This machine's clock, ms. */
  readonly now: () => number;
  /** Calls `work` after some ms; returns the function that cancels it. */
  readonly after: (ms: number, work: () => void) => () => void;
  readonly random: () => string;
  /** The reason why storing or sending fails; null when a write has worked again. */
  readonly tell: (problem: DraftProblem | null, error: unknown) => void;
}

export class DraftKeeper {
  readonly #options: DraftKeeperOptions;
  #key: CarryKey;
  #cancel: (() => void) | null = null;
  #last: Promise<unknown> = Promise.resolve();

  constructor(options: DraftKeeperOptions) {
    this.#options = options;
    this.#key = options.key ?? keyOfWritten(options.random());
  }

  /** The user typed. */
  changed(): void {
    this.#cancel?.();
    this.#cancel = this.#options.after(keptAfter, () => void this.flush());
  }

  /** Stores now what is not stored yet. Resolves when all writes so far have ended, also failed ones. */
  flush(): Promise<unknown> {
    if (this.#cancel !== null) {
      this.#cancel();
      this.#cancel = null;
      // Takes the content now, because the box may be gone at its turn.
      void this.keep(this.#options.typed());
    }
    return this.#last;
  }

  /** Stores `typed` in its turn, whatever the box contains then. Resolves to whether the disk took it. */
  keep(typed: Typed | null): Promise<boolean> {
    const { database, place, now } = this.#options;
    const row = typed && { ...place, key: this.#key, ...typed, at: now() };
    return this.#next(() => (row ? writeDraft(database, row) : removeDraftText(database, place)), 'not-kept');
  }

  /**
   * Wants a message to be sent in place of the draft, with the draft's files. Resolves to whether the disk took it; what is typed from now on
   * is another draft. `text` is waited for in its turn, so that neither a later message nor the empty box overtakes it; where it rejects,
   * nothing is sent.
   */
  send(to: Omit<Unsent, 'key'>, text: () => Promise<WrittenText>): Promise<boolean> {
    this.#cancel?.();
    this.#cancel = null;
    const { database, place, now, random } = this.#options;
    const key = this.#key;
    this.#key = keyOfWritten(random());
    return this.#next(
      async () => sendDraft(database, place, { ...to, key }, await text(), now()),
      'not-sent',
    );
  }

  #next(write: () => Promise<void>, problem: 'not-kept' | 'not-sent'): Promise<boolean> {
    const done = this.#last.then(write).then(
      () => {
        this.#options.tell(null, null);
        return true;
      },
      // Harmless: the caught error is passed on, and its receiver logs it.
      (error: unknown) => {
        const isFull = isQuotaExceeded(error);
        const full = problem === 'not-sent' ? 'not-sent-disk-full' : 'disk-full';
        this.#options.tell(isFull ? full : problem, error);
        return false;
      },
    );
    this.#last = done;
    return done;
  }
}
