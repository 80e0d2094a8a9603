/** All facts on which links depend, as they are in the database. */
import type {
  AccountId,
  CarryChoice,
  Conversation,
  ConversationId,
  PersonId,
  Service,
} from '../../../model/index.ts';
import {
  readAccountRows,
  readConversationRowsOf,
  readLinkPostRows,
  readLinkRows,
  type IsthmusDatabase,
  type LinkPostRow,
  type LinkRow,
} from '../../../store/index.ts';
import { readWhoIsWhom, type WhoIsWhom } from '../../people/directory.ts';
import { otherIn } from './other-in.ts';

export interface LinkFacts {
  readonly accounts: Readonly<Record<Service, AccountId>>;
  readonly me: Readonly<Record<Service, PersonId>>;
  /** The conversations of both accounts. The overview of Teams is complete. */
  readonly conversations: readonly Conversation[];
  readonly posts: readonly LinkPostRow[];
  /** Whether somebody may link a conversation, by `rightOf`. A right that is not in here was not looked up. */
  readonly rights: ReadonlyMap<string, boolean>;
  readonly choices: readonly CarryChoice[];
  /** The people with whom the user has direct messages. */
  readonly whoIsWhom: WhoIsWhom;
  /** The links as they were before. A right that cannot be looked up now is taken as it was then. */
  readonly present: readonly LinkRow[];
}

/** The key of somebody's right to link a conversation. */
export const rightOf = (conversation: ConversationId, person: PersonId): string =>
  `${conversation} ${person}`;

/** Reads the facts; null before both services have said who the user is. */
export const readFacts = async (
  database: IsthmusDatabase,
  accounts: Readonly<Record<Service, AccountId>>,
  { rights, choices }: Pick<LinkFacts, 'rights' | 'choices'>,
): Promise<LinkFacts | null> => {
  const [mattermost, teams] = await readAccountRows(database, [accounts.mattermost, accounts.teams]);
  if (!mattermost?.me || !teams?.me) return null;
  const me = { mattermost: mattermost.me, teams: teams.me };
  const [ofMattermost, ofTeams, posts, present] = await Promise.all([
    readConversationRowsOf(database, accounts.mattermost),
    readConversationRowsOf(database, accounts.teams),
    readLinkPostRows(database),
    readLinkRows(database),
  ]);
  const others = ofMattermost.flatMap((direct) => otherIn(direct, me.mattermost) ?? []);
  const whoIsWhom = await readWhoIsWhom(database, others, { accounts, me });
  const conversations = [...ofMattermost, ...ofTeams];
  return { accounts, me, conversations, posts, rights, choices, whoIsWhom, present };
};
