/** Everything the list and the headers are named by: accounts, teams, conversations and the people of unnamed chats. */
import { useLiveQuery } from 'dexie-react-hooks';
import type { Account, Conversation, Person, PersonId, Team } from '../../model/index.ts';
import {
  readAccounts,
  readConversations,
  readPeople,
  readTeams,
  type EngineRow,
  type LinkRow,
  type IsthmusDatabase,
} from '../../store/index.ts';
import { readLinks } from '../../store/reads-carry.ts';
import { allOf, andThen } from '../../store/steps.ts';
import { listed, pairsOf, type Pairs } from '../links/pairs.ts';
import { inOrder } from './entries.ts';
import { useWorld } from '../world/world.ts';

export interface Directory {
  readonly accounts: readonly Account[];
  readonly teams: readonly Team[];
  /** What the list shows: of two linked ones the Mattermost one stands for both. Most recent activity first. */
  readonly conversations: readonly Conversation[];
  /** All of both services, linked ones each for itself. */
  readonly all: readonly Conversation[];
  readonly links: readonly LinkRow[];
  readonly pairs: Pairs;
  /** Participants of chats and authors of last messages. */
  readonly people: ReadonlyMap<PersonId, Person>;
}

const readDirectory = (database: IsthmusDatabase): Promise<Omit<Directory, 'accounts'>> =>
  andThen(
    allOf([readTeams(database), readConversations(database), readLinks(database)]),
    ([teams, all, links]) => {
      const ids = new Set<PersonId>();
      for (const { participants, kind, name, lastMessage } of all) {
        // Of a named group chat only the last author is shown.
        if (kind === 'direct' || name === null) participants.forEach((id) => ids.add(id));
        if (lastMessage?.authorId) ids.add(lastMessage.authorId);
      }
      const pairs = pairsOf(all, links);
      const conversations = listed(all, pairs);
      return andThen(readPeople(database, [...ids]), (people) => ({
        ...{ teams, conversations, all, links, pairs, people },
      }));
    },
  );

/** Undefined until the first read is done. */
export const useDirectory = (): Directory | undefined => {
  const { database } = useWorld();
  const accounts = useAccounts();
  const rest = useLiveQuery(() => readDirectory(database), [database]);
  return accounts === undefined || rest === undefined ? undefined : { accounts, ...rest };
};

/** All accounts; undefined until read. */
export const useAccounts = (): readonly Account[] | undefined => {
  const { database } = useWorld();
  return useLiveQuery(async () => inOrder(await readAccounts(database)), [database]);
};

/** What the engine says of itself; null before it has said anything. */
export const useEngine = (): EngineRow['state'] | null => {
  const { database } = useWorld();
  return useLiveQuery(() => database.engine.get('engine'), [database])?.state ?? null;
};
