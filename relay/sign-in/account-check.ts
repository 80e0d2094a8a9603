/** Asks Graph once whether there is a Teams for the account that has signed in. */
import type { Send } from '../network/network.ts';

export type AccountCheck =
  /** Graph answers as it should, or cannot be asked now; a running relay says more. */
  | 'works'
  /** The account has no licence for Teams. */
  | 'no-licence'
  /** Teams is switched off for the account, or for the whole tenant. */
  | 'teams-off';

/** How long an answer may take, ms. */
const answerWithin = 30_000;

/**
 * Both are 403 with the code `Forbidden`, and only the message tells them from a missing permission
 * (github.com/microsoftgraph/msgraph-sdk-powershell/issues/1666, github.com/microsoftgraph/microsoft-graph-docs/issues/9181).
 */
export const readAccountCheck = (status: number, body: string): AccountCheck => {
  if (status !== 403) return 'works';
  if (/license information/i.test(body)) return 'no-licence';
  return /Teams is disabled/i.test(body) ? 'teams-off' : 'works';
};

/** Never rejects. `graphUrl`: without its version. */
export const checkAccount = async (
  { graphUrl, accessToken }: { readonly graphUrl: string; readonly accessToken: string },
  send: Send,
): Promise<AccountCheck> => {
  try {
    const answer = await send(
      new Request(`${graphUrl}/v1.0/me/chats?$top=1`, {
        headers: { authorization: `Bearer ${accessToken}` },
        signal: AbortSignal.timeout(answerWithin),
      }),
    );
    return readAccountCheck(answer.status, await answer.text());
  } catch {
    // Harmless: the running relay says whether Graph answers.
    return 'works';
  }
};
