/** A person, bot or application as one account sees it. */
import type { SharedKey } from './carrying.ts';
import type { AccountId, PersonId } from './ids.ts';

export type Presence =
  'online' | 'away' | 'busy' | 'do-not-disturb' | 'out-of-office' | 'offline' | 'unknown';

/**
 * What the user can set their own presence to. No service takes all of them (`renderer/app/accounts/presence-choices.ts`). `automatic`: what the
 * service finds out by itself.
 */
export type SettablePresence =
  Extract<Presence, 'online' | 'away' | 'busy' | 'do-not-disturb' | 'offline'> | 'automatic';

export interface Person {
  readonly id: PersonId;
  readonly accountId: AccountId;
  readonly kind: 'person' | 'guest' | 'bot';
  /** '' if no name is known. It may be an address instead of a name: see `hasName`. */
  readonly displayName: string;
  /** If the name comes from a message and not from the directory: when that message was written, ms. Otherwise absent. */
  readonly namedAt?: number;
  /** The short name that a mention uses: a Mattermost username or a Teams user principal name; '' if unknown. */
  readonly handle: string;
  /** The e-mail address in lower case; null if the service does not show it. */
  readonly email: string | null;
  readonly jobTitle: string;
  /** What changes with the person's photo, in the service's own words; '' if they have none. Absent if the service does not say. */
  readonly photoStamp?: string;
  /** False if the service no longer has this person, or has disabled them. */
  readonly active: boolean;
  /** The Teams user that this Mattermost user claims to be, by their profile's props; null if they claim none, and always in Teams. */
  readonly claims: SharedKey | null;
}

/** Whether a person's `displayName` is a name, and not an address in its place. */
export const hasName = ({
  displayName,
  email,
  handle,
}: Pick<Person, 'displayName' | 'email' | 'handle'>): boolean => {
  const name = displayName.trim().toLowerCase();
  return name !== '' && name !== email && name !== handle.toLowerCase();
};
