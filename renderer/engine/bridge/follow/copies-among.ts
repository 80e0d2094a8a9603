/**
 * Finds the copies among unread messages. A message counts as unread where it was written, and its copy does not count again: people who
 * used older bridges complained most about double unread counts. Anybody can forge a mark, so a message counts as a copy only if both
 * messages are the same person's.
 */
import {
  accountOfId,
  type Conversation,
  type Message,
  type MessageId,
  messageOfKey,
} from '../../../model/index.ts';
import {
  readAccountRows,
  readCopies,
  readMessageRows,
  readTwins,
  readOrigins,
  type IsthmusDatabase,
  isRelayOf,
  type LinkRow,
  readLinkRowsAt,
} from '../../../store/index.ts';

/** The messages of a conversation that are copies. Call it within a transaction over accounts, messages, links, counterparts and twins. */
export const copiesAmong = async (
  database: IsthmusDatabase,
  { id, service }: Conversation,
  messages: readonly Message[],
): Promise<ReadonlySet<MessageId>> => {
  const links = await readLinkRowsAt(database, service, [id]);
  if (links.length === 0) return new Set();
  const rowsOf = await readCopies(
    database,
    messages.map((message) => message.id),
  );
  const made = [
    ...messages.flatMap((copy) => (rowsOf.get(copy.id) ?? []).map((row) => ({ copy, of: row.id }))),
    ...(await madeBeforeMark(
      database,
      links,
      messages.filter(({ id: one }) => (rowsOf.get(one) ?? []).length === 0),
    )),
  ];
  if (made.length === 0) return new Set();
  const origins = await readMessageRows(
    database,
    made.map(({ of }) => of),
  );
  const relayed = new Set<MessageId>();
  const pairs = made.flatMap(({ copy }, at) => {
    const origin = origins[at];
    if (!origin?.authorId || !copy.authorId || origin.deletedAt !== null) return [];
    // Of what the relay wrote, its own account's word is enough.
    if (links.some((link) => isRelayOf(link, service, copy.authorId))) {
      relayed.add(copy.id);
      return [];
    }
    return [{ copy, from: origin.authorId, by: copy.authorId, account: origin.accountId }];
  });
  const [first] = pairs;
  if (first === undefined) return relayed;
  const accounts =
    service === 'teams'
      ? { teams: first.copy.accountId, mattermost: first.account }
      : { teams: first.account, mattermost: first.copy.accountId };
  const [teams, mattermost] = await readAccountRows(database, [accounts.teams, accounts.mattermost]);
  const me = { teams: teams?.me ?? null, mattermost: mattermost?.me ?? null };
  const twins = await readTwins(database, [...new Set(pairs.map(({ from }) => from))], { accounts, me });
  const same = pairs.filter(({ from, by }) => twins.get(from) === by);
  return new Set([...relayed, ...same.map(({ copy }) => copy.id)]);
};

/**
 * The copies in Teams that say of which post they are, where the post's own mark has not come yet: the post is pushed, and its mark, which comes
 * as an edit of it, may be late. As soon as the mark is there, it alone counts: people may copy a note with the text.
 */
const madeBeforeMark = async (
  database: IsthmusDatabase,
  links: readonly LinkRow[],
  messages: readonly Message[],
): Promise<readonly { readonly copy: Message; readonly of: MessageId }[]> => {
  const noted = messages.flatMap((copy) => {
    const { note } = copy;
    if (note?.kind !== 'copy') return [];
    return links.map(({ mattermost }) => ({ copy, of: messageOfKey(accountOfId(mattermost), note.of) }));
  });
  if (noted.length === 0) return [];
  const marked = await readOrigins(
    database,
    noted.map(({ of }) => of),
  );
  return noted.filter(({ of }) => !marked.has(of));
};
