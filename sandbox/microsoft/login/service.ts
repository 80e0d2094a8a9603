/** The parts that all sign-in handlers share. */
import type { SandboxWorld } from '../../world.ts';
import type { MicrosoftSettings } from '../settings.ts';
import type { TenantState } from '../state/tenant.ts';
import type { User } from '../state/directory.ts';
import type { Accounts } from './accounts.ts';
import type { Consents } from './consents.ts';
import type { DeviceCodes } from './device-codes.ts';
import type { Grants } from './grants.ts';
import type { IssuedTokens } from './issued.ts';
import type { SigningKey } from './keys.ts';
import type { Policies } from './switches/policies.ts';

/** The parts that all tenants of a sign-in host share. */
export interface SignInHost {
  readonly world: SandboxWorld;
  /** One per tenant, the first the one that the sandbox began with. */
  readonly services: readonly SignInService[];
  /** The settings of the first tenant, in which the app is registered. */
  readonly settings: () => MicrosoftSettings;
  readonly accounts: Accounts;
  readonly grants: Grants;
  readonly deviceCodes: DeviceCodes;
  /** As the app is registered now. */
  readonly clientId: () => string;
  /** The sign-in service's address now, without a slash at the end. */
  readonly loginUrl: () => string;
}

/** One tenant's part of the sign-in host. */
export interface SignInService {
  readonly world: SandboxWorld;
  readonly state: TenantState;
  readonly settings: MicrosoftSettings;
  /** As the app is registered now. */
  readonly clientId: () => string;
  readonly key: SigningKey;
  readonly grants: Grants;
  readonly accounts: Accounts;
  readonly consents: Consents;
  readonly policies: Policies;
  readonly issued: IssuedTokens;
  /** Somebody has signed in with the browser, with or without a challenge's claims: switches that waited for it end. */
  readonly signedIn: (user: User, withClaims: boolean) => void;
  /** The sign-in service's address now, without a slash at the end. */
  readonly loginUrl: () => string;
}
