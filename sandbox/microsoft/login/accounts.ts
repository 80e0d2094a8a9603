/**
 * People across tenants: an account has one home tenant, and a separate user in each tenant that admitted it
 * (learn.microsoft.com/entra/external-id/user-properties). MSAL's home account id consists of the home's ids in every tenant.
 */
import type { User } from '../state/directory.ts';
import { guidOf, hexOf } from '../state/ids.ts';
import type { TenantState } from '../state/tenant.ts';

/** The tenant that all personal Microsoft accounts are of (learn.microsoft.com/entra/identity-platform/id-token-claims-reference, `tid`). */
export const consumers = '9188040d-6c67-4c5b-b112-36a304b66dad';

export interface Account {
  /** Object id in the home tenant. */
  readonly uid: string;
  /** The home tenant. */
  readonly utid: string;
}

/** As a key of maps, and as MSAL writes it. */
export const accountKey = ({ uid, utid }: Account): string => `${uid}.${utid}`;

export class Accounts {
  /** @param states all tenants of the sandbox; more may come. */
  constructor(private readonly states: readonly TenantState[]) {}

  /** Where this user is at home: for a guest the tenant that knows their address, or one beyond the sandbox. */
  homeOf(user: User): Account {
    if (user.kind !== 'guest') return { uid: user.id, utid: user.tenantId };
    const name = user.mail ?? user.userPrincipalName;
    const home = this.#member(name);
    if (home) return { uid: home.id, utid: home.tenantId };
    return { uid: guidOf(hexOf(`home/${name}`)), utid: guidOf(hexOf(name.split('@')[1] ?? '')) };
  }

  /** This account's user in a tenant; undefined if it is neither member nor guest. */
  userIn(state: TenantState, account: Account): User | undefined {
    const key = accountKey(account);
    return state.directory.accounts().find((user) => accountKey(this.homeOf(user)) === key);
  }

  /** The user of an account without a given tenant: at home, else in a tenant where it is a guest. */
  shown(account: Account): User {
    const home = this.states.find(({ tenantId }) => tenantId === account.utid);
    const user = [...(home ? [home] : []), ...this.states]
      .map((state) => this.userIn(state, account))
      .find((one) => one !== undefined);
    if (!user) throw new Error(`nobody has the account ${accountKey(account)}`);
    return user;
  }

  /** Whose this name is: first in `here`, then among the members of all tenants, then among their guests. */
  byName(name: string, here: TenantState | null): Account | undefined {
    const user =
      here?.directory.signInName(name) ??
      this.#member(name) ??
      this.states.map((state) => state.directory.signInName(name)).find((one) => one !== undefined);
    return user && this.homeOf(user);
  }

  isPassword(account: Account, password: string | null): boolean {
    return this.#directoryOf(account).password(this.shown(account)) === password;
  }

  /** Whether the home tenant admits this account. Each tenant decides separately about its guests. */
  isEnabled(account: Account): boolean {
    return this.#directoryOf(account).isEnabled(this.shown(account));
  }

  #directoryOf(account: Account): TenantState['directory'] {
    const user = this.shown(account);
    const state = this.states.find(({ directory }) => directory.byId(user.id) === user);
    if (!state) throw new Error(`no tenant knows ${user.id}`);
    return state.directory;
  }

  #member(name: string): User | undefined {
    return this.states
      .map((state) => state.directory.signInName(name))
      .find((user) => user?.kind === 'member');
  }
}
