/**
 * Live queries over the database. Writes never abort the first answer. Later answers coalesce: after a write of another page they wait until writes
 * pause, and at most `longestWait`. Each runs in one read transaction, and its reads are counted.
 */
import { Dexie } from 'dexie';
import type { IsthmusDatabase, TableName } from '../../store/index.ts';
import type { Changes } from './changes.ts';
import { Following, type QueryTime } from './following.ts';
import { HeldRows, type HeldRowsOptions } from './held-rows.ts';
import { watchOwnWrites } from './own-writes.ts';
import type { Query } from './query.ts';
import { recordReads, type Recorder } from './recording.ts';
import { ReadBatches } from './read-batch.ts';
import { QueryRun, type AnyHeldRows } from './run.ts';

/** The reads of all runs of one query so far. */
export interface QueryCount {
  readonly name: string;
  runs: number;
  failures: number;
  requests: number;
  rows: number;
}

/** A receiver of every change. */
interface Hearing {
  readonly heed: (changes: Changes, dropped: ReadonlySet<AnyHeldRows>, isOwn: boolean) => void;
}

export class Queries {
  private readonly record: Recorder;
  /** Whether a change that is told just now is the page's own. */
  private readonly isOwn: () => boolean;
  private readonly batches: ReadBatches;
  private readonly followings = new Set<Hearing>();
  private readonly heldRows = new Set<AnyHeldRows>();
  private readonly byName = new Map<string, QueryCount>();
  private readonly hear = (changes: Changes): void => this.changed(changes);

  /** Create it before `database` opens. */
  constructor(
    private readonly database: IsthmusDatabase,
    private readonly time: QueryTime,
  ) {
    this.record = recordReads(database);
    this.isOwn = watchOwnWrites(database);
    this.batches = new ReadBatches(database);
    Dexie.on.storagemutated.subscribe(this.hear);
  }

  /**
   * Answers at once and after each change of rows that were read, until it is stopped. `failed` gets the error of a run that the database
   * refused. The next change is answered all the same.
   */
  follow<Answer, Names extends TableName>(
    query: Query<Answer, Names>,
    next: (answer: Answer) => void,
    failed: (error: unknown) => void,
  ): () => void {
    const following = new Following<Answer, Names>({
      time: this.time,
      start: (changed) => this.start(query, changed),
      ended: (run, hasFailed) => this.count(query.name, run, hasFailed),
      next,
      failed,
    });
    this.followings.add(following);
    following.begin();
    return () => {
      following.stop();
      this.followings.delete(following);
    };
  }

  /** One answer. */
  async once<Answer, Names extends TableName>(query: Query<Answer, Names>): Promise<Answer> {
    const run = this.start(query, null);
    const hearing: Hearing = { heed: (changes, dropped) => run.note(changes, dropped) };
    this.followings.add(hearing);
    let failed = true;
    try {
      const answer = await run.answer();
      failed = false;
      return answer;
    } finally {
      this.followings.delete(hearing);
      this.count(query.name, run, failed);
    }
  }

  /** Holds rows between the runs of queries, until `release`. */
  hold<Key extends string, Value, Names extends TableName>(
    options: HeldRowsOptions<Key, Value, Names>,
  ): HeldRows<Key, Value, Names> {
    const rows = new HeldRows(this.database.name, options);
    this.heldRows.add(rows);
    return rows;
  }

  release(rows: AnyHeldRows): void {
    this.heldRows.delete(rows);
  }

  /** The reads of each query so far, by name. */
  counts(): readonly QueryCount[] {
    return [...this.byName.values()].map((count) => ({ ...count }));
  }

  /** Stops listening to changes. */
  close(): void {
    Dexie.on.storagemutated.unsubscribe(this.hear);
  }

  private start<Answer, Names extends TableName>(
    query: Query<Answer, Names>,
    changed: Changes | null,
  ): QueryRun<Answer, Names> {
    return new QueryRun(this.database.name, this.batches, this.record, query, changed);
  }

  private changed(changes: Changes): void {
    const dropped = new Set([...this.heldRows].filter((rows) => rows.drop(changes)));
    const isOwn = this.isOwn();
    for (const following of this.followings) following.heed(changes, dropped, isOwn);
  }

  private count(
    name: string,
    { requests, rows }: Pick<QueryCount, 'requests' | 'rows'>,
    failed: boolean,
  ): void {
    const count = this.byName.get(name) ?? { name, runs: 0, failures: 0, requests: 0, rows: 0 };
    this.byName.set(name, count);
    count.runs += 1;
    count.failures += failed ? 1 : 0;
    count.requests += requests;
    count.rows += rows;
  }
}
