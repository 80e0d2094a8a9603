/** Signs the Teams user in: a person at a browser answers, and what came is kept only if it is the right account. */
import { randomUUID } from 'node:crypto';
import { type AuthenticationResult, CryptoProvider, type PublicClientApplication } from '@azure/msal-node';
import { claimsOf } from '../../sign-in/token-answer.ts';
import { createClient, type Registration } from './client.ts';
import { failureOf, refusalFailure, type SignInFailure } from './failures.ts';
import type { Loopback } from './loopback.ts';
import type { SignInNetwork } from './network.ts';
import { replaceTokenCache, type TokenCacheOptions } from './token-cache.ts';
import { isSameUser, type TeamsUser, writeTeamsUser } from './teams-user.ts';

/** How the person is asked. */
export type Way =
  /** A browser that reaches this machine's loopback. `show` gets the address of Entra's page. */
  | {
      readonly kind: 'browser';
      readonly loopback: Loopback;
      readonly show: (url: string) => void;
      /** An answer to another question came, and was ignored. */
      readonly onStranger: () => void;
    }
  /** Any browser, by a code that the person types there. */
  | { readonly kind: 'device-code'; readonly show: (page: string, code: string) => void };

export interface SignInOptions {
  readonly registration: Registration;
  readonly scopes: readonly string[];
  readonly network: SignInNetwork;
  readonly way: Way;
  /** Who is signed in here; nobody else is let in. Null at the first sign-in. */
  readonly known: TeamsUser | null;
  readonly cache: TokenCacheOptions;
  /** The file of the user's name. */
  readonly userFile: string;
  /** Ends the wait for the person. */
  readonly end: AbortSignal;
  /** How long the person may take, ms. */
  readonly within: number;
}

export type SignInOutcome =
  | { readonly kind: 'signed-in'; readonly user: TeamsUser; readonly accessToken: string }
  /** Somebody else answered than is signed in here; nothing was kept. */
  | { readonly kind: 'other-person'; readonly username: string }
  | SignInFailure;

/** Rejects only with the system's error if what came cannot be written. */
export const signIn = async (options: SignInOptions): Promise<SignInOutcome> => {
  const { registration, network, known, cache, userFile } = options;
  // In memory first: an account that is not wanted must not get into the file.
  const client = createClient(registration, network, null);
  const result = await resultOf(client, options);
  if ('kind' in result) return result;
  const user = userOf(result);
  if (user === null) return { kind: 'failed', code: 'no-account' };
  if (user.tenantId.toLowerCase() === personalTenant)
    return { kind: 'refused', reason: 'personal-account', code: '', claims: '' };
  if (known !== null && !isSameUser(known, user)) return { kind: 'other-person', username: user.username };
  await replaceTokenCache(cache, client.getTokenCache().serialize());
  await writeTeamsUser(userFile, user);
  return { kind: 'signed-in', user, accessToken: result.accessToken };
};

/** The tenant of all personal Microsoft accounts, which have no Teams for Graph. */
const personalTenant = '9188040d-6c67-4c5b-b112-36a304b66dad';

/** Tenant and user come from the id token: MSAL's account may be of the same person in another tenant (facts/sign-in.md, Corrections). */
const userOf = ({ account, idToken, tenantId, uniqueId }: AuthenticationResult): TeamsUser | null => {
  if (account === null) return null;
  const name = claimsOf(idToken)?.name;
  return {
    tenantId,
    userId: uniqueId,
    homeAccountId: account.homeAccountId,
    username: account.username,
    displayName: typeof name === 'string' && name !== '' ? name : account.username,
    claims: null,
  };
};

const resultOf = async (
  client: PublicClientApplication,
  options: SignInOptions,
): Promise<AuthenticationResult | SignInFailure> => {
  const { way, network } = options;
  try {
    return way.kind === 'browser'
      ? await byBrowser(client, way, options)
      : await byDeviceCode(client, way, options);
  } catch (error) {
    // Harmless: the administrator is told.
    return failureOf(error, network);
  }
};

const byBrowser = async (
  client: PublicClientApplication,
  { loopback, show, onStranger }: Extract<Way, { kind: 'browser' }>,
  { scopes, known, end, within, registration }: SignInOptions,
): Promise<AuthenticationResult | SignInFailure> => {
  const { verifier, challenge } = await new CryptoProvider().generatePkceCodes();
  const state = randomUUID();
  const asked = {
    scopes: [...scopes],
    redirectUri: loopback.redirectUri,
    ...(known?.claims ? { claims: known.claims } : {}),
  };
  const url = await client.getAuthCodeUrl({
    ...asked,
    state,
    // The code comes in a form's body, so that it is in no address, and in no history of the browser.
    responseMode: 'form_post',
    codeChallenge: challenge,
    codeChallengeMethod: 'S256',
    // Whoever sits at the browser may be signed in there as somebody else.
    ...(known === null ? { prompt: 'select_account' } : { loginHint: known.username }),
  });
  const answered = loopback.answer(state, onStranger);
  show(url);
  const answer = await unlessEnded(answered, end, within);
  if ('kind' in answer) return answer;
  const code = answer.get('code');
  if (code === null) return refusalFailure(refusalIn(answer));
  const clientInfo = answer.get('client_info');
  return client.acquireTokenByCode({
    ...asked,
    code,
    codeVerifier: verifier,
    authority: `${registration.loginUrl}/${registration.tenant}`,
    ...(clientInfo === null ? {} : { clientInfo }),
  });
};

/** What Entra said by way of the browser. */
const refusalIn = (answer: URLSearchParams): Parameters<typeof refusalFailure>[0] => {
  const description = answer.get('error_description') ?? '';
  return {
    error: answer.get('error') ?? '',
    suberror: answer.get('error_subcode') ?? answer.get('suberror') ?? '',
    number: /AADSTS(\d+)/.exec(description)?.[1] ?? '',
    personal: description.includes("'live.com'"),
    claims: answer.get('claims') ?? '',
    clockOff: null,
  };
};

const byDeviceCode = async (
  client: PublicClientApplication,
  { show }: Extract<Way, { kind: 'device-code' }>,
  { scopes, known, end, within }: SignInOptions,
): Promise<AuthenticationResult | SignInFailure> => {
  const request = {
    scopes: [...scopes],
    ...(known?.claims ? { claims: known.claims } : {}),
    deviceCodeCallback: ({ verificationUri, userCode }: { verificationUri: string; userCode: string }) =>
      show(verificationUri, userCode),
    cancel: false,
  };
  const result = await unlessEnded(client.acquireTokenByDeviceCode(request), end, within);
  // MSAL asks on until it looks at this.
  request.cancel = true;
  return result ?? { kind: 'failed', code: 'no-result' };
};

/** The value, unless the administrator ends the wait or nobody answers in time. */
const unlessEnded = async <Value>(
  work: Promise<Value>,
  end: AbortSignal,
  within: number,
): Promise<Value | Extract<SignInFailure, { kind: 'cancelled' | 'timed-out' }>> => {
  let stop: () => void = () => undefined;
  const ended = new Promise<{ kind: 'cancelled' | 'timed-out' }>((resolve) => {
    const timer = setTimeout(() => resolve({ kind: 'timed-out' }), within);
    const cancel = (): void => resolve({ kind: 'cancelled' });
    end.addEventListener('abort', cancel);
    if (end.aborted) cancel();
    stop = () => {
      clearTimeout(timer);
      end.removeEventListener('abort', cancel);
    };
  });
  try {
    return await Promise.race([work, ended]);
  } finally {
    stop();
    // Harmless: nobody waits for it any more.
    work.catch(() => undefined);
  }
};
