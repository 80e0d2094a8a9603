/** The account's row: how its connection stands and how far its mirror is. The only writer of it besides `ingest`'s message counter. */
import type { Account, AccountId, AccountState, PersonId, Service } from '../../model/index.ts';
import type { IsthmusDatabase } from '../../store/index.ts';

export interface AccountIdentity {
  readonly id: AccountId;
  readonly service: Service;
  readonly displayName: string;
  readonly label: string;
}

/** Makes the row when it is missing (first start, or the database vanished) and brings its names up to date. */
export const openAccountRow = (database: IsthmusDatabase, identity: AccountIdentity): Promise<Account> =>
  database.transaction('rw', database.accounts, async () => {
    const stored = await database.accounts.get(identity.id);
    const row: Account = {
      me: null,
      progress: { conversations: { total: 0, readable: 0, complete: 0 }, messages: 0 },
      currentAt: null,
      ...stored,
      ...identity,
      state: { kind: 'connecting' },
    };
    await database.accounts.put(row);
    return row;
  });

export interface AccountNews {
  readonly state: AccountState;
  readonly conversations: Account['progress']['conversations'];
  readonly currentAt: number | null;
}

/** Writes news about an account; does nothing when the row is gone (signed out meanwhile) or already says so. */
export const writeAccountNews = (
  database: IsthmusDatabase,
  id: AccountId,
  news: AccountNews,
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

/**
 * What was carried over an account's links. This installation then counts as another computer: what belongs together is found anew
 * before it carries again.
 */
const removeLinks = (database: IsthmusDatabase, id: AccountId): Promise<void> =>
  database.transaction(
    'rw',
    [database.links, database.counterparts, database.outbox, database.computer],
    async () => {
      const links = await database.links
        .filter(({ mattermost, teams }) => mattermost.startsWith(`${id}/`) || teams.startsWith(`${id}/`))
        .primaryKeys();
      if (links.length === 0) return;
      await database.counterparts.where('linkId').anyOf(links).delete();
      await database.outbox.filter(({ linkId }) => links.includes(linkId)).delete();
      await database.links.bulkDelete(links);
      await database.computer.clear();
    },
  );

/** Everything of one account leaves the mirror: signing out. Resumable: what is left after an interruption goes the next time. */
export const removeAccount = async (database: IsthmusDatabase, id: AccountId): Promise<void> => {
  await removeLinks(database, id);
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
    database.people,
    database.teams,
    database.members,
    database.cursors,
    database.pictures,
    database.discards,
    database.intents,
  ];
  await database.transaction('rw', [...tables, database.accounts], async () => {
    for (const table of tables) await table.where('accountId').equals(id).delete();
    await database.accounts.delete(id);
  });
};
