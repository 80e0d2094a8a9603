/** The world of a book of pictures, in tests: one disk, a connection for the page and one for the engine, and what the book asked for. */
import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { IsthmusDatabase } from '../../../store/index.ts';
import { Queries } from '../../queries/queries.ts';
import { realTime } from '../../queries/testing/time.ts';
import type { BookOptions } from '../book.ts';

export class BookSetting<Id extends string> {
  /** What was wished for, `account: id id`. */
  readonly wanted: string[] = [];
  /** The addresses that were revoked. */
  readonly dropped: string[] = [];
  /** This machine's clock, ms. */
  now = 1_000;
  readonly queries: Queries;
  readonly options: BookOptions<Id>;

  private constructor(
    /** The engine's connection. */
    readonly database: IsthmusDatabase,
    private readonly ours: IsthmusDatabase,
    most: number,
  ) {
    let made = 0;
    this.queries = new Queries(ours, realTime);
    this.options = {
      queries: this.queries,
      want: (accountId, ids) => {
        this.wanted.push(`${accountId}: ${ids.join(' ')}`);
        return Promise.resolve();
      },
      now: () => this.now,
      most,
      after: (_ms, call) => queueMicrotask(call),
      makeUrl: () => `blob:${(made += 1)}`,
      dropUrl: (url) => this.dropped.push(url),
      failed: (error) => {
        throw error;
      },
    };
  }

  /** A new disk. The book keeps `most` pictures. */
  static async open<Id extends string>(most: number): Promise<BookSetting<Id>> {
    const disk = { indexedDB: new IDBFactory(), IDBKeyRange };
    const [database, ours] = [new IsthmusDatabase(disk), new IsthmusDatabase(disk)];
    await database.open();
    await ours.open();
    return new BookSetting<Id>(database, ours, most);
  }

  close(): void {
    this.queries.close();
    this.ours.close();
    this.database.close();
  }
}
