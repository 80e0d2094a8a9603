/** The authorize request: what an app may ask for, and the address of its answer. */
import type { MicrosoftSettings, RedirectRegistration } from '../settings.ts';
import { describe, signInErrors, type SignInError } from './errors.ts';
import { readClaims, type ClaimsRequest } from './claims.ts';
import { readScopes, unknownScopes, type RequestedScopes } from './scopes.ts';
import { refusalOf } from './switches/known-refusals.ts';

export type ResponseMode = 'query' | 'fragment' | 'form_post';
export type Prompt = 'none' | 'login' | 'consent' | 'select_account' | null;

export interface AuthorizeRequest {
  readonly redirectUri: string;
  readonly redirectType: RedirectRegistration['type'];
  readonly responseMode: ResponseMode;
  readonly prompt: Prompt;
  readonly loginHint: string | null;
  readonly state: string | null;
  readonly nonce: string | null;
  readonly codeChallenge: string | null;
  readonly scopes: RequestedScopes;
  readonly scope: string;
  readonly clientInfo: boolean;
  readonly claims: ClaimsRequest;
}

/** A request that cannot be answered to the app (`page`), or one that can (`redirect`). */
export type AuthorizeProblem =
  | { readonly kind: 'page'; readonly problem: SignInError }
  | {
      readonly kind: 'redirect';
      readonly problem: SignInError;
      readonly to: Pick<AuthorizeRequest, 'redirectUri' | 'responseMode' | 'state'>;
    };

const loopback = /^http:\/\/(localhost|127\.0\.0\.1)(?::\d+)?\/?$/;

const withoutPort = (uri: string): string => {
  const match = loopback.exec(uri);
  return match
    ? `http://${match[1] ?? ''}`
    : uri.replace(/^(http:\/\/(?:localhost|127\.0\.0\.1)):\d+(?=\/)/, '$1');
};

/** The registration of a redirect URI. For native apps the port of `http://localhost` is ignored (facts, graph §7). */
export const registrationOf = (settings: MicrosoftSettings, uri: string): RedirectRegistration | undefined =>
  settings.redirectUris.find((registered) =>
    registered.type === 'native' ? withoutPort(registered.uri) === withoutPort(uri) : registered.uri === uri,
  );

const modes: readonly ResponseMode[] = ['query', 'fragment', 'form_post'];
const prompts: readonly Exclude<Prompt, null>[] = ['none', 'login', 'consent', 'select_account'];

/** Checks an authorize request in the service's own order: app, redirect URI, then errors that can be returned to the app. */
export const readAuthorizeRequest = (
  query: URLSearchParams,
  clientId: string,
  settings: MicrosoftSettings,
): AuthorizeRequest | AuthorizeProblem => {
  const client = query.get('client_id');
  if (client === null) return { kind: 'page', problem: signInErrors.missing('client_id') };
  if (client !== clientId) return { kind: 'page', problem: signInErrors.unknownClient(client) };
  if (settings.registration === 'disabled') return { kind: 'page', problem: refusalOf({ number: 7000112 }) };
  const redirectUri = query.get('redirect_uri') ?? '';
  const registration = registrationOf(settings, redirectUri);
  if (!registration) return { kind: 'page', problem: signInErrors.redirectMismatch(redirectUri) };
  const responseMode = modes.find((mode) => mode === query.get('response_mode')) ?? 'query';
  const state = query.get('state');
  const refuse = (problem: SignInError): AuthorizeProblem => ({
    kind: 'redirect',
    problem,
    to: { redirectUri, responseMode, state },
  });
  const responseType = query.get('response_type') ?? '';
  if (responseType !== 'code') return refuse(signInErrors.responseType(responseType));
  const scope = query.get('scope') ?? '';
  if (scope === '') return refuse(signInErrors.missing('scope'));
  const scopes = readScopes(scope);
  const [unknown] = unknownScopes(scopes, settings);
  if (unknown !== undefined) return refuse(signInErrors.unknownScope(client, unknown));
  if (settings.registration === 'no-graph') return refuse(refusalOf({ number: 500011 }));
  const claims = readClaims(query.get('claims'));
  if ('aadsts' in claims) return refuse(claims);
  const codeChallenge = query.get('code_challenge');
  if (codeChallenge === null && registration.type === 'spa') return refuse(signInErrors.pkceRequired());
  if (codeChallenge !== null && query.get('code_challenge_method') !== 'S256')
    return refuse(signInErrors.pkceMethod());
  return {
    redirectUri,
    redirectType: registration.type,
    responseMode,
    prompt: prompts.find((prompt) => prompt === query.get('prompt')) ?? null,
    loginHint: query.get('login_hint'),
    state,
    nonce: query.get('nonce'),
    codeChallenge,
    scopes,
    scope,
    clientInfo: query.get('client_info') === '1',
    claims,
  };
};

/** The parameters that tell an app about a refusal. */
export const refusalAnswer = (
  problem: SignInError,
  state: string | null,
  now: number,
): Record<string, string> => ({
  error: problem.error === 'invalid_grant' ? 'interaction_required' : problem.error,
  error_description: describe(problem, now),
  ...(problem.suberror === undefined ? {} : { error_subcode: problem.suberror }),
  ...(state === null ? {} : { state }),
});

/** The address that carries an answer by query or fragment. */
export const answerAddress = (
  redirectUri: string,
  mode: 'query' | 'fragment',
  answer: Readonly<Record<string, string>>,
): string => {
  const parameters = new URLSearchParams(answer).toString();
  if (mode === 'fragment') return `${redirectUri}#${parameters}`;
  return `${redirectUri}${redirectUri.includes('?') ? '&' : '?'}${parameters}`;
};
