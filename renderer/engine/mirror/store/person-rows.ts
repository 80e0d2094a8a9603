/**
 * Merges what a service tells of a person into the person's row. The name in the directory wins; a name that a message tells is used where
 * the directory has none.
 */
import { hasName, type AccountId, type Change, type Person } from '../../../model/index.ts';

export type HeardName = Omit<Extract<Change, { readonly kind: 'name' }>, 'kind'>;

/** A list of members tells a person without handle and title, and sometimes without a name. What is known of them stays. */
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

/** Whether the stored row says the same. All values of a person are plain ones; a value that is absent is not one that is empty. */
export const isSamePerson = (stored: Person | undefined, now: Person): boolean => {
  if (!stored) return false;
  const [these, those] = [Object.entries(stored), new Map<string, unknown>(Object.entries(now))];
  return (
    these.length === those.size && these.every(([key, value]) => those.has(key) && those.get(key) === value)
  );
};

const named = (person: Person, displayName: string, namedAt: number | undefined): Person =>
  namedAt === undefined ? { ...person, displayName } : { ...person, displayName, namedAt };

/**
 * The row of somebody whom a message names; null if that changes nothing. Of several messages' names the newest counts, in whatever order
 * they come. Somebody who is in no list of members had no row before.
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
