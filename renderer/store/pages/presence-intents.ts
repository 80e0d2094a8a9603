/** Intents of the user's own presence: at most one of each account counts, the newest. */
import type { AccountId, SettablePresence } from '../../model/index.ts';
import type { IsthmusDatabase } from '../database.ts';
import type { Reads } from '../reading-tables.ts';
import type { IntentRow, PresenceIntentFailure } from '../intent-rows.ts';
import { changeIntent, readIntentsOf } from './intents.ts';
import type { PageWrites } from './page-writes.ts';

export type PresenceIntent = Extract<IntentRow, { readonly kind: 'set-presence' }>;

const isPresenceIntent = (row: IntentRow): row is PresenceIntent => row.kind === 'set-presence';

/** The presences that are not set yet, and those that were refused, in the order in which they were wanted. */
export const readPresenceIntents = (tables: Reads<'intents'>): Promise<PresenceIntent[]> =>
  readIntentsOf(tables, 'set-presence');

/**
 * Asks to set the user's own presence, in place of what was asked of this account before. `until`: when it ends, ms, null for as long as the
 * service lets it be; `at`: now, both on this machine's clock.
 */
export const wantPresence = (
  database: Pick<PageWrites, 'intents' | 'transaction'>,
  accountId: AccountId,
  presence: SettablePresence,
  until: number | null,
  at: number,
): Promise<void> =>
  database.transaction('rw', database.intents, async () => {
    const earlier = (await readPresenceIntents(database)).filter((row) => row.accountId === accountId);
    await database.intents.bulkDelete(earlier.flatMap(({ id }) => (id === undefined ? [] : [id])));
    await database.intents.add({ kind: 'set-presence', accountId, presence, until, at });
  });

/** A presence is not set, or perhaps: its intent stays with the reason. One that has gone meanwhile does not come back. */
export const refusePresenceIntent = (
  database: IsthmusDatabase,
  id: number,
  failure: PresenceIntentFailure,
): Promise<void> =>
  changeIntent(database, id, isPresenceIntent, (row) => ({ ...withoutAsking(row), failure }));

/** The service is being asked for it since `askedAt`, ms; null: it has answered that it did not set it. */
export const notePresenceAsked = (
  database: IsthmusDatabase,
  id: number,
  askedAt: number | null,
): Promise<void> =>
  changeIntent(database, id, isPresenceIntent, (row) =>
    askedAt === null ? withoutAsking(row) : { ...row, askedAt },
  );

const withoutAsking = (row: PresenceIntent): PresenceIntent => {
  const rest = { ...row };
  delete rest.askedAt;
  return rest;
};
