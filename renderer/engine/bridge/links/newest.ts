/** Until when a conversation is in the mirror, and until when it goes. */
import type { Connector } from '../../../connectors/connector.ts';
import { type Conversation, type Result, succeeded } from '../../../model/index.ts';
import { readNewestMessage, type IsthmusDatabase } from '../../../store/index.ts';

type Place = Pick<Conversation, 'id' | 'sortAt'>;

/** createdAt of the newest message in the mirror, or what else is known of the last activity; ms on the service's clock. */
export const newestIn = async (database: IsthmusDatabase, { id, sortAt }: Place): Promise<number> => {
  const newest = await readNewestMessage(database, id);
  return newest?.createdAt ?? sortAt;
};

/**
 * The same as the service itself has it now: where nothing pushes, the mirror is behind by as much as has passed since the last pull, and
 * what was written meanwhile would be taken for written after.
 */
export const newestNow = async (
  connector: Pick<Connector, 'history'>,
  database: IsthmusDatabase,
  place: Place,
  signal: AbortSignal,
): Promise<Result<number>> => {
  const page = await connector.history(place.id, null, signal);
  if (!page.ok) return page;
  const told = page.value.changes.map((change) => (change.kind === 'message' ? change.message.createdAt : 0));
  return succeeded(Math.max(await newestIn(database, place), ...told));
};
