/** What a person's row becomes by what a service tells. The directory's name wins; a name that messages tell stands where it has none. */
import { hasName, type AccountId, type Change, type Person } from '../../../model/index.ts';

export type HeardName = Omit<Extract<Change, { readonly kind: 'name' }>, 'kind'>;

/** A person read from a member list comes without handle or title, and at times without a name: what is known of them stays. */
export const mergePerson = (stored: Person | undefined, told: Person): Person => {
  if (!stored) return told;
  const merged = {
    ...told,
    handle: told.handle || stored.handle,
    jobTitle: told.jobTitle || stored.jobTitle,
    email: told.email ?? stored.email,
  };
  if (told.displayName === '') return named(merged, stored.displayName, stored.namedAt);
  return stored.namedAt !== undefined && !hasName(merged)
    ? named(merged, stored.displayName, stored.namedAt)
    : merged;
};

const named = (person: Person, displayName: string, namedAt: number | undefined): Person =>
  namedAt === undefined ? { ...person, displayName } : { ...person, displayName, namedAt };

/**
 * The row of somebody whom a message names; null where that changes nothing. Of several messages' names the newest counts, whatever
 * order they come in. Who is in no list of members has no row before.
 */
export const heardPerson = (
  stored: Person | undefined,
  accountId: AccountId,
  { personId, name, at }: HeardName,
): Person | null => {
  if (!stored)
    return {
      id: personId,
      accountId,
      kind: 'person',
      displayName: name,
      namedAt: at,
      handle: '',
      email: null,
      jobTitle: '',
      active: true,
      claims: null,
    };
  const isBetter = stored.namedAt === undefined ? !hasName(stored) : at > stored.namedAt;
  return isBetter ? named(stored, name, at) : null;
};
