/** The tenant's people, found by plan key, by id and by the names they sign in with. */
import type { PersonKey, PlannedPerson } from '../../organisation/plan.ts';
import { Refusal } from './failure.ts';
import { guidOf, hexOf } from './ids.ts';

/**
 * `member` and `guest` (invited, `#EXT#` in the user principal name) have an account in this tenant; `federated` people belong
 * to another tenant and appear in chats only; a `bot` is an application.
 */
export type UserKind = 'member' | 'guest' | 'federated' | 'bot';

export interface User {
  readonly key: PersonKey;
  /** Entra object id; for a bot its application id. */
  readonly id: string;
  readonly kind: UserKind;
  readonly tenantId: string;
  readonly displayName: string;
  readonly givenName: string;
  readonly surname: string;
  readonly jobTitle: string;
  readonly userPrincipalName: string;
  readonly mail: string | null;
  readonly password: string;
}

const kindOf = (person: PlannedPerson, userPrincipalName: string): UserKind => {
  if (person.kind !== 'guest') return person.kind;
  return userPrincipalName.includes('#EXT#') ? 'guest' : 'federated';
};

export class Directory {
  readonly #byKey = new Map<PersonKey, User>();
  readonly #byId = new Map<string, User>();
  readonly #byName = new Map<string, User>();
  readonly #passwords = new Map<string, string>();
  readonly #disabled = new Set<string>();

  /** Takes a person of the plan; people without a Microsoft account are passed over. */
  add(person: PlannedPerson, tenantId: string): void {
    if (!person.microsoft) return;
    const { id, userPrincipalName, mail } = person.microsoft;
    const kind = kindOf(person, userPrincipalName);
    const user: User = {
      key: person.key,
      id,
      kind,
      tenantId: kind === 'federated' ? guidOf(hexOf(userPrincipalName.split('@')[1] ?? '')) : tenantId,
      displayName: person.displayName,
      givenName: person.givenName,
      surname: person.surname,
      jobTitle: person.jobTitle,
      userPrincipalName,
      mail,
      password: person.password,
    };
    this.#byKey.set(user.key, user);
    this.#byId.set(user.id, user);
    if (mail !== null) this.#byName.set(mail.toLowerCase(), user);
    this.#byName.set(userPrincipalName.toLowerCase(), user);
  }

  byKey(key: PersonKey): User {
    const user = this.#byKey.get(key);
    if (!user) throw new Refusal('NotFound', `'${key}' has no Microsoft account in this organisation.`);
    return user;
  }

  byId(id: string): User | undefined {
    return this.#byId.get(id);
  }

  /** By object id, user principal name or mail, as `/users/{id}` and `user@odata.bind` accept them. */
  find(name: string): User | undefined {
    return this.#byId.get(name) ?? this.#byName.get(name.toLowerCase());
  }

  /** All people with an account in this tenant: no bots, nobody from other tenants. */
  accounts(): User[] {
    return [...this.#byKey.values()].filter((user) => user.kind === 'member' || user.kind === 'guest');
  }

  /** The user's password now. */
  password(user: User): string {
    return this.#passwords.get(user.id) ?? user.password;
  }

  setPassword(user: User, password: string): void {
    this.#passwords.set(user.id, password);
  }

  isEnabled(user: User): boolean {
    return !this.#disabled.has(user.id);
  }

  setEnabled(user: User, enabled: boolean): void {
    if (enabled) this.#disabled.delete(user.id);
    else this.#disabled.add(user.id);
  }

  /** The user of this tenant who may sign in with this name. */
  signInName(name: string): User | undefined {
    const user = this.find(name.trim());
    return user && (user.kind === 'member' || user.kind === 'guest') ? user : undefined;
  }
}
