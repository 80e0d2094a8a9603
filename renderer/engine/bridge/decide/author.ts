/**
 * What a relay knows of a message's author, and what it has to ask before it carries for them. A claim is the author's word that their own
 * Isthmus carries. It can do so only if the account that they claim reads the other conversation of the link.
 */
import {
  type AccountId,
  type ConversationId,
  otherService,
  personOfKey,
  type PersonId,
  type Service,
  sharedKeyOf,
} from '../../../model/index.ts';
import {
  type IsthmusDatabase,
  type LinkRow,
  type OutboxState,
  readClaimants,
  readConversationRow,
  readMemberRows,
  readPersonRow,
} from '../../../store/index.ts';

/** What somebody's profile says on a relay, for one link. */
export type AuthorClaim =
  | 'none'
  /** Their own Isthmus carries: they read both conversations, or it is not known that they do not. */
  | 'reads-both'
  /** The account that they claim is not in the other conversation. */
  | 'reads-one-side';

/** What has to be asked about an author. */
export interface AuthorQuestions {
  /** Whose profiles on Mattermost. */
  readonly people: readonly PersonId[];
  /** The members of which conversations; those of Mattermost come with their profiles. */
  readonly members: readonly (readonly [Service, ConversationId])[];
  /** What follows if the service refuses to answer. `claim-counts`: what the mirror knows of the author's claim is good enough. */
  readonly ifRefused: 'wait' | 'claim-counts';
}

/**
 * What the mirror knows of somebody's claim. Any claim counts, also one that several people make: who forges one keeps the relay from
 * carrying, and never makes a message come twice.
 */
export const readAuthorClaim = async (
  database: IsthmusDatabase,
  accounts: Readonly<Record<Service, AccountId>>,
  link: Pick<LinkRow, Service>,
  from: Service,
  author: PersonId,
): Promise<AuthorClaim> => {
  const there = await claimedBy(database, accounts, from, author);
  if (there.length === 0) return 'none';
  const readers = await readersOf(database, link[otherService(from)]);
  return readers === null || there.some((person) => readers.has(person)) ? 'reads-both' : 'reads-one-side';
};

/** The accounts on the other side that are the author's by a claim. */
const claimedBy = async (
  database: IsthmusDatabase,
  accounts: Readonly<Record<Service, AccountId>>,
  from: Service,
  author: PersonId,
): Promise<readonly PersonId[]> => {
  if (from === 'mattermost') {
    const claims = (await readPersonRow(database, author))?.claims ?? null;
    return claims === null ? [] : [personOfKey(accounts.teams, claims)];
  }
  const claimants = await readClaimants(database, accounts.mattermost, [sharedKeyOf(author)], mostClaimants);
  return claimants.map(({ id }) => id);
};

/** More people than have one claim, unless somebody plays tricks. */
const mostClaimants = 20;

/** Who is in a conversation; null if the mirror does not know. */
const readersOf = async (
  database: IsthmusDatabase,
  conversation: ConversationId,
): Promise<ReadonlySet<PersonId> | null> => {
  const participants = (await readConversationRow(database, conversation))?.participants ?? [];
  if (participants.length > 0) return new Set(participants);
  const [row] = await readMemberRows(database, [conversation]);
  return row === undefined ? null : new Set(row.personIds);
};

/**
 * What has to be asked before a message is carried: the profile of an author on Mattermost; of an author in Teams nobody knows whose profile
 * names them, so it is the profiles of all who are in the channel. Where a claim does not count because the mirror does not see them on the
 * other side, it may have missed that they came: then its members are asked for too.
 */
export const questionsAbout = (
  link: Pick<LinkRow, Service>,
  from: Service,
  author: PersonId,
  claim: AuthorClaim,
): AuthorQuestions =>
  from === 'teams'
    ? { people: [], members: [['mattermost', link.mattermost]], ifRefused: 'wait' }
    : { people: [author], members: claim === 'none' ? [] : [['teams', link.teams]], ifRefused: 'wait' };

/** How long it is believed that somebody whom a claim names still is in a Teams conversation, ms: Teams tells nobody that they left. */
const staysFor = 900_000;

/**
 * What has to be asked before a message of somebody who reads both sides is left to their own Isthmus; null: nothing. `now`: this machine's
 * clock, ms.
 */
export const questionsBeforeLeaving = (
  link: Pick<LinkRow, Service>,
  from: Service,
  askedAt: (of: PersonId | ConversationId) => number,
  now: number,
): AuthorQuestions | null =>
  from === 'teams' || now - askedAt(link.teams) < staysFor
    ? null
    : { people: [], members: [['teams', link.teams]], ifRefused: 'claim-counts' };

/** When the oldest of these answers was asked for, ms; -Infinity if one was not. `askedAt`: of one person or conversation. */
export const answeredAt = (
  { people, members }: Pick<AuthorQuestions, 'people' | 'members'>,
  askedAt: (of: PersonId | ConversationId) => number,
): number => Math.min(...people.map(askedAt), ...members.map(([, id]) => askedAt(id)));

/** How many members one question for a whole conversation may have each second: so one for ten thousand is asked every ten seconds. */
const membersEachSecond = 1_000;

/** In which steps waits for these answers end, ms: one question answers for all messages whose waits end together. */
export const questionStep = async (
  database: IsthmusDatabase,
  { members }: AuthorQuestions,
): Promise<number> => {
  const rows = await readMemberRows(
    database,
    members.map(([, id]) => id),
  );
  const most = Math.max(0, ...rows.map((row) => row?.personIds.length ?? 0));
  return Math.max(1, Math.ceil(most / membersEachSecond)) * 1_000;
};

/** Whether a row waits to be sure that its author has not connected. From `until` on a question counts. */
export const isSettlingState = (
  state: OutboxState,
): state is Extract<OutboxState, { readonly kind: 'waiting' }> =>
  state.kind === 'waiting' && (state.why === 'author-settles' || state.why === 'members-hidden');
