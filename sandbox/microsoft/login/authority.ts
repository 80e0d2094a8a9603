/** The tenant names in sign-in addresses: one tenant's id, or a word for many tenants. */
import { consumers, type Account } from './accounts.ts';
import { signInErrors, type SignInError } from './errors.ts';
import type { SignInHost, SignInService } from './service.ts';
import type { User } from '../state/directory.ts';

export type Authority =
  | { readonly kind: 'tenant'; readonly service: SignInService }
  /** Work and school accounts, each in its home tenant. */
  | { readonly kind: 'organizations' }
  /** And personal ones. */
  | { readonly kind: 'common' };

/** The meaning of a name in the path; null if no tenant has it. */
export const authorityOf = (host: SignInHost, name: string): Authority | null => {
  if (name === 'organizations' || name === 'common') return { kind: name };
  const id = name === 'consumers' ? consumers : name;
  const service = host.services.find(({ state }) => state.tenantId === id);
  return service ? { kind: 'tenant', service } : null;
};

/** A user of a tenant, and its part of the sign-in. */
export interface Resolved {
  readonly service: SignInService;
  readonly user: User;
}

/** The user and tenant with which an account continues at this authority. */
export const resolve = (host: SignInHost, authority: Authority, account: Account): Resolved | SignInError => {
  const { accounts, clientId } = host;
  if (authority.kind !== 'tenant') {
    const service = host.services.find(({ state }) => state.tenantId === account.utid);
    // The home tenant is outside of the sandbox, where nobody has installed the app.
    if (!service) return signInErrors.unknownClient(clientId());
    return resolve(host, { kind: 'tenant', service }, account);
  }
  const { service } = authority;
  if (service.state.tenantId === consumers && !host.settings().personalAccounts)
    return signInErrors.notForConsumers();
  const user = accounts.userIn(service.state, account);
  if (user) return { service, user };
  const provider = account.utid === consumers ? 'live.com' : `https://sts.windows.net/${account.utid}/`;
  return signInErrors.notInTenant(
    accounts.shown(account).userPrincipalName,
    provider,
    service.state.tenantId,
  );
};

export const isResolved = (value: Resolved | SignInError): value is Resolved => 'service' in value;
