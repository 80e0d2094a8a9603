/** Decides when a live query runs again. */
import { addChanges, type Changes } from './changes.ts';
import type { AnyHeldRows, QueryRun } from './run.ts';
import type { TableName } from '../../store/index.ts';

/** Writes closer together than this count as one change, ms. */
export const pauseOfWrites = 25;
/** The longest wait of a change before the next run begins, ms. */
export const longestWait = 250;

export interface QueryTime {
  /** In ms. Only differences count. */
  readonly now: () => number;
  readonly after: (ms: number, work: () => void) => () => void;
}

export interface FollowingOptions<Answer, Names extends TableName> {
  readonly time: QueryTime;
  /** Creates a run that has not begun. `changed`: the changes since the last answer; null without one. */
  readonly start: (changed: Changes | null) => QueryRun<Answer, Names>;
  readonly ended: (run: QueryRun<Answer, Names>, failed: boolean) => void;
  readonly next: (answer: Answer) => void;
  readonly failed: (error: unknown) => void;
}

/**
 * Runs at once, and then after each change of rows that it has read: at once after one of the page itself, since a person waits for it; else when
 * writes pause, at most `longestWait` after the first of them.
 */
export class Following<Answer, Names extends TableName> {
  private running: QueryRun<Answer, Names> | null = null;
  private last: QueryRun<Answer, Names> | null = null;
  /** The changes since the last answer; null before the first. */
  private changed: Changes | null = null;
  /** When the oldest change came that no run covers yet. */
  private since: number | null = null;
  /** One of the changes that no run covers yet is the page's own. */
  private isAwaited = false;
  private cancel: (() => void) | null = null;
  private stopped = false;
  private failed = false;

  constructor(private readonly options: FollowingOptions<Answer, Names>) {}

  begin(): void {
    this.run();
  }

  stop(): void {
    this.stopped = true;
    this.cancel?.();
  }

  /** Receives a change. `dropped`: the held rows of which some changed. `isOwn`: the page has written it. */
  heed(changes: Changes, dropped: ReadonlySet<AnyHeldRows>, isOwn: boolean): void {
    if (this.running) {
      this.running.note(changes, dropped);
      this.isAwaited ||= isOwn;
      this.since ??= this.options.time.now();
      return;
    }
    // It is unknown what a failed run would have read, so any change starts the next one.
    if (!this.failed && this.last?.isTouchedBy(changes, dropped) !== true) return;
    this.changed ??= {};
    addChanges(this.changed, changes);
    this.isAwaited ||= isOwn;
    this.since ??= this.options.time.now();
    this.schedule();
  }

  private schedule(): void {
    const { now, after } = this.options.time;
    const waited = this.since === null ? 0 : now() - this.since;
    const pause = this.isAwaited ? 0 : pauseOfWrites;
    this.cancel?.();
    this.cancel = after(Math.max(0, Math.min(pause, longestWait - waited)), () => this.run());
  }

  private run(): void {
    this.cancel = null;
    this.since = null;
    this.isAwaited = false;
    const run = this.options.start(this.changed);
    this.running = run;
    // Harmless: the follower gets the error and logs it.
    run.answer().then(
      (answer) => this.ended(run, () => this.options.next(answer)),
      (error: unknown) => this.ended(run, () => this.options.failed(error), false),
    );
  }

  private ended(run: QueryRun<Answer, Names>, tell: () => void, well = true): void {
    this.running = null;
    this.last = run;
    this.failed = !well;
    this.options.ended(run, this.failed);
    if (this.stopped) return;
    // The changes of a failed run are still needed by the next.
    if (well) this.changed = {};
    if (this.changed !== null) addChanges(this.changed, run.changesMeanwhile);
    if (run.isOvertaken) this.schedule();
    else {
      this.since = null;
      this.isAwaited = false;
    }
    tell();
  }
}
