/** The consents to permissions of the app: of people for themselves, of administrators for everybody, one scope at a time. */
import type { MicrosoftSettings } from '../settings.ts';
import type { PersonKey } from '../../organisation/plan.ts';
import type { User } from '../state/directory.ts';
import { needsAdmin } from './scopes.ts';

/** A person's request to an administrator (learn.microsoft.com/entra/identity/enterprise-apps/configure-admin-consent-workflow). */
export interface ApprovalRequest {
  readonly person: PersonKey;
  readonly scopes: readonly string[];
}

type Choices = Pick<MicrosoftSettings, 'adminConsent' | 'userConsentAllowed' | 'consentNeedsAdmin'>;

export class Consents {
  readonly #byUser = new Map<string, Set<string>>();
  /** The scopes that each user's tokens were asked for. A permission for everybody is in a token after it was asked for once. */
  readonly #asked = new Map<string, Set<string>>();
  readonly #forAll = new Set<string>();
  /** Scopes that an administrator has withdrawn although `adminConsent` grants them. */
  readonly #withdrawn = new Set<string>();
  readonly #requests = new Map<PersonKey, ApprovalRequest>();

  constructor(private readonly choices: Choices) {}

  /** Whether a person may consent to this themselves, by the permission's own rule and the tenant's. */
  mayAgree(scope: string): boolean {
    const { userConsentAllowed, consentNeedsAdmin } = this.choices;
    return userConsentAllowed && !needsAdmin(scope) && !consentNeedsAdmin.includes(scope);
  }

  has(user: User, scope: string): boolean {
    return (this.#byUser.get(user.id)?.has(scope) ?? false) || this.#isForAll(scope);
  }

  /** The scopes of these that nobody has consented to. */
  missing(user: User, scopes: readonly string[]): string[] {
    return scopes.filter((scope) => !this.has(user, scope));
  }

  /** The scopes in a token of this user that is asked for these: they, and all others with consent. */
  granted(user: User, scopes: readonly string[]): string[] {
    const asked = setIn(this.#asked, user.id);
    for (const scope of scopes) asked.add(scope);
    return [...new Set([...scopes, ...setIn(this.#byUser, user.id), ...this.#forAll, ...asked])].filter(
      (scope) => this.has(user, scope),
    );
  }

  agree(user: User, scopes: readonly string[]): void {
    const known = setIn(this.#byUser, user.id);
    for (const scope of scopes) known.add(scope);
  }

  /** Withdraws this user's consent: to these, or to all. */
  withdraw(user: User, scopes: readonly string[] | null): void {
    if (scopes === null) this.#byUser.delete(user.id);
    else for (const scope of scopes) this.#byUser.get(user.id)?.delete(scope);
  }

  grantForAll(scopes: readonly string[]): void {
    for (const scope of scopes) {
      this.#withdrawn.delete(scope);
      this.#forAll.add(scope);
    }
  }

  withdrawForAll(scopes: readonly string[]): void {
    for (const scope of scopes) {
      this.#forAll.delete(scope);
      this.#withdrawn.add(scope);
    }
  }

  request(user: User, scopes: readonly string[]): void {
    this.#requests.set(user.key, { person: user.key, scopes: [...scopes] });
  }

  requests(): ApprovalRequest[] {
    return [...this.#requests.values()];
  }

  /** Closes a person's request, and grants the permissions if it is approved. @throws Error if there is none. */
  answer(person: PersonKey, approved: boolean): void {
    const request = this.#requests.get(person);
    if (!request) throw new Error(`'${person}' has asked for no approval`);
    this.#requests.delete(person);
    if (approved) this.grantForAll(request.scopes);
  }

  #isForAll(scope: string): boolean {
    if (this.#forAll.has(scope)) return true;
    return this.choices.adminConsent && needsAdmin(scope) && !this.#withdrawn.has(scope);
  }
}

const setIn = (map: Map<string, Set<string>>, key: string): Set<string> => {
  const known = map.get(key) ?? new Set<string>();
  map.set(key, known);
  return known;
};
