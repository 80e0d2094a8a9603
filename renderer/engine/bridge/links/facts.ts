/** All facts on which links depend, as they are in the database. */
import type {
  AccountId,
  CarryChoice,
  Conversation,
  ConversationId,
  PersonId,
  RelayAccounts,
  Service,
} from '../../../model/index.ts';
import {
  readAccountRows,
  readConversationRowsOf,
  readLinkPostRows,
  readLinkRows,
  readPersonRows,
  type HoldTrouble,
  type IsthmusDatabase,
  type LinkPostRow,
  type LinkRow,
} from '../../../store/index.ts';
import { personOfKey } from '../../../model/index.ts';
import { readWhoIsWhom, type WhoIsWhom } from '../../people/directory.ts';
import { otherIn } from './kinds.ts';

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
  /** How this Isthmus stands to the organisation's relay. */
  readonly relay: RelayRole;
  /** Those bots of Mattermost that posts name as a relay. Only a bot is trusted as one. */
  readonly bots: ReadonlySet<PersonId>;
  /** Whether the server refuses to let the user's profile say who they are in Teams. */
  readonly isClaimRefused: boolean;
  /** Why the user's Isthmus cannot agree with a relay which of them carries; null: it can. */
  readonly troubleWith: (relay: PersonId) => HoldTrouble | null;
  /** The links as they were before. A right that cannot be looked up now is taken as it was then. */
  readonly present: readonly LinkRow[];
}

/** How an Isthmus stands to its organisation's relay. */
export type RelayRole =
  /** It carries for its user. A link's post may name a relay. */
  | { readonly kind: 'user' }
  /** It carries for its user, and this is the organisation's relay, whatever posts say. */
  | ({ readonly kind: 'beside' } & RelayAccounts)
  /** It is the relay, alone (1) or with others that carry over other shares of the links at the same time. */
  | { readonly kind: 'relay'; readonly shares: number };

/** The key of somebody's right to link a conversation. */
export const rightOf = (conversation: ConversationId, person: PersonId): string =>
  `${conversation} ${person}`;

/** Reads the facts; null before both services have said who the user is. */
export const readFacts = async (
  database: IsthmusDatabase,
  accounts: Readonly<Record<Service, AccountId>>,
  known: Pick<LinkFacts, 'rights' | 'choices' | 'relay' | 'isClaimRefused' | 'troubleWith'>,
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
  const named = posts.flatMap(({ note }) =>
    note.relay ? [personOfKey(accounts.mattermost, note.relay.mattermost)] : [],
  );
  const bots = new Set(
    (await readPersonRows(database, [...new Set(named)])).flatMap((person) =>
      person?.kind === 'bot' ? [person.id] : [],
    ),
  );
  const others = ofMattermost.flatMap((direct) => otherIn(direct, me.mattermost) ?? []);
  const whoIsWhom = await readWhoIsWhom(database, others, { accounts, me });
  const conversations = [...ofMattermost, ...ofTeams];
  return { ...known, accounts, me, conversations, posts, bots, whoIsWhom, present };
};
