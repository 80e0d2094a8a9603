/** The switches for a tenant's sign-ins: acts of administrators, policies, faults. All can be switched while the app runs. */
import type { PersonKey } from '../../../organisation/plan.ts';
import type { ApprovalRequest } from '../consents.ts';
import type { Refusal } from './known-refusals.ts';
import type { Outage } from './outage.ts';
import type { Until } from './rules.ts';

export type { Refusal } from './known-refusals.ts';
export type { Outage } from './outage.ts';
export type { Until } from './rules.ts';
export type { ApprovalRequest } from '../consents.ts';

/** Takes a switch back. */
export type Stop = () => void;

/** An interactive sign-in that ends elsewhere than it should, once the password is right. */
export interface StoppedSignIn extends Refusal {
  /** Everybody's when null. */
  readonly person: PersonKey | null;
  /**
   * `page`: Entra shows the number and never returns to the app, as for 53003, 50105, 50020, 530084, 700016. `redirect`: the app is told, by
   * default as `access_denied`, which stands for a policy's number and for the user's own refusal (facts, sign-in).
   */
  readonly way: 'page' | 'redirect';
}

export interface EntraSwitches {
  /** Refuses this person's refresh tokens. */
  refuseRefresh(person: PersonKey, refusal: Refusal, until?: Until): Stop;
  /** The token endpoint is out of order, for all or for one grant type. */
  breakTokenEndpoint(
    outage: Outage,
    more?: { readonly grant?: 'authorization_code' | 'refresh_token'; readonly until?: Until },
  ): Stop;
  stopSignIn(stopped: StoppedSignIn, until?: Until): Stop;

  /** An administrator grants these to everybody. They are in the next token. */
  grantForAll(scopes: readonly string[]): void;
  /** An administrator withdraws these, also if `settings.adminConsent` granted them. */
  withdrawForAll(scopes: readonly string[]): void;
  /** Withdraws a person's consent: to these, or to all. */
  withdrawConsent(person: PersonKey, scopes?: readonly string[]): void;
  /** The people who have asked for approval and wait (`settings.adminConsentWorkflow`). */
  approvalRequests(): readonly ApprovalRequest[];
  /** An administrator approves a person's request, which grants its permissions to everybody. */
  approve(person: PersonKey): void;
  decline(person: PersonKey): void;

  /** Conditional access: how long a sign-in holds, seconds; AADSTS70043 afterwards. Null: for ever. */
  setSignInFrequency(person: PersonKey, seconds: number | null): void;
  /**
   * More renewals for the same scopes than this within these seconds are a loop (AADSTS50196), until enough time has passed. The service's
   * own numbers: 15 in 5 minutes (learn.microsoft.com/entra/identity-platform/reference-breaking-changes). Null: off.
   */
  detectLoops(limit: { readonly requests: number; readonly seconds: number } | null): void;

  /**
   * AADSTS50057 from now on, everywhere for the home tenant's own people, in this tenant for its guests; tokens that know continuous access
   * evaluation end at once.
   */
  setAccountEnabled(person: PersonKey, enabled: boolean): void;
  /** In the person's home tenant. Ends their refresh tokens and browser sessions too: AADSTS50173. */
  changePassword(person: PersonKey, password: string): void;
  /** The registration is deleted and made anew: the old client id is AADSTS700016. */
  replaceClient(clientId: string): void;
  /** Takes every switch of this list back that can be. */
  clear(): void;
}
