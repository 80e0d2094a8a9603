/** The time of the newest message of a conversation, in the mirror and on the service. */
import type { Connector } from '../../../connectors/connector.ts';
import { type Conversation, type Result, succeeded } from '../../../model/index.ts';
import { readNewestMessage, type IsthmusDatabase } from '../../../store/index.ts';

type Place = Pick<Conversation, 'id' | 'sortAt'>;

/** createdAt of the newest message in the mirror, or the last activity if that is known instead; ms on the service's clock. */
export const newestIn = async (database: IsthmusDatabase, { id, sortAt }: Place): Promise<number> => {
  const newest = await readNewestMessage(database, id);
  return newest?.createdAt ?? sortAt;
};

/**
 * The same, asked of the service. Where a service pushes nothing, the mirror is as old as the last pull, and messages written since then
 * would be taken for messages written after the link began.
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
