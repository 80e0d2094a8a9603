/**
 * Finds the copies among unread messages. A message counts as unread where it was written, and its copy does not count again: people who
 * used older bridges complained most about double unread counts. Anybody can forge a mark, so a message counts as a copy only if both
 * messages are the same person's.
 */
import type { Conversation, Message, MessageId } from '../../../model/index.ts';
import {
  isLinked,
  readAccountRows,
  readCopies,
  readMessageRows,
  readTwins,
  type IsthmusDatabase,
} from '../../../store/index.ts';

/** The messages of a conversation that are copies. Call it within a transaction over accounts, messages, links, counterparts and twins. */
export const copiesAmong = async (
  database: IsthmusDatabase,
  { id, service }: Conversation,
  messages: readonly Message[],
): Promise<ReadonlySet<MessageId>> => {
  if (!(await isLinked(database, service, id))) return new Set();
  const rowsOf = await readCopies(
    database,
    messages.map((message) => message.id),
  );
  const made = messages.flatMap((copy) => (rowsOf.get(copy.id) ?? []).map((row) => ({ copy, of: row.id })));
  if (made.length === 0) return new Set();
  const origins = await readMessageRows(
    database,
    made.map(({ of }) => of),
  );
  const pairs = made.flatMap(({ copy }, at) => {
    const origin = origins[at];
    return origin?.authorId && copy.authorId && origin.deletedAt === null
      ? [{ copy, from: origin.authorId, by: copy.authorId, account: origin.accountId }]
      : [];
  });
  const [first] = pairs;
  if (first === undefined) return new Set();
  const accounts =
    service === 'teams'
      ? { teams: first.copy.accountId, mattermost: first.account }
      : { teams: first.account, mattermost: first.copy.accountId };
  const [teams, mattermost] = await readAccountRows(database, [accounts.teams, accounts.mattermost]);
  const me = { teams: teams?.me ?? null, mattermost: mattermost?.me ?? null };
  const twins = await readTwins(database, [...new Set(pairs.map(({ from }) => from))], { accounts, me });
  return new Set(pairs.filter(({ from, by }) => twins.get(from) === by).map(({ copy }) => copy.id));
};
