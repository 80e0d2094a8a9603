/** The sign-in page's answers to main's questions. */
import {
  AuthError,
  CacheLookupPolicy,
  type AuthenticationResult,
  type RedirectRequest,
} from '@azure/msal-browser';
import type { SignInAnswer, SignInQuestion } from '../../preload/contract/index.ts';
import type { Client } from './client.ts';
import { failureOf } from './failures.ts';

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

const signedIn = ({ account, accessToken }: AuthenticationResult): SignInAnswer => ({
  kind: 'signed-in',
  homeAccountId: account.homeAccountId,
  userId: account.localAccountId,
  tenantId: account.tenantId,
  username: account.username,
  displayName: account.name ?? account.username,
  accessToken,
});

async function signIn(client: Client, question: Question<'sign-in'>): Promise<SignInAnswer> {
  const { scopes, redirectUri, homeAccountId } = question;
  const account = homeAccountId === null ? null : client.application.getAccount({ homeAccountId });
  // A known account is hinted at; otherwise the user chooses, whoever the browser is signed in as.
  await browse(client, {
    scopes,
    redirectUri,
    ...(account === null ? { prompt: 'select_account' } : { account }),
  });
  const response = client.takeAnswer();
  if (response === null) return { kind: 'failed', reason: 'cancelled', code: '' };
  const result = await client.application.handleRedirectPromise({
    hash: response,
    navigateToLoginRequestUrl: false,
  });
  return result === null ? { kind: 'failed', reason: 'other', code: 'no-result' } : signedIn(result);
}

async function token(
  client: Client,
  { homeAccountId, scopes, renew }: Question<'token'>,
): Promise<SignInAnswer> {
  const account = client.application.getAccount({ homeAccountId });
  if (account === null) return { kind: 'failed', reason: 'interaction-needed', code: 'no-account' };
  // Never the default policy: it opens a hidden iframe.
  const cacheLookupPolicy = renew
    ? CacheLookupPolicy.RefreshToken
    : CacheLookupPolicy.AccessTokenAndRefreshToken;
  const { accessToken } = await client.application.acquireTokenSilent({ account, scopes, cacheLookupPolicy });
  return { kind: 'token', accessToken };
}

async function forget(client: Client, { homeAccountId }: Question<'forget'>): Promise<SignInAnswer> {
  const account = client.application.getAccount({ homeAccountId });
  // Not logoutRedirect: it leaves a flag that blocks the next sign-in.
  if (account !== null) await client.application.clearCache({ account });
  return { kind: 'forgotten' };
}

/** Answers one question. Never rejects. */
export async function answer(
  clientFor: (question: SignInQuestion) => Promise<Client>,
  question: SignInQuestion,
): Promise<SignInAnswer> {
  try {
    const client = await clientFor(question);
    switch (question.kind) {
      case 'sign-in':
        return await signIn(client, question);
      case 'token':
        return await token(client, question);
      case 'forget':
        return await forget(client, question);
    }
  } catch (error) {
    return failureOf(error);
  }
}
