/** Asks the Mattermost server whose token the relay has. */
import { z } from 'zod';
import type { BotAccounts } from './bot-accounts.ts';

export type FoundBot =
  | { readonly kind: 'bot'; readonly bot: BotAccounts['mattermost'] }
  /** The server does not know the token, or not any longer. */
  | { readonly kind: 'token-refused' }
  /** The token is a person's. */
  | { readonly kind: 'no-bot'; readonly username: string }
  /** No answer came. */
  | { readonly kind: 'no-answer' }
  /** Something answered, and not as a Mattermost server that works. */
  | { readonly kind: 'odd-answer'; readonly status: number };

/** How long an answer may take, ms. */
const answerWithin = 30_000;

const user = z.object({
  // The database's file is named by it.
  id: z.string().regex(/^[a-z0-9]{26}$/),
  username: z.string().min(1),
  is_bot: z.boolean().optional(),
  first_name: z.string(),
});

/** Never rejects. */
export const findBot = async (
  { url, token }: { readonly url: string; readonly token: string },
  fetch: (request: Request) => Promise<Response>,
  end: AbortSignal,
): Promise<FoundBot> => {
  let status: number;
  let body: unknown;
  try {
    const answer = await fetch(
      new Request(`${url}/api/v4/users/me`, {
        headers: { authorization: `Bearer ${token}` },
        signal: AbortSignal.any([end, AbortSignal.timeout(answerWithin)]),
      }),
    );
    ({ status } = answer);
    body = await answer.json().catch(
      // Harmless: an answer without JSON is odd, and the administrator is told.
      () => null,
    );
  } catch {
    // Harmless: the administrator is told.
    return { kind: 'no-answer' };
  }
  if (status === 401) return { kind: 'token-refused' };
  const read = user.safeParse(body);
  if (status !== 200 || !read.success) return { kind: 'odd-answer', status };
  const { id, username, is_bot: isBot, first_name: firstName } = read.data;
  if (isBot !== true) return { kind: 'no-bot', username };
  const displayName = firstName === '' ? username : firstName;
  return { kind: 'bot', bot: { userId: id, displayName, label: username, serverUrl: url, token } };
};
