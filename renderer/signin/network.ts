/** How MSAL reaches the outside: main sends its token requests, and main opens the system's browser for its user. */
import {
  AuthError,
  type INavigationClient,
  type INetworkModule,
  type NetworkResponse,
} from '@azure/msal-browser';
import type { CallRequest, CallResponse, Door, TokenDelay } from '../../preload/contract/index.ts';
import type { Refusal } from '../../sign-in/refusals.ts';
import { readTokenAnswer } from '../../sign-in/token-answer.ts';

/** The user ended the sign-in, or nobody answered in time. */
export class Cancelled extends Error {
  override readonly name = 'Cancelled';
}

/**
 * The service gave no decision, so the request may be tried again later. It is an AuthError, because MSAL hands those on unchanged and turns
 * any other error into `network_error`.
 */
export class Delayed extends AuthError {
  constructor(
    readonly reason: TokenDelay,
    readonly host?: string,
  ) {
    super('delayed', '', reason);
    // AuthError's constructor makes every error a plain AuthError.
    Object.setPrototypeOf(this, Delayed.prototype);
  }
}

/**
 * The service refused. It is thrown, and MSAL never reads the answer itself: MSAL would delete refresh tokens and wait by its own rules.
 */
export class Refused extends AuthError {
  constructor(readonly refusal: Refusal) {
    super(refusal.error, '');
    Object.setPrototypeOf(this, Refused.prototype);
  }
}

/** MSAL's network. It remembers its last failure, because MSAL does not tell why a discovery failed; null after a success. */
export interface Network extends INetworkModule {
  trouble(): Delayed | Refused | null;
}

/** The longest time that we obey a Retry-After before a renewal, ms. With a longer one, the user would still wait after the service has recovered. */
export const longestTokenWait = 30_000;

const renews = /(?:^|&)grant_type=refresh_token(?:&|$)/;

/** A request on its way to the sign-in service. */
export type SendRequest = (request: CallRequest<'signin:request'>) => Promise<CallResponse<'signin:request'>>;

/**
 * Makes MSAL's network. It sends only url, headers and body, although MSAL's options hold more (a performance client). Requests reject with
 * `Delayed` or `Refused`.
 * @param sendRequest sends a request through main
 * @param now this computer's time, ms
 */
export function createNetwork(sendRequest: SendRequest, now: () => number): Network {
  let last: Delayed | Refused | null = null;
  let notBefore = -Infinity;

  const send = async (
    method: 'GET' | 'POST',
    url: string,
    headers: Record<string, string>,
    body: string | null,
  ): Promise<{ status: number; headers: Record<string, string>; body: object }> => {
    // Renewals wait as long as the service asked. A user who has just signed in does not have to wait.
    if (now() < notBefore && renews.test(body ?? '')) throw new Delayed('service-down');
    const answer = await sendRequest({ method, url, headers, body });
    if (answer.kind === 'not-reached') throw new Delayed(answer.reason, answer.host);
    const reading = readTokenAnswer({ ...answer, url }, now());
    switch (reading.kind) {
      case 'whole':
        return { status: answer.status, headers: answer.headers, body: reading.body };
      case 'refused':
        throw new Refused(reading.refusal);
      case 'delayed':
        if (reading.waitMs !== null) notBefore = now() + Math.min(reading.waitMs, longestTokenWait);
        throw new Delayed(reading.reason);
    }
  };
  const noting = async <Body>(sending: ReturnType<typeof send>): Promise<NetworkResponse<Body>> => {
    try {
      const { body, ...answer } = await sending;
      last = null;
      // `readTokenAnswer` has checked that it holds what MSAL expects.
      return { ...answer, body: body as Body };
    } catch (error) {
      if (error instanceof Delayed || error instanceof Refused) last = error;
      throw error;
    }
  };
  return {
    trouble: () => last,
    sendGetRequestAsync: (url, options) => noting(send('GET', url, options?.headers ?? {}, null)),
    sendPostRequestAsync: (url, options) =>
      noting(send('POST', url, options?.headers ?? {}, options?.body ?? '')),
  };
}

/**
 * Makes MSAL's way to the browser: main opens the system's browser, and the page itself never navigates. `answered` gets the query string of
 * the answer. Rejects with `Cancelled` if the user ends it.
 */
export function createNavigationClient(
  door: Door<'signin'>,
  answered: (response: string) => void,
): INavigationClient {
  return {
    navigateInternal: () => Promise.resolve(false),
    navigateExternal: async (url) => {
      const answer = await door.call('signin:browse', { url });
      if (answer.kind === 'cancelled') throw new Cancelled();
      answered(answer.response);
      return false;
    },
  };
}
