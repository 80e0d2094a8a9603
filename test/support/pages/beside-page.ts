/** What a page beside the app page does in its place of the engine: fills the database, and stores what a service would have told. */
import { followers } from '../../../renderer/engine/followers.ts';
import { bareBatch } from '../../../renderer/engine/mirror/store/batch.ts';
import { ingest } from '../../../renderer/engine/mirror/store/ingest.ts';
import type { AccountId, Change } from '../../../renderer/model/index.ts';
import type { IsthmusDatabase } from '../../../renderer/store/index.ts';
import { largeMirror, type LargeMirrorOptions } from '../large-mirror.ts';

/** Messages in one transaction. */
const portion = 2_000;

export interface Beside {
  /** Writes the whole large mirror; resolves to the count of messages. */
  readonly fill: (options: LargeMirrorOptions) => Promise<number>;
  /** One batch of live changes, exactly as the engine stores it. */
  readonly tell: (accountId: AccountId, changes: readonly Change[]) => Promise<void>;
}

export const besidePage = (database: IsthmusDatabase): Beside => ({
  fill: async (options) => {
    const { rows, messages } = largeMirror(options);
    for (const [table, all] of Object.entries(rows)) await database.table(table).bulkPut([...all]);
    let waiting: object[] = [];
    const write = async (): Promise<void> => {
      await database.table('messages').bulkPut(waiting);
      waiting = [];
    };
    for (const some of messages) {
      waiting.push(...some);
      if (waiting.length >= portion) await write();
    }
    await write();
    return database.messages.count();
  },
  tell: async (accountId, changes) => {
    await ingest(database, followers, bareBatch(accountId, 'live', changes));
  },
});
