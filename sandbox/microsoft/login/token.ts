/** The token endpoint: codes and refresh tokens become access tokens, with the Origin rules of each redirect type. */
import { createHash } from 'node:crypto';
import type { User } from '../state/directory.ts';
import { hexOf } from '../state/ids.ts';
import { signInErrors, type SignInError } from './errors.ts';
import { readClaims, type ClaimsRequest } from './claims.ts';
import { isSignInError, type Proof, type RefreshGrant } from './grants.ts';
import { readScopes, unknownScopes } from './scopes.ts';
import { refusalOf } from './switches/known-refusals.ts';
import type { SignInService } from './service.ts';
import type { RedirectRegistration } from '../settings.ts';

export type TokenAnswer =
  | { readonly kind: 'tokens'; readonly body: Readonly<Record<string, unknown>> }
  | { readonly kind: 'refused'; readonly problem: SignInError };

const refused = (problem: SignInError): TokenAnswer => ({ kind: 'refused', problem });

/** SPA grants must come with an Origin header, native ones without (facts, graph §7). */
const originProblem = (type: RedirectRegistration['type'], origin: string | null): SignInError | null => {
  if (type === 'native' && origin !== null) return signInErrors.originForbidden(origin);
  if (type === 'spa' && origin === null) return signInErrors.originMissing();
  return null;
};

/** The number that a registration in this state is refused with. */
const registrationProblem = {
  ready: null,
  'no-public-client': 7000218,
  disabled: 7000112,
  'no-graph': 500011,
} as const;

/** Answers one token request. */
export const answerToken = (
  service: SignInService,
  fields: URLSearchParams,
  origin: string | null,
): TokenAnswer => {
  const client = fields.get('client_id');
  if (client === null) return refused(signInErrors.missing('client_id'));
  if (client !== service.clientId()) return refused(signInErrors.unknownClient(client));
  const registration = registrationProblem[service.settings.registration];
  if (registration !== null) return refused(refusalOf({ number: registration }));
  const grantType = fields.get('grant_type');
  switch (grantType) {
    case null:
      return refused(signInErrors.missing('grant_type'));
    case 'authorization_code':
      return redeemCode(service, fields, origin);
    case 'refresh_token':
      return refresh(service, fields, origin);
    default:
      return refused(signInErrors.grantType(grantType));
  }
};

const redeemCode = (service: SignInService, fields: URLSearchParams, origin: string | null): TokenAnswer => {
  const grant = service.grants.code(fields.get('code') ?? '');
  if (isSignInError(grant)) return refused(grant);
  const problem = originProblem(grant.redirectType, origin);
  if (problem) return refused(problem);
  if (fields.get('redirect_uri') !== grant.redirectUri) return refused(signInErrors.codeRedirect());
  if (grant.codeChallenge !== null) {
    const verifier = fields.get('code_verifier') ?? '';
    const challenge = createHash('sha256').update(verifier).digest('base64url');
    if (challenge !== grant.codeChallenge) return refused(signInErrors.pkceMismatch());
  }
  grant.used = true;
  return issue(service, fields, {
    ...grant,
    scope: fields.get('scope') ?? grant.scope,
    previous: null,
  });
};

const refresh = (service: SignInService, fields: URLSearchParams, origin: string | null): TokenAnswer => {
  const grant = service.grants.refreshToken(fields.get('refresh_token') ?? '');
  if (isSignInError(grant)) return refused(grant);
  const problem = originProblem(grant.redirectType, origin);
  if (problem) return refused(problem);
  const { user, signedInAt } = grant;
  const scope = fields.get('scope') ?? '';
  if (!service.state.directory.isEnabled(user)) return refused(refusalOf({ number: 50057 }));
  const refusal = service.policies.refuses(user, scope, signedInAt);
  if (refusal) return refused(refusal);
  return issue(service, fields, { ...grant, scope, nonce: null, previous: grant });
};

/** What tokens are made for: who, how they signed in, and what they ask for. */
interface Wanted extends Proof {
  readonly user: User;
  readonly redirectType: RedirectRegistration['type'];
  readonly scope: string;
  readonly nonce: string | null;
  readonly previous: RefreshGrant | null;
}

const issue = (service: SignInService, fields: URLSearchParams, wanted: Wanted): TokenAnswer => {
  const { user, redirectType, nonce, previous } = wanted;
  const requested = readScopes(wanted.scope);
  const [unknown] = unknownScopes(requested, service.settings);
  if (unknown !== undefined) return refused(signInErrors.unknownScope(service.clientId(), unknown));
  if (service.consents.missing(user, requested.graph).length > 0) {
    return refused(signInErrors.consentRequired(service.clientId()));
  }
  const claims = readClaims(fields.get('claims'));
  if ('aadsts' in claims) return refused(claims);
  // A context is met by signing in with the browser only.
  if (claims.contexts.some((context) => !wanted.contexts.includes(context))) {
    return refused(refusalOf({ number: 50076, claims: fields.get('claims') }));
  }
  const granted = service.consents.granted(user, requested.graph);
  const openId = requested.openId.filter((one) => one !== 'offline_access');
  const lifetime = lifetimeOf(service, claims);
  return {
    kind: 'tokens',
    body: {
      token_type: 'Bearer',
      scope: [...openId, ...granted].join(' '),
      expires_in: lifetime,
      ext_expires_in: lifetime,
      access_token: accessToken(service, user, granted, claims),
      ...(previous || requested.openId.includes('offline_access')
        ? { refresh_token: service.grants.issueRefreshToken(user, redirectType, wanted, previous) }
        : {}),
      ...(requested.openId.includes('openid') ? { id_token: idToken(service, user, nonce) } : {}),
      ...(fields.get('client_info') === '1' ? { client_info: clientInfo(service, user) } : {}),
    },
  };
};

/** `client_info`, from which MSAL makes the home account id: base64url of `{uid, utid}`. */
export const clientInfo = (service: SignInService, user: User): string =>
  Buffer.from(JSON.stringify({ uid: user.id, utid: service.state.tenantId })).toString('base64url');

const lifetimeOf = ({ settings }: SignInService, { knowsChallenges }: ClaimsRequest): number =>
  knowsChallenges ? settings.challengeableTokenSeconds : settings.accessTokenSeconds;

/** An access token for Graph, as `graph/bearer.ts` checks it. */
export const accessToken = (
  service: SignInService,
  user: User,
  scopes: readonly string[],
  claims: ClaimsRequest,
): string => {
  const now = Math.floor(service.world.now() / 1000);
  const uti = service.grants.random().slice(0, 22);
  service.issued.note(uti, service.world.now());
  return service.key.sign({
    aud: 'https://graph.microsoft.com',
    iss: `https://sts.windows.net/${service.state.tenantId}/`,
    iat: now,
    nbf: now,
    exp: now + lifetimeOf(service, claims),
    appid: service.clientId(),
    // learn.microsoft.com/entra/identity-platform/access-token-claims-reference
    ...(claims.knowsChallenges ? { xms_cc: ['cp1'] } : {}),
    ...(claims.contexts.length === 0 ? {} : { acrs: claims.contexts }),
    idtyp: 'user',
    name: user.displayName,
    oid: user.id,
    scp: scopes.join(' '),
    tid: service.state.tenantId,
    upn: user.userPrincipalName,
    uti,
    ver: '1.0',
  });
};

const idToken = (service: SignInService, user: User, nonce: string | null): string => {
  const now = Math.floor(service.world.now() / 1000);
  return service.key.sign({
    aud: service.clientId(),
    iss: `${service.loginUrl()}/${service.state.tenantId}/v2.0`,
    iat: now,
    nbf: now,
    exp: now + 3600,
    name: user.displayName,
    ...(nonce === null ? {} : { nonce }),
    oid: user.id,
    preferred_username: user.userPrincipalName,
    sub: hexOf(`${service.clientId()}/${user.id}`),
    tid: service.state.tenantId,
    uti: service.grants.random().slice(0, 22),
    ver: '2.0',
    ...(service.settings.kmsiClaim ? { signin_state: ['kmsi'], kmsi: true } : {}),
  });
};
