/** Reads for a relay who has connected, and finds their direct channels. */
import type { Connector } from '../../../connectors/connector.ts';
import {
  type AccountId,
  type Change,
  conversationWith,
  type ConversationId,
  personOfKey,
  type PersonId,
  type Service,
} from '../../../model/index.ts';
import { type IsthmusDatabase, readClaims, readConversationRowsOf } from '../../../store/index.ts';
import type { ConnectedAuthor } from './watched-author.ts';

/** Everybody with a claim that nobody else makes: by a claim of two people it is not known whose Isthmus carries. */
export const readConnectedAuthors = async (
  database: IsthmusDatabase,
  accounts: Readonly<Record<Service, AccountId>>,
): Promise<readonly ConnectedAuthor[]> => {
  const people = await readClaims(database, accounts.mattermost);
  const claimed = new Map<string, number>();
  for (const { claims } of people) claimed.set(claims, (claimed.get(claims) ?? 0) + 1);
  return people.flatMap(({ id, claims }) =>
    claimed.get(claims) === 1 ? [{ id, teams: personOfKey(accounts.teams, claims) }] : [],
  );
};

/** The direct channel of two people in the mirror; null if it holds none. */
export const readDirectChannel = async (
  database: IsthmusDatabase,
  account: AccountId,
  me: PersonId,
  other: PersonId,
): Promise<ConversationId | null> =>
  conversationWith(await readConversationRowsOf(database, account), me, [other]);

/** The direct channel with somebody; it is begun where there is none. Null: that failed. */
export const openDirectChannel = async (
  database: IsthmusDatabase,
  { accountId, starting }: Pick<Connector, 'accountId' | 'starting'>,
  { me, other }: { readonly me: PersonId; readonly other: PersonId },
  store: (changes: readonly Change[]) => Promise<void>,
  signal: AbortSignal,
): Promise<ConversationId | null> => {
  const present = await readDirectChannel(database, accountId, me, other);
  if (present !== null || !starting) return present;
  const started = await starting.start([{ id: other, kind: 'person' }], signal);
  if (!started.ok) return null;
  await store(started.value.changes);
  return started.value.id;
};
