/**
 * Entra's answers for each number with which this sandbox can refuse. The words are those of Microsoft's list
 * (learn.microsoft.com/entra/identity-platform/reference-error-codes) and of answers in public reports. Suberrors are described in
 * learn.microsoft.com/entra/msal/dotnet/advanced/exceptions: a sign-in solves `basic_action`, an act outside of it solves
 * `additional_action`, neither solves `message_only`.
 */
import type { SignInError } from '../errors.ts';

const graph = '00000003-0000-0000-c000-000000000000';

/** Names the policies that want more, as the answers in Azure/azure-cli issues do; an app hands it back in the next sign-in. */
const policyClaims = JSON.stringify({
  access_token: { capolids: { essential: true, values: ['8c6a1a53-2f51-4d0c-9a2e-3b7c6f1d0e44'] } },
});

type Known = Omit<SignInError, 'aadsts'>;

/** Another factor, or the same again: the sign-in must be made anew, with the claims. */
const again = (message: string): Known => ({
  error: 'invalid_grant',
  suberror: 'basic_action',
  claims: policyClaims,
  message,
});

/** The device, place or person is not let in. */
const blocked = (message: string, suberror = 'message_only'): Known => ({
  error: 'invalid_grant',
  suberror,
  claims: policyClaims,
  message,
});

const known: Readonly<Record<number, Known>> = {
  16000: {
    error: 'interaction_required',
    message:
      'Either multiple user identities are available for the current request or selected account is not supported for the scenario.',
  },
  50020: {
    error: 'invalid_grant',
    message:
      'User account from identity provider does not exist in tenant and cannot access the application in that tenant. The account needs to be added as an external user in the tenant first. Sign out and sign in again with a different Microsoft Entra ID user account.',
  },
  50034: {
    error: 'invalid_grant',
    message:
      'The user account does not exist in the directory. To sign into this application, the account must be added to the directory.',
  },
  50053: {
    error: 'invalid_grant',
    message:
      'The account is locked, you’ve tried to sign in too many times with an incorrect user ID or password.',
  },
  50055: {
    error: 'invalid_grant',
    suberror: 'user_password_expired',
    message: 'The password is expired.',
  },
  50057: { error: 'invalid_grant', message: 'The user account is disabled.' },
  50076: again(
    `Due to a configuration change made by your administrator, or because you moved to a new location, you must use multi-factor authentication to access '${graph}'.`,
  ),
  50078: again(
    'Presented multi-factor authentication has expired due to policies configured by your administrator, you must refresh your multi-factor authentication to access the resource.',
  ),
  50079: again(
    `Due to a configuration change made by your administrator, or because you moved to a new location, you must enroll in multi-factor authentication to access '${graph}'.`,
  ),
  50105: {
    error: 'invalid_grant',
    message:
      'Your administrator has configured the application to block users unless they are specifically granted (‘assigned’) access to the application. The signed in user is blocked because they are not a direct member of a group with access, nor had access directly assigned by an administrator. Please contact your administrator to assign access to this application.',
  },
  50158: again(
    'External security challenge not satisfied. User will be redirected to another page or authentication provider to satisfy additional authentication challenges.',
  ),
  50173: {
    error: 'invalid_grant',
    message:
      'The provided grant has expired due to it being revoked, a fresh auth token is needed. The user might have changed or reset their password.',
  },
  50196: {
    error: 'invalid_grant',
    message:
      'The server terminated an operation because it encountered a client request loop. Please contact your app vendor.',
  },
  53000: blocked(
    'Device is not in required device state. Conditional Access policy requires a compliant device, and the device is not compliant. The user must enroll their device with an approved MDM provider like Intune.',
    'additional_action',
  ),
  53001: blocked(
    'Device is not in required device state: Conditional Access policy requires a domain joined device, and the device is not domain joined.',
    'additional_action',
  ),
  53003: blocked(
    'Access has been blocked by Conditional Access policies. The access policy does not allow token issuance.',
  ),
  65001: {
    error: 'invalid_grant',
    suberror: 'consent_required',
    message:
      'The user or administrator has not consented to use the application. Send an interactive authorization request for this user and resource.',
  },
  65004: { error: 'access_denied', message: 'User declined to consent to access the app.' },
  70000: {
    error: 'invalid_grant',
    suberror: 'bad_token',
    message: 'Provided grant is invalid or malformed.',
  },
  70043: {
    error: 'invalid_grant',
    suberror: 'token_expired',
    message:
      'The refresh token has expired or is invalid due to sign-in frequency checks by conditional access.',
  },
  90033: {
    error: 'temporarily_unavailable',
    message: 'A transient error has occurred. Please try again.',
  },
  90094: {
    error: 'access_denied',
    message: 'Admin consent is required for the permissions requested by this application.',
  },
  500011: {
    error: 'invalid_resource',
    message:
      'The resource principal named https://graph.microsoft.com was not found in the tenant. This can happen if the application has not been installed by the administrator of the tenant or consented to by any user in the tenant. You might have sent your authentication request to the wrong tenant.',
  },
  530084: blocked(
    'Access has been blocked by conditional access token protection policy. Please contact your administrator for details.',
  ),
  650053: {
    error: 'invalid_client',
    message: `The application asked for a scope that doesn’t exist on the resource '${graph}'. Contact the app vendor.`,
  },
  700016: {
    error: 'unauthorized_client',
    message:
      'Application was not found in the directory. This can happen if the application has not been installed by the administrator of the tenant or consented to by any user in the tenant.',
  },
  700082: {
    error: 'invalid_grant',
    message: 'The refresh token has expired due to inactivity. The token was inactive for 90.00:00:00.',
  },
  5000211: blocked('Access to the organization is blocked by tenant restrictions.'),
  7000112: { error: 'unauthorized_client', message: 'The application is disabled.' },
  7000218: {
    error: 'invalid_client',
    message: "The request body must contain the following parameter: 'client_assertion' or 'client_secret'.",
  },
};

/** The refusal of a switch: a number of the list, and the parts of its form that a tenant answers differently. */
export interface Refusal {
  /** AADSTS number. */
  readonly number: number;
  readonly error?: string;
  /** Null leaves it out. */
  readonly suberror?: string | null;
  /** A claims request, JSON; null leaves it out. */
  readonly claims?: string | null;
  readonly message?: string;
}

/** The refusal in full. @throws Error for a number that is neither in the list nor told in words. */
export const refusalOf = ({ number, error, suberror, claims, message }: Refusal): SignInError => {
  const listed = known[number];
  const words = message ?? listed?.message;
  if (words === undefined) throw new Error(`nothing is known of AADSTS${number}: give its message`);
  const sub = suberror === undefined ? listed?.suberror : suberror;
  const asked = claims === undefined ? listed?.claims : claims;
  return {
    error: error ?? listed?.error ?? 'invalid_grant',
    aadsts: number,
    message: words,
    ...(sub === undefined || sub === null ? {} : { suberror: sub }),
    ...(asked === undefined || asked === null ? {} : { claims: asked }),
  };
};
