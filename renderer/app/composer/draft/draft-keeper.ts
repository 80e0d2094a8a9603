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

/** What stands in a box. */
export type Typed = Pick<DraftRow, 'document' | 'source' | 'edit'>;

export interface DraftKeeperOptions {
  readonly database: PageWrites;
  readonly place: DraftPlace;
  /** The key of the draft that was there; null for a new one. */
  readonly key: CarryKey | null;
  /** What stands in the box now; null where it is empty. */
  readonly typed: () => Typed | null;
  /** This machine's clock, ms. */
  readonly now: () => number;
  /** Calls `work` after some ms; returns how to call it off. */
  readonly after: (ms: number, work: () => void) => () => void;
  readonly random: () => string;
  /** What stands in the way of keeping or sending; null when a write has worked again. */
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

  /** Something was typed. */
  changed(): void {
    this.#cancel?.();
    this.#cancel = this.#options.after(keptAfter, () => void this.flush());
  }

  /** Keeps now what is not kept yet. Resolves when all writes so far are done, whatever became of them. */
  flush(): Promise<unknown> {
    if (this.#cancel !== null) {
      this.#cancel();
      this.#cancel = null;
      // What stands there now: the box may be gone when its turn comes.
      void this.keep(this.#options.typed());
    }
    return this.#last;
  }

  /** Keeps `typed` in its turn, whatever stands in the box. Resolves to whether the disk took it. */
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
      // Harmless: told with what was caught, and whoever hears it logs it.
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
