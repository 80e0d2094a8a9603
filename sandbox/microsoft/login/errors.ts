/** Sign-in errors as the service words them: an OAuth code, an AADSTS number, a sentence. */

export interface SignInError {
  readonly error: string;
  readonly aadsts: number;
  readonly message: string;
  readonly suberror?: string;
  /** The claims that the next sign-in must ask for, JSON. */
  readonly claims?: string;
}

const sts = (error: string, aadsts: number, message: string, suberror?: string): SignInError => ({
  error,
  aadsts,
  message,
  ...(suberror === undefined ? {} : { suberror }),
});

export const signInErrors = {
  unknownClient: (id: string) =>
    sts('unauthorized_client', 700016, `Application with identifier '${id}' was not found in the directory.`),
  /** The page of login.live.com for an app whose audience leaves personal accounts out; it carries no number. */
  notForConsumers: () =>
    sts(
      'unauthorized_client',
      0,
      'The client does not exist or is not enabled for consumers. If you are the application developer, configure a new application through the App Registrations in the Azure Portal.',
    ),
  notInTenant: (name: string, provider: string, tenant: string) =>
    sts(
      'invalid_grant',
      50020,
      `User account '${name}' from identity provider '${provider}' does not exist in tenant '${tenant}' and cannot access the application in that tenant. The account needs to be added as an external user in the tenant first. Sign out and sign in again with a different Microsoft Entra ID user account.`,
    ),
  wrongTenant: () =>
    sts(
      'invalid_grant',
      700005,
      'The provided authorization code is intended to use against other tenant, thus rejected. OAuth2 Authorization Code must be redeemed against same tenant it was acquired for (/common or /{tenant-ID} as appropriate).',
    ),
  redirectMismatch: (uri: string) =>
    sts(
      'invalid_request',
      50011,
      `The redirect URI '${uri}' specified in the request does not match the redirect URIs configured for the application.`,
    ),
  unknownTenant: (name: string) => sts('invalid_request', 90002, `Tenant '${name}' not found.`),
  missing: (name: string) =>
    sts('invalid_request', 900144, `The request body must contain the following parameter: '${name}'.`),
  responseType: (type: string) =>
    sts(
      'unsupported_response_type',
      700051,
      `response_type '${type}' is not supported for this application.`,
    ),
  /** A scope that this cloud's Graph does not have (learn.microsoft.com/entra/identity-platform/reference-error-codes). */
  unknownScope: (app: string, scope: string) =>
    sts(
      'invalid_client',
      650053,
      `The application '${app}' asked for scope '${scope}' that doesn't exist on the resource '00000003-0000-0000-c000-000000000000'. Contact the app vendor.`,
    ),
  malformedClaims: () => sts('invalid_request', 9000410, 'Malformed JSON.'),
  pkceRequired: () =>
    sts(
      'invalid_request',
      9002325,
      'Proof Key for Code Exchange is required for cross-origin authorization code redemption.',
    ),
  pkceMethod: () =>
    sts('invalid_request', 501491, 'Invalid size or method of Code_Challenge parameter: use S256.'),
  pkceMismatch: () =>
    sts(
      'invalid_grant',
      501481,
      'The Code_Verifier does not match the code_challenge supplied in the authorization request.',
    ),
  loginRequired: () =>
    sts('login_required', 50058, 'A silent sign-in request was sent but no user is signed in.'),
  selectAccount: () =>
    sts(
      'interaction_required',
      16000,
      'Either multiple user identities are available for the current request or selected account is not supported for the scenario.',
    ),
  consentRequired: (app: string) =>
    sts(
      'invalid_grant',
      65001,
      `The user or administrator has not consented to use the application with ID '${app}'. Send an interactive authorization request for this user and resource.`,
      'consent_required',
    ),
  declined: () => sts('access_denied', 65004, 'User declined to consent to access the app.'),
  cancelled: () => sts('access_denied', 50126, 'The user cancelled the sign-in.', 'cancel'),
  badCode: () => sts('invalid_grant', 9002313, 'Invalid request. Request is malformed or invalid.'),
  codeUsed: () =>
    sts(
      'invalid_grant',
      54005,
      'OAuth2 Authorization code was already redeemed, please retry with a new valid code or use an existing refresh token.',
    ),
  codeExpired: () =>
    sts(
      'invalid_grant',
      70008,
      'The provided authorization code or refresh token has expired due to inactivity. Send a new interactive authorization request for this user and resource.',
    ),
  codeRedirect: () =>
    sts(
      'invalid_grant',
      500112,
      'The reply address does not match the reply address provided when requesting the authorization code.',
    ),
  revoked: () =>
    sts(
      'invalid_grant',
      50173,
      'The provided grant has expired due to it being revoked, a fresh auth token is needed. The user might have changed or reset their password.',
    ),
  nativeExpired: () => sts('invalid_grant', 700082, 'The refresh token has expired due to inactivity.'),
  spaExpired: () =>
    sts(
      'invalid_grant',
      700084,
      'The refresh token was issued to a single page app (SPA), and therefore has a fixed, limited lifetime of 1.00:00:00, which cannot be extended. It is now expired and a new sign in request must be sent by the SPA to the sign in page.',
    ),
  originForbidden: (origin: string) =>
    sts(
      'invalid_request',
      9002326,
      `Cross-origin token redemption is permitted only for the 'Single-Page Application' client-type. Request origin: '${origin}'.`,
    ),
  originMissing: () =>
    sts(
      'invalid_request',
      9002327,
      "Tokens issued for the 'Single-Page Application' client-type may only be redeemed via cross-origin requests.",
    ),
  /** These four: learn.microsoft.com/entra/identity-platform/v2-oauth2-device-code and reference-error-codes. */
  authorizationPending: () =>
    sts(
      'authorization_pending',
      70016,
      'The provided request has not yet been authorized by the user. The user must input their code.',
    ),
  /** The number is that of a declined consent; the documents name none for this error. */
  authorizationDeclined: () =>
    sts('authorization_declined', 65004, 'The end user has denied the authorization request.'),
  badDeviceCode: () =>
    sts('bad_verification_code', 70018, "The device_code sent to the token endpoint wasn't recognized."),
  deviceCodeExpired: () =>
    sts('expired_token', 70019, 'Verification code expired. Have the user retry the sign-in.'),
  /** RFC 8628, 3.5; Entra's documents do not name it. */
  slowDown: () => sts('slow_down', 0, 'The client polls more often than it was told to.'),
  grantType: (type: string) =>
    sts('unsupported_grant_type', 70003, `The app requested an unsupported grant type '${type}'.`),
} as const;

/** `AADSTS50173: …` with the trace that the service appends; without a number if the service has none. */
export const describe = (problem: SignInError, now: number): string =>
  `${problem.aadsts === 0 ? problem.error : `AADSTS${problem.aadsts}`}: ${problem.message} Timestamp: ${new Date(now).toISOString().slice(0, 19).replace('T', ' ')}Z`;

/** The JSON body of the token endpoint's refusals. */
export const errorBody = (problem: SignInError, now: number, trace: string): Record<string, unknown> => ({
  error: problem.error,
  error_description: describe(problem, now),
  error_codes: [problem.aadsts],
  timestamp: `${new Date(now).toISOString().slice(0, 19).replace('T', ' ')}Z`,
  trace_id: trace,
  correlation_id: trace,
  ...(problem.suberror === undefined ? {} : { suberror: problem.suberror }),
  ...(problem.claims === undefined ? {} : { claims: problem.claims }),
});

/** The status of refusals by the token endpoint: 401 if the app itself is refused (RFC 6749, 5.2). */
export const errorStatus = (problem: SignInError): 400 | 401 =>
  problem.error === 'invalid_client' ? 401 : 400;
