/** Where every account's mirror is written: the database, everybody who follows it, and who hears what they have to do then. */
import type { Table } from 'dexie';
import type { AccountId, ConversationId, Service } from '../../../model/index.ts';
import type { IsthmusDatabase } from '../../../store/index.ts';
import type { Follower, MirrorNews } from '../../follower.ts';
import { removeAccount } from './account-row.ts';
import type { Batch, Ingested } from './batch.ts';
import { ingest, tablesOfBatches } from './ingest.ts';

export interface MirrorStoreOptions {
  readonly database: IsthmusDatabase;
  readonly followers: readonly Follower[];
  readonly onNews: (news: MirrorNews) => void;
}

export class MirrorStore {
  constructor(private readonly options: MirrorStoreOptions) {}

  get database(): IsthmusDatabase {
    return this.options.database;
  }

  /** What `write` reads and writes, its followers' tables too. */
  get tables(): readonly Table[] {
    return tablesOfBatches(this.options.database, this.options.followers);
  }

  /** Stores a batch and tells what follows. Rejects only for what the database refuses: then nothing of it is stored. */
  async write(batch: Batch): Promise<Ingested> {
    const { database, followers } = this.options;
    const ingested = await ingest(database, followers, batch);
    for (const one of ingested.news) this.tell(one);
    return ingested;
  }

  /** Everything of an account leaves the mirror, and what its followers made of it. */
  removeAccount(id: AccountId): Promise<void> {
    return removeAccount(this.options.database, this.options.followers, id);
  }

  /** Conversations of a service that are to be kept current though nobody looks at them. Rejects for what the database refuses. */
  async keptCurrent(service: Service): Promise<readonly ConversationId[]> {
    const { database, followers } = this.options;
    const said = await Promise.all(followers.map((follower) => follower.keptCurrent(database, service)));
    return said.flat();
  }

  /** What no batch says. */
  tell(news: MirrorNews): void {
    this.options.onNews(news);
  }
}
