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

/** Starts the redirect flow; an earlier one that was torn off is cleared first (facts/sign-in.md, cancel). */
async function browse({ application }: Client, request: RedirectRequest): Promise<void> {
  try {
    await application.acquireTokenRedirect(request);
  } catch (error) {
    if (!(error instanceof AuthError) || error.errorCode !== 'interaction_in_progress') throw error;
    // Unique, for a call with the same hash is memoised and would clear nothing.
    await application.handleRedirectPromise({
      hash: `#cancel-${crypto.randomUUID()}`,
      navigateToLoginRequestUrl: false,
    });
    await application.acquireTokenRedirect(request);
  }
}

/** Tenant and user as the id token tells them: MSAL's account may be the same person's in another tenant. */
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
  // A known account is hinted at; otherwise the user chooses, whoever the browser is signed in as.
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

/** A person has one `homeAccountId` in all tenants: by it alone MSAL gives whichever tenant's account it finds first. */
const accountOf = ({ application }: Client, { homeAccountId, tenantId }: Question<'token'>['account']) =>
  application.getAccount({ homeAccountId, tenantId });

const isSame = (one: string, other: string): boolean => one.toLowerCase() === other.toLowerCase();

async function token(
  client: Client,
  { loginUrl, account: wanted, scopes, renew, claims }: Question<'token'>,
): Promise<SignInAnswer> {
  const account = accountOf(client, wanted);
  if (account === null) return { kind: 'refused', reason: 'secret-lost', code: 'no-account' };
  // Never the default policy: it opens a hidden iframe.
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
  // Another account's token would mirror, and carry, that one's messages as this one's.
  if (!isSame(tenantId, wanted.tenantId) || !isSame(uniqueId, wanted.userId))
    return { kind: 'delayed', reason: 'broken-answer', code: 'another-account' };
  if (accessToken === '') return { kind: 'delayed', reason: 'broken-answer', code: 'no-token' };
  return { kind: 'token', accessToken };
}

/** Removes what is stored of an account, also where the cache cannot be opened. */
async function forget(clients: Clients, question: Question<'forget'>): Promise<SignInAnswer> {
  if (question.shared === 'nothing') await clearMemory(clients, question);
  for (const name of entriesToForget(Object.keys(localStorage), question)) localStorage.removeItem(name);
  // Open applications have read them: none keeps them.
  clients.close();
  return { kind: 'forgotten' };
}

/** Takes the person out of an application that is open. Not logoutRedirect: it leaves a flag that blocks the next sign-in. */
async function clearMemory(clients: Clients, question: Question<'forget'>): Promise<void> {
  // Harmless: whoever opened it was told, and what is stored goes all the same.
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

/** Is told what was caught, and where by a code; for the log. */
export type Caught = (place: string, error: unknown) => void;

/** Answers questions. Never rejects. */
export function createAnswerer(
  clients: Clients,
  caught: Caught,
): (question: SignInQuestion) => Promise<SignInAnswer> {
  /** Questions for tokens that run: what one of them stores must not come after its account was forgotten. */
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
