/**
 * After another computer of the user carried, or the database was lost: posts that were carried but not yet marked, and the Teams
 * messages they became, are found by what they say, in order, and joined. Only then may anything be sent (design, decision 2).
 */
import type { Message } from '../../model/index.ts';
import type { CounterpartRow, IsthmusDatabase, LinkRow } from '../../store/index.ts';
import type { CarryContext } from './context.ts';
import { fingerprint } from './drafting.ts';
import { acrossDocument, readDirectory } from './directory.ts';

/** How many pairs were joined. */
export const adoptOrphans = async (database: IsthmusDatabase, context: CarryContext): Promise<number> => {
  const { sides, me } = context;
  const accounts = { teams: sides.teams.accountId, mattermost: sides.mattermost.accountId };
  const directory = await readDirectory(database, accounts, me);
  let joined = 0;
  for (const link of await database.links.toArray()) {
    const marked = new Set<string>();
    const posts = (await mine(database, link, 'mattermost', context)).filter(({ note, carryKey }) => {
      if (note?.kind === 'mark') for (const key of note.teams) marked.add(`${accounts.teams}/${key}`);
      return note === null && carryKey === null;
    });
    const messages = (await mine(database, link, 'teams', context)).filter(({ id }) => !marked.has(id));
    const waiting = messages.map((message) => ({
      message,
      text: fingerprint(sides.teams.writing.read(message)),
    }));
    for (const post of posts) {
      const text = fingerprint(acrossDocument(sides.mattermost.writing.read(post), directory));
      const at = waiting.findIndex((candidate) => candidate.text === text);
      const [found] = at < 0 ? [] : waiting.splice(at, 1);
      if (!found) continue;
      await database.counterparts.put(rowOf(link, post, found.message));
      joined += 1;
    }
  }
  return joined;
};

const rowOf = (link: LinkRow, post: Message, message: Message): CounterpartRow => ({
  id: post.id,
  linkId: link.id,
  origin: 'mattermost',
  copies: [message.id],
  mine: true,
  originBase: null,
  copyBase: null,
  dressing: { late: false, quotesInWords: false },
  reactions: [],
});

/** The user's own messages of a link on one side that nothing is known of, oldest first. */
const mine = async (
  database: IsthmusDatabase,
  link: LinkRow,
  service: 'teams' | 'mattermost',
  { me }: CarryContext,
): Promise<Message[]> => {
  const all = await database.messages
    .where('[conversationId+createdAt]')
    .between([link[service], link.since[service]], [link[service], Infinity], true, true)
    .toArray();
  const known = new Set(
    (await database.counterparts.where('linkId').equals(link.id).toArray()).flatMap(({ id, copies }) => [
      id,
      ...copies,
    ]),
  );
  return all.filter(
    ({ id, authorId, kind, deletedAt }) =>
      authorId === me[service] && kind === 'message' && deletedAt === null && !known.has(id),
  );
};
