/** How MSAL reaches the sign-in service. It remembers what went wrong, because MSAL tells little of it. */
import type { INetworkModule, NetworkRequestOptions, NetworkResponse } from '@azure/msal-node';
import type { TokenDelay } from '../../preload/contract/reasons.ts';
import type { Refusal } from '../../sign-in/refusals.ts';
import { readTokenAnswer } from '../../sign-in/token-answer.ts';

/** Why the last request gave MSAL nothing. */
export type Trouble =
  | { readonly kind: 'refused'; readonly refusal: Refusal }
  /** The service gave no decision. */
  | { readonly kind: 'delayed'; readonly reason: TokenDelay };

export interface SignInNetwork extends INetworkModule {
  /** What the last request ended with; null if MSAL got its answer. */
  readonly trouble: () => Trouble | null;
}

export interface SignInNetworkOptions {
  /** Sends a request; redirects are not followed. Rejects if no answer came. */
  readonly fetch: (request: Request) => Promise<Response>;
  /** This machine's time, ms since 1970. */
  readonly now: () => number;
  /** Resolves after so many ms. */
  readonly wait: (ms: number) => Promise<void>;
}

/** How long an answer may take, ms. */
const answerWithin = 30_000;
/** How much longer than before a client waits after `slow_down`, ms (RFC 8628, 3.5). */
const slowDownBy = 5_000;
/** The longest time that a Retry-After is obeyed, ms: with a longer one, the relay would stand still after the service has recovered. */
const longestPatience = 300_000;

const grant = (body: string, type: string): boolean => new URLSearchParams(body).get('grant_type') === type;
/** MSAL's name for `urn:ietf:params:oauth:grant-type:device_code`; Entra takes both. */
const deviceCode = 'device_code';

/** What MSAL gets of a request that failed. MSAL makes its own error of it; `trouble` has the reason. */
class NothingForMsal extends Error {
  override readonly name = 'NothingForMsal';
}

/** Makes MSAL's network. What is no whole answer, or a refusal, never reaches MSAL, which would misread it (`sign-in/token-answer.ts`). */
export const createSignInNetwork = ({ fetch, now, wait }: SignInNetworkOptions): SignInNetwork => {
  let last: Trouble | null = null;
  let notBefore = -Infinity;
  let slowedBy = 0;

  const fail = (trouble: Trouble): never => {
    last = trouble;
    throw new NothingForMsal();
  };

  const answerTo = async (request: Request): Promise<{ answer: Response; body: string }> => {
    try {
      const answer = await fetch(new Request(request, { signal: AbortSignal.timeout(answerWithin) }));
      return { answer, body: await answer.text() };
    } catch (error) {
      // Harmless: the account's state says it.
      const late = error instanceof Error && error.name === 'TimeoutError';
      return fail({ kind: 'delayed', reason: late ? 'no-answer' : 'unreachable' });
    }
  };

  const send = async <Body>(request: Request, asked: string): Promise<NetworkResponse<Body>> => {
    last = null;
    // Renewals wait as long as the service asked. Whoever has just signed in does not have to wait.
    if (now() < notBefore && grant(asked, 'refresh_token')) fail({ kind: 'delayed', reason: 'service-down' });
    const { answer, body } = await answerTo(request);
    const headers = Object.fromEntries(answer.headers);
    const given = (value: object): NetworkResponse<Body> => ({
      status: answer.status,
      headers,
      // `readTokenAnswer` has checked that it holds what MSAL expects.
      body: value as Body,
    });
    const reading = readTokenAnswer({ url: request.url, status: answer.status, headers, body }, now());
    switch (reading.kind) {
      case 'whole':
        return given(reading.body);
      case 'refused': {
        const { error } = reading.refusal;
        if (!grant(asked, deviceCode) || (error !== 'authorization_pending' && error !== 'slow_down'))
          return fail({ kind: 'refused', refusal: reading.refusal });
        // MSAL knows no `slow_down`: it is told that the person is not ready yet, and asks later.
        if (error === 'slow_down') slowedBy += slowDownBy;
        await wait(slowedBy);
        return given({ error: 'authorization_pending' });
      }
      case 'delayed':
        if (reading.waitMs !== null) notBefore = now() + Math.min(reading.waitMs, longestPatience);
        return fail({ kind: 'delayed', reason: reading.reason });
    }
  };

  const headersOf = (options: NetworkRequestOptions | undefined): Headers => new Headers(options?.headers);
  return {
    trouble: () => last,
    sendGetRequestAsync: (url, options) => send(new Request(url, { headers: headersOf(options) }), ''),
    sendPostRequestAsync: (url, options) => {
      const body = options?.body ?? '';
      return send(new Request(url, { method: 'POST', headers: headersOf(options), body }), body);
    },
  };
};
