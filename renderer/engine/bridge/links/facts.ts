/** Everything that links go by, as it is read from the database. */
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
