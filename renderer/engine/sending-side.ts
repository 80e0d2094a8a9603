/** The account with which the sender writes. */
import type { Connector } from '../connectors/connector.ts';
import type { AccountId } from '../model/index.ts';
import { type IsthmusDatabase, readAccountRow } from '../store/index.ts';
import type { SendingSide } from './sending/outcome.ts';

/**
 * Reads what the sender must know of an account.
 * @param connector the account's connector; undefined if its mirror has not started
 * @returns null while nothing can be written with the account, or while its user is not known yet
 */
export async function readSendingSide(
  database: IsthmusDatabase,
  id: AccountId,
  connector: Connector | undefined,
): Promise<SendingSide | null> {
  const me = (await readAccountRow(database, id))?.me ?? null;
  if (!connector?.writing || me === null) return null;
  const { writing, memory } = connector;
  return {
    connector,
    writing,
    me,
    ...(memory ? { deletedSince: (...given) => memory.deletedSince(...given) } : {}),
  };
}
