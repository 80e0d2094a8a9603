/** The sign-in page's answers to main's questions. */
import {
  AuthError,
  CacheLookupPolicy,
  type AuthenticationResult,
  type RedirectRequest,
} from '@azure/msal-browser';
import type { SignInAnswer, SignInQuestion } from '../../preload/contract/index.ts';
import type { Client, Clients } from './client.ts';
import { signInFailureOf } from './failures.ts';
import { entriesToForget } from './forgetting.ts';

type Question<Kind extends SignInQuestion['kind']> = Extract<SignInQuestion, { kind: Kind }>;

/**
 * Starts MSAL's redirect flow. An earlier flow that never ended blocks a new one, so it is cleared and the new one is started again
 * (facts/sign-in.md, cancel).
 */
async function browse({ application }: Client, request: RedirectRequest): Promise<void> {
  try {
    await application.acquireTokenRedirect(request);
  } catch (error) {
    if (!(error instanceof AuthError) || error.errorCode !== 'interaction_in_progress') throw error;
    // The hash is unique: MSAL remembers the answer to a hash that it has seen, and would clear nothing.
    await application.handleRedirectPromise({
      hash: `#cancel-${crypto.randomUUID()}`,
      navigateToLoginRequestUrl: false,
    });
    await application.acquireTokenRedirect(request);
  }
}

/** The answer for a successful sign-in. Tenant and user come from the id token: MSAL's account may be of the same person in another tenant. */
const signedIn = ({ account, tenantId, uniqueId }: AuthenticationResult): SignInAnswer => ({
  kind: 'signed-in',
  homeAccountId: account.homeAccountId,
  userId: uniqueId,
  tenantId,
  username: account.username,
  displayName: account.name ?? account.username,
});

async function signIn(client: Client, question: Question<'sign-in'>): Promise<SignInAnswer> {
  const { loginUrl, tenant, scopes, redirectUri, account: wanted, claims } = question;
  const account = wanted === null ? null : accountOf(client, wanted);
  // A known account is suggested. Otherwise the user chooses, even if the browser is signed in already.
  const who = account === null ? { prompt: 'select_account' } : { account };
  await browse(client, { authority: `${loginUrl}/${tenant}`, scopes, redirectUri, ...who, ...asked(claims) });
  const response = client.takeAnswer();
  if (response === null) return { kind: 'cancelled' };
  const result = await client.application.handleRedirectPromise({
    hash: response,
    navigateToLoginRequestUrl: false,
  });
  return result === null ? { kind: 'failed', code: 'no-result' } : signedIn(result);
}

const asked = (claims: string | undefined): { claims?: string } => (claims === undefined ? {} : { claims });

/**
 * MSAL's account for this person in this tenant; null if there is none. A person has the same `homeAccountId` in all tenants. If MSAL is asked
 * by it alone, it gives the account of any tenant.
 */
const accountOf = ({ application }: Client, { homeAccountId, tenantId }: Question<'token'>['account']) =>
  application.getAccount({ homeAccountId, tenantId });

const isSame = (one: string, other: string): boolean => one.toLowerCase() === other.toLowerCase();

async function token(
  client: Client,
  { loginUrl, account: wanted, scopes, renew, claims }: Question<'token'>,
): Promise<SignInAnswer> {
  const account = accountOf(client, wanted);
  if (account === null) return { kind: 'refused', reason: 'secret-lost', code: 'no-account' };
  // The default policy must not be used: it opens a hidden iframe.
  const cacheLookupPolicy = renew
    ? CacheLookupPolicy.RefreshToken
    : CacheLookupPolicy.AccessTokenAndRefreshToken;
  const { accessToken, tenantId, uniqueId } = await client.application.acquireTokenSilent({
    account,
    authority: `${loginUrl}/${wanted.tenantId}`,
    scopes,
    cacheLookupPolicy,
    ...asked(claims),
  });
  // With the token of another account, Isthmus would mirror and carry messages of that account under the name of this one.
  if (!isSame(tenantId, wanted.tenantId) || !isSame(uniqueId, wanted.userId))
    return { kind: 'delayed', reason: 'broken-answer', code: 'another-account' };
  if (accessToken === '') return { kind: 'delayed', reason: 'broken-answer', code: 'no-token' };
  return { kind: 'token', accessToken };
}

/** Removes everything that is stored of an account. This works even if the cache cannot be opened. */
async function forget(clients: Clients, question: Question<'forget'>): Promise<SignInAnswer> {
  if (question.shared === 'nothing') await clearMemory(clients, question);
  for (const name of entriesToForget(Object.keys(localStorage), question)) localStorage.removeItem(name);
  // Open applications hold these entries in memory, so all of them are closed.
  clients.close();
  return { kind: 'forgotten' };
}

/**
 * Removes the person from the memory of an open application. `logoutRedirect` is not used, because it leaves a flag that blocks the next
 * sign-in.
 */
async function clearMemory(clients: Clients, question: Question<'forget'>): Promise<void> {
  // Harmless: the question that opened it got the error, and the stored entries are removed in any case.
  const client = await clients.opened(question)?.catch(() => null);
  const account = client ? accountOf(client, question.account) : null;
  if (account !== null) await client?.application.clearCache({ account });
}

async function answerWith(
  client: Client,
  question: Question<'sign-in' | 'token'>,
  caught: Caught,
): Promise<SignInAnswer> {
  try {
    return question.kind === 'sign-in' ? await signIn(client, question) : await token(client, question);
  } catch (error) {
    caught('sign-in-question', error);
    return signInFailureOf(error, client.trouble());
  }
}

/** Gets each caught error for the log, with a fixed code for the place where it was caught. */
export type Caught = (place: string, error: unknown) => void;

/**
 * Makes the function that answers main's questions. It never rejects: what fails is an answer of kind `refused`, `delayed`, `cancelled` or
 * `failed`.
 * @param clients MSAL's applications
 * @param caught gets what was caught, for the log
 */
export function createAnswerer(
  clients: Clients,
  caught: Caught,
): (question: SignInQuestion) => Promise<SignInAnswer> {
  /** The questions for tokens that are not answered yet. An account is forgotten after them, because each of them may store something of it. */
  const renewing = new Set<Promise<unknown>>();
  const ask = async (question: SignInQuestion): Promise<SignInAnswer> => {
    try {
      if (question.kind === 'forget') {
        await Promise.allSettled(renewing);
        return await forget(clients, question);
      }
      const anew = question.kind === 'sign-in' && question.anew;
      return await answerWith(await clients.open(question, anew), question, caught);
    } catch (error) {
      caught('sign-in-page', error);
      return signInFailureOf(error);
    }
  };
  return (question) => {
    const answer = ask(question);
    if (question.kind === 'token') {
      renewing.add(answer);
      void answer.finally(() => renewing.delete(answer));
    }
    return answer;
  };
}
