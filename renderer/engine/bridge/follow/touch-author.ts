/** Makes rows for what an author wrote since a time, over all links of a relay: it may carry for them from now on. */
import type { Message, PersonId, Service } from '../../../model/index.ts';
import { readLinkRows, readMessagesFrom, type IsthmusDatabase, type LinkRow } from '../../../store/index.ts';
import type { CarriedFrom } from '../away.ts';
import { carriesForOthers } from '../decide/relay.ts';
import { touchOutbox } from './touch.ts';

/** `author` and `me`, the relay's accounts, on both sides. What was carried already gets a row, too, and ends when it is looked at. */
export const touchAuthor = async (
  database: IsthmusDatabase,
  author: Readonly<Record<Service, PersonId>>,
  from: CarriedFrom,
  me: Readonly<Record<Service, PersonId>>,
): Promise<number> => touchAuthorOver(database, author, from, me, await readLinkRows(database), () => true);

/** The same over some links, for those of the messages that are wanted. */
export const touchAuthorOver = (
  database: IsthmusDatabase,
  author: Readonly<Record<Service, PersonId>>,
  from: CarriedFrom,
  me: Readonly<Record<Service, PersonId>>,
  links: readonly LinkRow[],
  isWanted: (message: Message) => boolean,
): Promise<number> =>
  database.transaction(
    'rw',
    [database.accounts, database.messages, database.links, database.counterparts, database.outbox],
    async () => {
      let touched = 0;
      for (const link of links) {
        if (!link.carried || !carriesForOthers(link)) continue;
        for (const service of ['mattermost', 'teams'] as const) {
          const since = Math.max(from[service], link.since[service]);
          const all: readonly Message[] = await readMessagesFrom(database, link[service], since);
          const theirs = all.filter((message) => message.authorId === author[service] && isWanted(message));
          touched += (await touchOutbox(database, service, theirs, me[service])).rows;
        }
      }
      return touched;
    },
  );
