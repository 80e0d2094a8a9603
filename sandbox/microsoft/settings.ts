/** Settings that can be changed at run time: choices of an administrator or of Microsoft, and clocks that tests shorten. */

/** A redirect URI as registered with the app; `spa` or `native` (mobile and desktop) decides CORS and token lifetimes. */
export interface RedirectRegistration {
  readonly uri: string;
  readonly type: 'native' | 'spa';
}

export interface MicrosoftSettings {
  /** Graph answers 429 beyond the published limits (facts, graph §4). */
  throttling: boolean;
  /** How many seconds' worth of requests a limit lets through at once. */
  throttlingBurstSeconds: number;
  /** Access tokens' lifetime. Below five minutes MSAL renews them at once. */
  accessTokenSeconds: number;
  /**
   * Access tokens of apps that declare CP1: they live long because Graph can end them at any time
   * (learn.microsoft.com/entra/identity/conditional-access/concept-continuous-access-evaluation: up to 28 hours).
   */
  challengeableTokenSeconds: number;
  /** Refresh tokens of native redirects: sliding. */
  nativeRefreshTokenSeconds: number;
  /** Refresh tokens of SPA redirects: never prolonged by use. */
  spaRefreshTokenSeconds: number;
  /** How often an app may ask whether a person has signed in on another device. */
  deviceCodeIntervalSeconds: number;
  redirectUris: readonly RedirectRegistration[];
  /** Whether an administrator has consented to the scopes that need one. */
  adminConsent: boolean;
  /** Whether people may consent for themselves at all. */
  userConsentAllowed: boolean;
  /** Permissions that people may not consent to in this tenant though the permission itself allows it (see `highImpactPermissions`). */
  consentNeedsAdmin: readonly string[];
  /**
   * Whether people can ask an administrator for permissions that they may not grant (AADSTS90095,
   * learn.microsoft.com/entra/identity/enterprise-apps/configure-admin-consent-workflow); else the page only refuses (90094).
   */
  adminConsentWorkflow: boolean;
  /**
   * The state of the app's registration: ready, no public client (AADSTS7000218), switched off (7000112), or a tenant without Graph's
   * service principal (500011).
   */
  registration: 'ready' | 'no-public-client' | 'disabled' | 'no-graph';
  /**
   * Whether the registration accepts personal Microsoft accounts (`signInAudience` with PersonalMicrosoftAccount); else they end on a page
   * that says it is not enabled for consumers.
   */
  personalAccounts: boolean;
  /** Permissions that this cloud's Graph does not have: AADSTS650053. */
  missingPermissions: readonly string[];
  /** Puts the `kmsi` claim into id tokens, which makes msal-browser store its cache in plain text (facts, sign-in). */
  kmsiClaim: boolean;
  /** How long a channel's delta token can be used; then 410 Gone. */
  deltaTokenSeconds: number;
  /**
   * Whether pages may read Retry-After across origins. The real service leaves it out of Access-Control-Expose-Headers
   * (microsoftgraph/microsoft-graph-docs issue 17488), so it is off.
   */
  exposeRetryAfter: boolean;
  /** Whether the title of an abbreviation in a message survives the sanitising of HTML, which is not documented. */
  keepsAbbreviations: boolean;
}

export const defaultSettings: MicrosoftSettings = {
  throttling: true,
  throttlingBurstSeconds: 1,
  accessTokenSeconds: 3600,
  challengeableTokenSeconds: 24 * 3600,
  nativeRefreshTokenSeconds: 90 * 24 * 3600,
  spaRefreshTokenSeconds: 24 * 3600,
  deviceCodeIntervalSeconds: 5,
  redirectUris: [{ uri: 'http://localhost', type: 'native' }],
  adminConsent: true,
  userConsentAllowed: true,
  consentNeedsAdmin: [],
  adminConsentWorkflow: false,
  registration: 'ready',
  personalAccounts: false,
  missingPermissions: [],
  kmsiClaim: false,
  deltaTokenSeconds: 30 * 24 * 3600,
  exposeRetryAfter: false,
  keepsAbbreviations: true,
};

/**
 * The permissions that Microsoft's managed consent policy, the default of tenants since 2025, reserves for administrators (facts, entra §1):
 * for `consentNeedsAdmin`.
 */
export const highImpactPermissions: readonly string[] = ['Files.Read.All', 'Files.ReadWrite.All'];
