/** A person, bot or application as one account sees it. */
import type { SharedKey } from './carrying.ts';
import type { AccountId, PersonId } from './ids.ts';

export type Presence =
  'online' | 'away' | 'busy' | 'do-not-disturb' | 'out-of-office' | 'offline' | 'unknown';

export interface Person {
  readonly id: PersonId;
  readonly accountId: AccountId;
  readonly kind: 'person' | 'guest' | 'bot';
  /** '' when nobody tells a name. An address may stand for one: see `hasName`. */
  readonly displayName: string;
  /** When the message was written (ms) that told the name, where the directory tells none; absent for all others. */
  readonly namedAt?: number;
  /** The short name one mentions by: a Mattermost username, a Teams user principal name; '' when unknown. */
  readonly handle: string;
  /** Lower-cased e-mail address, null when the service does not show it. */
  readonly email: string | null;
  readonly jobTitle: string;
  /** False when the service no longer has this person or has switched them off. */
  readonly active: boolean;
  /** The Teams user this Mattermost user says to be (the directory); null for everybody else, and always in Teams. */
  readonly claims: SharedKey | null;
}

/** Whether somebody is called by a name, and not just by the address that stands for one. */
export const hasName = ({
  displayName,
  email,
  handle,
}: Pick<Person, 'displayName' | 'email' | 'handle'>): boolean => {
  const name = displayName.trim().toLowerCase();
  return name !== '' && name !== email && name !== handle.toLowerCase();
};
