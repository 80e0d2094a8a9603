/** Everything that links go by, as it is read from the database. */
import type {
  AccountId,
  CarryChoice,
  Conversation,
  ConversationId,
  PersonId,
  Service,
} from '../../../model/index.ts';
import type { IsthmusDatabase, LinkPostRow, LinkRow } from '../../../store/index.ts';
import { readWhoIsWhom, type WhoIsWhom } from '../../people/directory.ts';
import { otherIn } from './other-in.ts';

export interface LinkFacts {
  readonly accounts: Readonly<Record<Service, AccountId>>;
  readonly me: Readonly<Record<Service, PersonId>>;
  /** Of both accounts; the overview of Teams is whole. */
  readonly conversations: readonly Conversation[];
  readonly posts: readonly LinkPostRow[];
  /** Whether somebody may link a conversation, by `rightOf`; what is not in it was not looked up. */
  readonly rights: ReadonlyMap<string, boolean>;
  readonly choices: readonly CarryChoice[];
  /** Of those with whom the user has direct messages. */
  readonly whoIsWhom: WhoIsWhom;
  /** The links as they stood: a right that cannot be looked up now is as it was then. */
  readonly present: readonly LinkRow[];
}

/** By what name somebody's right to link a conversation goes. */
export const rightOf = (conversation: ConversationId, person: PersonId): string =>
  `${conversation} ${person}`;

/** Reads it; null before both services have said who the user is. */
export const readFacts = async (
  database: IsthmusDatabase,
  accounts: Readonly<Record<Service, AccountId>>,
  { rights, choices }: Pick<LinkFacts, 'rights' | 'choices'>,
): Promise<LinkFacts | null> => {
  const [mattermost, teams] = await database.accounts.bulkGet([accounts.mattermost, accounts.teams]);
  if (!mattermost?.me || !teams?.me) return null;
  const me = { mattermost: mattermost.me, teams: teams.me };
  const [conversations, posts, present] = await Promise.all([
    database.conversations.where('accountId').anyOf(Object.values(accounts)).toArray(),
    database.linkPosts.toArray(),
    database.links.toArray(),
  ]);
  const others = conversations
    .filter(({ accountId }) => accountId === accounts.mattermost)
    .flatMap((direct) => otherIn(direct, me.mattermost) ?? []);
  const whoIsWhom = await readWhoIsWhom(database, others, { accounts, me });
  return { accounts, me, conversations, posts, rights, choices, whoIsWhom, present };
};
