/** The account's row: how its connection stands and how far its mirror is. The only writer of it besides `ingest`'s message counter. */
import type {
  Account,
  AccountId,
  AccountState,
  PersonId,
  Service,
  TeamsFeature,
} from '../../../model/index.ts';
import { removePeopleOf, type IsthmusDatabase } from '../../../store/index.ts';
import type { Follower } from '../../follower.ts';
import { forgetAccountOf } from '../follow/call-followers.ts';

export interface AccountIdentity {
  readonly id: AccountId;
  readonly service: Service;
  readonly displayName: string;
  readonly label: string;
  readonly siteUrl?: string;
  readonly organisation?: string;
  readonly lacks?: readonly TeamsFeature[];
  readonly consentUrl?: string;
}

/** A row without what the account lacked before: it may lack nothing any more. */
const withoutLacks = (row: Account): Omit<Account, 'lacks' | 'consentUrl'> => {
  const rest = { ...row };
  delete rest.lacks;
  delete rest.consentUrl;
  return rest;
};

/** Makes the row when it is missing (first start, or the database vanished) and brings its names up to date. */
export const openAccountRow = (database: IsthmusDatabase, identity: AccountIdentity): Promise<Account> =>
  database.transaction('rw', database.accounts, async () => {
    const stored = await database.accounts.get(identity.id);
    const row: Account = {
      me: null,
      progress: { conversations: { total: 0, readable: 0, complete: 0, setBack: 0 }, messages: 0 },
      currentAt: null,
      ...(stored && withoutLacks(stored)),
      ...identity,
      state: { kind: 'connecting' },
    };
    await database.accounts.put(row);
    return row;
  });

/** Writes what the account lacks now. Resolves to whether it has changed. */
export const writeLacks = (database: IsthmusDatabase, identity: AccountIdentity): Promise<boolean> =>
  database.transaction('rw', database.accounts, async () => {
    const stored = await database.accounts.get(identity.id);
    if (!stored || (stored.lacks ?? []).join() === (identity.lacks ?? []).join()) return false;
    const { lacks, consentUrl } = identity;
    await database.accounts.put({
      ...withoutLacks(stored),
      ...(lacks === undefined ? {} : { lacks }),
      ...(consentUrl === undefined ? {} : { consentUrl }),
    });
    return true;
  });

export interface AccountStanding {
  readonly state: AccountState;
  readonly conversations: Account['progress']['conversations'];
  readonly currentAt: number | null;
}

/** Writes news about an account; does nothing when the row is gone (signed out meanwhile) or already says so. */
export const writeAccountNews = (
  database: IsthmusDatabase,
  id: AccountId,
  news: AccountStanding,
): Promise<void> =>
  database.transaction('rw', database.accounts, async () => {
    const stored = await database.accounts.get(id);
    if (!stored) return;
    const row: Account = {
      ...stored,
      state: news.state,
      progress: { ...stored.progress, conversations: news.conversations },
      currentAt: news.currentAt ?? stored.currentAt,
    };
    if (JSON.stringify(row) !== JSON.stringify(stored)) await database.accounts.put(row);
  });

export const writeMe = async (database: IsthmusDatabase, id: AccountId, me: PersonId): Promise<void> => {
  await database.accounts.update(id, { me });
};

/** Does nothing when the row is gone (signed out meanwhile). */
export const writeOrganisationName = async (
  database: IsthmusDatabase,
  id: AccountId,
  organisationName: string,
): Promise<void> => {
  await database.accounts.update(id, { organisationName });
};

/** Everything of one account leaves the mirror: signing out. Resumable: what is left after an interruption goes the next time. */
export const removeAccount = async (
  database: IsthmusDatabase,
  followers: readonly Follower[],
  id: AccountId,
): Promise<void> => {
  // Its people first: while they are here, what another account tells may join somebody with them.
  await removePeopleOf(database, id);
  await forgetAccountOf(database, followers, id);
  const conversationIds = await database.conversations.where('accountId').equals(id).primaryKeys();
  for (const conversationId of conversationIds) {
    // Conversation by conversation, so that no transaction grows with the mirror.
    await database.transaction('rw', database.messages, database.conversations, async () => {
      await database.messages
        .where('[conversationId+createdAt]')
        .between([conversationId, -Infinity], [conversationId, Infinity], true, true)
        .delete();
      await database.conversations.delete(conversationId);
    });
  }
  const tables = [
    database.presences,
    database.missingRoots,
    database.teams,
    database.members,
    database.readPlaces,
    database.cursors,
    database.pictures,
    database.discards,
    database.intents,
    database.setbacks,
  ];
  await database.transaction('rw', [...tables, database.accounts], async () => {
    for (const table of tables) await table.where('accountId').equals(id).delete();
    await database.accounts.delete(id);
  });
};
