/** Who has agreed to which permissions of the app: people for themselves, administrators for everybody, one scope at a time. */
import type { MicrosoftSettings } from '../settings.ts';
import type { PersonKey } from '../../organisation/plan.ts';
import type { User } from '../state/directory.ts';
import { needsAdmin } from './scopes.ts';

/** What a person asked an administrator for (learn.microsoft.com/entra/identity/enterprise-apps/configure-admin-consent-workflow). */
export interface ApprovalRequest {
  readonly person: PersonKey;
  readonly scopes: readonly string[];
}

type Choices = Pick<MicrosoftSettings, 'adminConsent' | 'userConsentAllowed' | 'consentNeedsAdmin'>;

export class Consents {
  readonly #byUser = new Map<string, Set<string>>();
  /** What each user's tokens were asked for: what everybody may have is in a token once it was. */
  readonly #asked = new Map<string, Set<string>>();
  readonly #forAll = new Set<string>();
  /** What an administrator took back, though `adminConsent` says that there is consent. */
  readonly #withdrawn = new Set<string>();
  readonly #requests = new Map<PersonKey, ApprovalRequest>();

  constructor(private readonly choices: Choices) {}

  /** Whether a person may agree to this alone, by the permission's own rule and the tenant's. */
  mayAgree(scope: string): boolean {
    const { userConsentAllowed, consentNeedsAdmin } = this.choices;
    return userConsentAllowed && !needsAdmin(scope) && !consentNeedsAdmin.includes(scope);
  }

  has(user: User, scope: string): boolean {
    return (this.#byUser.get(user.id)?.has(scope) ?? false) || this.#isForAll(scope);
  }

  /** Of these scopes, what nobody has agreed to. */
  missing(user: User, scopes: readonly string[]): string[] {
    return scopes.filter((scope) => !this.has(user, scope));
  }

  /** What a token of this user holds that is asked for these: they, and whatever else was agreed to. */
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

  /** Takes back what this user agreed to: these, or all. */
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

  /** Ends a person's request, and grants what it asked for when it is approved. @throws Error where there is none. */
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
