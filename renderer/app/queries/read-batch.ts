/**
 * Reads that begin at the same moment share one transaction. A switch of conversation asks about six queries, and opening a transaction
 * costs more than most of them. Their answers come together, so that the page renders once.
 */
import type { Transaction } from 'dexie';
import type { IsthmusDatabase, TableName } from '../../store/index.ts';

interface Reader {
  readonly tables: readonly TableName[];
  readonly read: (transaction: Transaction) => PromiseLike<unknown>;
  readonly answer: (value: unknown) => void;
  readonly fail: (error: unknown) => void;
}

/**
 * A reader's own view of the shared transaction. The reader's requests use an object of its own in place of the browser's transaction, by
 * which they are recorded separately.
 */
const viewOf = (transaction: Transaction): Transaction => {
  const { idbtrans } = transaction;
  const own = { objectStore: (name: string) => idbtrans.objectStore(name) };
  return Object.create(transaction, {
    idbtrans: { value: own },
    // Dexie caches the tables of a transaction here. The view needs its own.
    _memoizedTables: { value: {} },
  }) as Transaction;
};

export class ReadBatches {
  private waiting: Reader[] = [];

  constructor(private readonly database: IsthmusDatabase) {}

  /** Reads in a transaction over at least `tables`. Rejects if the database refuses, without an effect on other readers of the batch. */
  read<Answer>(
    tables: readonly TableName[],
    read: (transaction: Transaction) => PromiseLike<Answer>,
  ): Promise<Answer> {
    return new Promise<Answer>((resolve, fail) => {
      const answer = (value: unknown): void => resolve(value as Answer);
      this.waiting.push({ tables, read, answer, fail });
      if (this.waiting.length === 1) queueMicrotask(() => void this.begin());
    });
  }

  private async begin(): Promise<void> {
    const readers = this.waiting;
    this.waiting = [];
    if (readers.length === 1) return this.readAlone(readers);
    const tables = [...new Set(readers.flatMap((reader) => reader.tables))];
    try {
      const answers = await this.database.transaction('r', tables, (transaction) =>
        Promise.all(readers.map(({ read }) => read(viewOf(transaction)))),
      );
      readers.forEach(({ answer }, at) => answer(answers[at]));
    } catch {
      // Harmless: one reader failed and aborted the transaction. Alone, each gets its own answer or its own error.
      await this.readAlone(readers);
    }
  }

  private async readAlone(readers: readonly Reader[]): Promise<void> {
    await Promise.all(
      readers.map(async ({ tables, read, answer, fail }) => {
        try {
          answer(await this.database.transaction('r', [...tables], read));
        } catch (error) {
          // Harmless: the caller gets the error.
          fail(error);
        }
      }),
    );
  }
}
