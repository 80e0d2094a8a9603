/** The interface of a pretend tenant for programs that run it and test against it. */
import type { Faults } from '../faults.ts';
import type { PersonKey } from '../organisation/plan.ts';
import type { ServiceActs } from '../service.ts';
import type { SandboxWorld } from '../world.ts';
import type { SigningKey } from './login/keys.ts';
import type { EntraSwitches } from './login/switches/contract.ts';
import type { GraphSwitches } from './graph/challenges.ts';
import type { Counters } from './graph/counters.ts';
import type { MicrosoftSettings } from './settings.ts';
import type { SubscriptionSwitches } from './subscriptions/subscriptions.ts';

/** The addresses of the two hosts, without a slash at the end. */
export interface MicrosoftUrls {
  readonly loginUrl: string;
  readonly graphUrl: string;
}

interface Host {
  /** Throws ConnectionLost when a fault breaks the connection. */
  readonly fetch: (request: Request) => Promise<Response>;
}

export interface MicrosoftActs extends ServiceActs {
  /** Archives a team with all its channels, or opens it again. */
  setTeamArchived(teamId: string, archived: boolean): void;
  /** Data loss prevention of the tenant: hides a sent message from everybody, or shows it again. */
  setBlocked(conversationId: string, messageId: string, blocked: boolean): void;
}

export interface MicrosoftTenant {
  readonly login: Host;
  readonly graph: Host;
  readonly acts: MicrosoftActs;
  /** Switchable at any time; the next request sees it. */
  readonly settings: MicrosoftSettings;
  readonly counters: Counters;
  /** As the app is registered now. */
  readonly clientId: string;
  /** Known once an organisation is loaded. */
  readonly tenantId: () => string;
  /**
   * Another tenant behind the same two hosts, with its own settings and switches; `acts.load` fills it. Its guests are people of another
   * tenant that knows their address (`mail`): one account, with a separate user and separate tokens in each tenant. A tenant whose id is
   * `personalTenantId` holds personal Microsoft accounts.
   */
  addTenant(settings?: Partial<MicrosoftSettings>): MicrosoftTenant;
  urls(): MicrosoftUrls;
  /** The listener sets its address here; addresses in answers use it. */
  moveTo(urls: MicrosoftUrls): void;
  /** The switches for sign-ins: acts of administrators, policies, faults. */
  readonly entra: EntraSwitches;
  /** Where Graph refuses tokens that are good in themselves. */
  readonly graphSwitches: GraphSwitches;
  /** Change notifications; nobody can subscribe until a hub is there. */
  readonly subscriptions: SubscriptionSwitches;
  /** Ends a person's refresh tokens and browser sessions, for all tenants: AADSTS50173 from now on. */
  revoke(person: PersonKey): void;
  /** An access token without the sign-in, for tests of Graph alone. */
  tokenFor(person: PersonKey, scopes: readonly string[]): string;
}

/** The options of a tenant. */
export interface MicrosoftTenantOptions extends MicrosoftUrls {
  readonly world: SandboxWorld;
  /** The app registration's client id. */
  readonly clientId: string;
  readonly faults: Faults;
  readonly settings?: Partial<MicrosoftSettings>;
  /** Making a key takes a tenth of a second; many tenants may share one. */
  readonly signingKey?: SigningKey;
}
