/** Writes the mirrors of all accounts into the database, calls the followers, and tells the news that follow. */
import type { Table } from 'dexie';
import type { AccountId, ConversationId, Service } from '../../../model/index.ts';
import type { IsthmusDatabase } from '../../../store/index.ts';
import type { Follower, MirrorNews } from '../../follower.ts';
import { type Observe, secondsFrom } from '../../observing/observation.ts';
import { removeAccount } from './account-row.ts';
import type { Batch, Ingested } from './batch.ts';
import { ingest, tablesOfBatches } from './ingest.ts';

export interface MirrorStoreOptions {
  readonly database: IsthmusDatabase;
  readonly followers: readonly Follower[];
  readonly onNews: (news: MirrorNews) => void;
  /** This machine's time, ms. */
  readonly now: () => number;
  /** Absent where nobody measures. */
  readonly observe?: Observe | undefined;
}

export class MirrorStore {
  constructor(private readonly options: MirrorStoreOptions) {}

  get database(): IsthmusDatabase {
    return this.options.database;
  }

  /** The tables that `write` reads and writes, including those of the followers. */
  get tables(): readonly Table[] {
    return tablesOfBatches(this.options.database, this.options.followers);
  }

  /** Stores a batch and tells what follows from it. Rejects only when the database refuses; then nothing of the batch is stored. */
  async write(batch: Batch): Promise<Ingested> {
    const { database, followers, now, observe } = this.options;
    const heardAt = now();
    const ingested = await ingest(database, followers, batch, heardAt);
    observe?.({ kind: 'stored', source: batch.source, seconds: secondsFrom(heardAt, now()) });
    for (const one of ingested.news) this.tell(one);
    return ingested;
  }

  /** Removes everything of an account from the mirror, and what the followers made of it. */
  removeAccount(id: AccountId): Promise<void> {
    return removeAccount(this.options.database, this.options.followers, id);
  }

  /** Conversations of a service that followers want kept current even if nobody looks. Rejects when the database refuses. */
  async keptCurrent(service: Service): Promise<readonly ConversationId[]> {
    const { database, followers } = this.options;
    const said = await Promise.all(followers.map((follower) => follower.keptCurrent(database, service)));
    return said.flat();
  }

  /** Tells news that come from no batch. */
  tell(news: MirrorNews): void {
    this.options.onNews(news);
  }
}
