/** Commands that servers offer, and what they have said to the user alone. */
import type { AccountId, Message, ServerCommand, TeamId } from '../../model/index.ts';
import type { IsthmusDatabase } from '../database.ts';
import type { Reads } from '../reading-tables.ts';
import { readAccountRow } from './accounts.ts';
import { readTeamIdsOf } from './teams.ts';
import type { CommandListRow, PrivateWordsRow } from '../rows.ts';

/**
 * The team whose commands are offered in a conversation of `teamId`; in one without a team (null), the first team of the account by its id,
 * because the server wants to be told one there, too. Null without any team.
 */
export const commandTeamOf = async (
  tables: Reads<'teams'>,
  accountId: AccountId,
  teamId: TeamId | null,
): Promise<TeamId | null> => teamId ?? (await readTeamIdsOf(tables, accountId)).sort()[0] ?? null;

/** The commands of a team; undefined where they were never read. */
export const readCommandListRow = (
  { commandLists }: Reads<'commandLists'>,
  teamId: TeamId,
): Promise<CommandListRow | undefined> => commandLists.get(teamId);

/** Replaces the commands of a team, unless its account has left meanwhile. `readAt`: this machine's clock, ms. */
export const keepCommandList = (
  database: IsthmusDatabase,
  teamId: TeamId,
  accountId: AccountId,
  commands: readonly ServerCommand[],
  readAt: number,
): Promise<void> => {
  return database.transaction('rw', [database.accounts, database.commandLists], async () => {
    if ((await readAccountRow(database, accountId)) === undefined) return;
    await database.commandLists.put({ teamId, accountId, commands, readAt });
  });
};

/** So many are kept of a conversation; older ones go. */
const mostWords = 20;

const inOrder = (rows: readonly PrivateWordsRow[]): readonly PrivateWordsRow[] =>
  [...rows].sort((a, b) => a.message.createdAt - b.message.createdAt);

/** All that was said to the user alone, oldest first. There is little of it: the page holds it as a whole. */
export const readPrivateWords = async ({
  privateWords,
}: Reads<'privateWords'>): Promise<readonly PrivateWordsRow[]> => inOrder(await privateWords.toArray());

/** Keeps what was said to the user alone, in place of what the same post said before; nothing of an account that has left. */
export const keepPrivateWords = (database: IsthmusDatabase, message: Message): Promise<void> =>
  database.transaction('rw', [database.accounts, database.privateWords], async () => {
    const { id, accountId, conversationId } = message;
    if ((await readAccountRow(database, accountId)) === undefined) return;
    await database.privateWords.put({ id, accountId, conversationId, message });
    const rows = await database.privateWords.where('conversationId').equals(conversationId).toArray();
    await database.privateWords.bulkDelete(
      inOrder(rows)
        .slice(0, -mostWords)
        .map((row) => row.id),
    );
  });

/** Removes what the user has seen. */
export const removePrivateWords = async (
  { privateWords }: IsthmusDatabase,
  ids: readonly PrivateWordsRow['id'][],
): Promise<void> => {
  await privateWords.bulkDelete([...ids]);
};

/** Removes everything that was said to the user alone: the services keep none of it, and neither does a restart. */
export const forgetPrivateWords = async ({ privateWords }: IsthmusDatabase): Promise<void> => {
  await privateWords.clear();
};
