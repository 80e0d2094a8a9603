/** Finds out by a plain request whether a session is still valid, because `net.WebSocket` does not report the status of a refused upgrade. */
import type { Upstream } from '../gateway/routes.ts';
import type { Fetch } from '../network/fetch.ts';
import { originsOf } from '../network/reach.ts';

/** How long the answer may take, in milliseconds. */
const patienceMs = 20_000;

/** Reads the user's own profile. Null without an answer: then nothing is known of the session. */
export const createStanding =
  (fetch: Fetch) =>
  async ({ serverUrl, token }: Upstream): Promise<number | null> => {
    if (token === null) return null;
    try {
      const answer = await fetch(`${serverUrl}/api/v4/users/me`, {
        within: originsOf(serverUrl),
        headers: new Headers({ authorization: `Bearer ${token}`, accept: 'application/json' }),
        signal: AbortSignal.timeout(patienceMs),
      });
      await answer.body?.cancel();
      return answer.status;
    } catch {
      // Harmless: the network has counted the reason (network/traffic.ts).
      return null;
    }
  };
