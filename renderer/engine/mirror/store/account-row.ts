/**
 * Writes the account's row: the state of its connection, and how far its mirror is. Nothing else writes this row, except `ingest` for its
 * counter of messages.
 */
import type {
  Account,
  AccountId,
  AccountState,
  Beginning,
  FileLimits,
  PersonId,
  Service,
  TeamsFeature,
} from '../../../model/index.ts';
import {
  changeAccountRow,
  removeAccountRows,
  removePeopleOf,
  type IsthmusDatabase,
} from '../../../store/index.ts';
import type { Follower } from '../../follower.ts';
import { forgetAccountOf } from '../follow/call-followers.ts';

export interface AccountIdentity {
  readonly id: AccountId;
  readonly service: Service;
  readonly displayName: string;
  readonly label: string;
  readonly siteUrl?: string;
  readonly organisation?: string;
  readonly lacks?: readonly TeamsFeature[];
  readonly consentUrl?: string;
}

/** The row without what the account lacked before; it may lack nothing any more. */
const withoutLacks = (row: Account): Omit<Account, 'lacks' | 'consentUrl'> => {
  const rest = { ...row };
  delete rest.lacks;
  delete rest.consentUrl;
  return rest;
};

/** Makes the row if it is missing (at the first start, or after the database was lost), and updates its names. */
export const openAccountRow = (database: IsthmusDatabase, identity: AccountIdentity): Promise<Account> =>
  changeAccountRow(database, identity.id, (stored): Account => ({
    me: null,
    progress: { conversations: { total: 0, readable: 0, complete: 0, setBack: 0 }, messages: 0 },
    currentAt: null,
    ...(stored && withoutLacks(stored)),
    ...identity,
    state: { kind: 'connecting' },
  }));

/** Writes what the account lacks now. Resolves to whether that has changed. */
export const writeLacks = async (database: IsthmusDatabase, identity: AccountIdentity): Promise<boolean> => {
  const written = await changeAccountRow(database, identity.id, (stored) => {
    if (!stored || (stored.lacks ?? []).join() === (identity.lacks ?? []).join()) return null;
    const { lacks, consentUrl } = identity;
    return {
      ...withoutLacks(stored),
      ...(lacks === undefined ? {} : { lacks }),
      ...(consentUrl === undefined ? {} : { consentUrl }),
    };
  });
  return written !== null;
};

export interface AccountStanding {
  readonly state: AccountState;
  readonly conversations: Account['progress']['conversations'];
  readonly currentAt: number | null;
}

/** Writes news of an account; does nothing if the row is gone (signed out meanwhile) or says the same already. */
export const writeAccountNews = async (
  database: IsthmusDatabase,
  id: AccountId,
  news: AccountStanding,
): Promise<void> => {
  await changeAccountRow(database, id, (stored) => {
    if (!stored) return null;
    const row: Account = {
      ...stored,
      state: news.state,
      progress: { ...stored.progress, conversations: news.conversations },
      currentAt: news.currentAt ?? stored.currentAt,
    };
    return JSON.stringify(row) === JSON.stringify(stored) ? null : row;
  });
};

/**
 * Writes who the user is there, and what they may not begin (absent: what is known stays). Does nothing when the row is gone (signed out
 * meanwhile) or already says so.
 */
export const writeMe = async (
  database: IsthmusDatabase,
  id: AccountId,
  me: PersonId,
  mayNotBegin?: readonly Beginning[],
): Promise<void> => {
  await changeAccountRow(database, id, (stored) => {
    if (!stored) return null;
    const { mayNotBegin: known = [], ...row } = stored;
    const now = mayNotBegin ?? known;
    if (stored.me === me && known.join() === now.join()) return null;
    return { ...row, me, ...(now.length === 0 ? {} : { mayNotBegin: now }) };
  });
};

/** Does nothing when the row is gone (signed out meanwhile) or already says so. */
export const writeOrganisationName = async (
  database: IsthmusDatabase,
  id: AccountId,
  organisationName: string,
): Promise<void> => {
  await changeAccountRow(database, id, (stored) =>
    stored && stored.organisationName !== organisationName ? { ...stored, organisationName } : null,
  );
};

/** Does nothing when the row is gone (signed out meanwhile) or already says so. */
export const writeWritingLimits = async (
  database: IsthmusDatabase,
  id: AccountId,
  { fileLimits, editableFor }: { readonly fileLimits: FileLimits; readonly editableFor: number | null },
): Promise<void> => {
  await changeAccountRow(database, id, (stored) =>
    stored &&
    (JSON.stringify(stored.fileLimits) !== JSON.stringify(fileLimits) ||
      (stored.editableFor ?? null) !== editableFor)
      ? { ...stored, fileLimits, editableFor }
      : null,
  );
};

/** Does nothing when the row is gone (signed out meanwhile). */
export const writeDesktops = async (
  database: IsthmusDatabase,
  id: AccountId,
  desktops: NonNullable<Account['desktops']>,
): Promise<void> => {
  await changeAccountRow(database, id, (stored) => (stored ? { ...stored, desktops } : null));
};

/** Removes everything of one account after it was signed out. What is left after an interruption is removed by the next call. */
export const removeAccount = async (
  database: IsthmusDatabase,
  followers: readonly Follower[],
  id: AccountId,
): Promise<void> => {
  // Its people go first: while they are here, news of another account could still make one of them a twin.
  await removePeopleOf(database, id);
  await forgetAccountOf(database, followers, id);
  await removeAccountRows(database, id);
};
