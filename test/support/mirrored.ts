/** The mirror's writes, as the engine makes them: with everybody who follows. */
import type { MirrorNews } from '../../renderer/engine/follower.ts';
import { followers } from '../../renderer/engine/followers.ts';
import type { Batch, Ingested } from '../../renderer/engine/mirror/store/batch.ts';
import { ingest as ingestFollowed } from '../../renderer/engine/mirror/store/ingest.ts';
import { MirrorStore } from '../../renderer/engine/mirror/store/mirror-store.ts';
import type { AccountId } from '../../renderer/model/index.ts';
import type { IsthmusDatabase } from '../../renderer/store/index.ts';

/** Applies a batch. */
export const ingest = (database: IsthmusDatabase, batch: Batch): Promise<Ingested> =>
  ingestFollowed(database, followers, batch);

/** A mirror's store; what it says goes into `heard`. */
export const storeOf = (database: IsthmusDatabase, heard: MirrorNews[] = []): MirrorStore =>
  new MirrorStore({ database, followers, onNews: (news) => void heard.push(news), now: () => 0 });

/** Signs an account out of the mirror. */
export const removeAccount = (database: IsthmusDatabase, id: AccountId): Promise<void> =>
  storeOf(database).removeAccount(id);
