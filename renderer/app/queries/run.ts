/** One run of a query: one read transaction, its recorded reads, and the changes during the run. */
import { Dexie, RangeSet } from 'dexie';
import { tablesWithin, type Reads, type TableName } from '../../store/index.ts';
import { addChanges, partOf, touches, type Changes } from './changes.ts';
import type { HeldRows } from './held-rows.ts';
import type { Query, Reading } from './query.ts';
import type { ReadBatches } from './read-batch.ts';
import type { Recorder, Recording } from './recording.ts';

/** The interface of held rows for code that does not know their types. */
export interface AnyHeldRows {
  readonly drop: (changes: Changes) => boolean;
}

export class QueryRun<Answer, Names extends TableName> {
  private readonly meanwhile: Changes = {};
  private readonly droppedMeanwhile = new Set<AnyHeldRows>();
  private recording: Recording | null = null;
  private readonly followed: Changes = {};
  private readonly used = new Set<AnyHeldRows>();
  /** Functions that hold what was read, called after the run has succeeded. */
  private readonly toHold: (() => void)[] = [];

  constructor(
    /** The name of the database. */
    private readonly database: string,
    private readonly batches: ReadBatches,
    private readonly record: Recorder,
    private readonly query: Query<Answer, Names>,
    private readonly changed: Changes | null,
  ) {}

  get requests(): number {
    return this.recording?.requests ?? 0;
  }

  get rows(): number {
    return this.recording?.rows ?? 0;
  }

  /** The answer. Rejects if the database refuses it. */
  async answer(): Promise<Answer> {
    const { tables, read } = this.query;
    const answer = await this.batches.read(tables, (transaction) => {
      this.recording = this.record(transaction.idbtrans);
      // A run that is repeated begins from nothing.
      this.used.clear();
      this.toHold.length = 0;
      const bound = tablesWithin(transaction, tables);
      return read(bound, this.reading(bound));
    });
    for (const hold of this.toHold) hold();
    return answer;
  }

  /** Notes a change during the run. */
  note(changes: Changes, dropped: ReadonlySet<AnyHeldRows>): void {
    addChanges(this.meanwhile, changes);
    for (const rows of dropped) this.droppedMeanwhile.add(rows);
  }

  /** Whether changes during the run make its answer out of date. */
  get isOvertaken(): boolean {
    return this.isTouchedBy(this.meanwhile, this.droppedMeanwhile);
  }

  /** The changes during the run. */
  get changesMeanwhile(): Changes {
    return this.meanwhile;
  }

  /** Whether its answer depends on something in `changes`. `dropped`: the held rows of which some changed. */
  isTouchedBy(changes: Changes, dropped: ReadonlySet<AnyHeldRows>): boolean {
    for (const rows of this.used) if (dropped.has(rows)) return true;
    return touches(this.followed, changes) || touches(this.recording?.seen ?? {}, changes);
  }

  private reading(tables: Reads<Names>): Reading<Names> {
    return {
      changed: this.changed,
      followAll: (table) => {
        this.followed[partOf(this.database, table)] = new RangeSet(Dexie.minKey, Dexie.maxKey);
      },
      held: (rows, keys) => this.held(tables, rows, keys),
    };
  }

  private async held<Key extends string, Value>(
    tables: Reads<Names>,
    rows: HeldRows<Key, Value, Names>,
    keys: readonly Key[],
  ): Promise<Map<Key, Value>> {
    this.used.add(rows);
    const all = [...new Set(keys)];
    const missing = all.filter((key) => !rows.has(key));
    const values = new Map<Key, Value>();
    for (const key of all) {
      const value = rows.get(key);
      if (value !== undefined) values.set(key, value);
    }
    if (missing.length === 0) return values;
    const found = await rows.fetch(tables, missing);
    for (const [key, value] of found) values.set(key, value);
    this.toHold.push(() => rows.hold(missing, found, this.meanwhile));
    return values;
  }
}
