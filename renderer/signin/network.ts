/** MSAL's ways out of the page: token requests leave from main, and the user's browser is the system's. */
import {
  AuthError,
  type INavigationClient,
  type INetworkModule,
  type NetworkResponse,
} from '@azure/msal-browser';
import type { CallRequest, CallResponse, Door, TokenDelay } from '../../preload/contract/index.ts';
import type { Refusal } from './refusals.ts';
import { readTokenAnswer } from './token-answer.ts';

/** The user ended the sign-in, or nobody answered in time. */
export class Cancelled extends Error {
  override readonly name = 'Cancelled';
}

/** Nothing was decided. An AuthError, for MSAL hands those on and makes `network_error` of any other. */
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

/** The service said no. MSAL does not get to see it: it would drop refresh tokens and wait by rules of its own. */
export class Refused extends AuthError {
  constructor(readonly refusal: Refusal) {
    super(refusal.error, '');
    Object.setPrototypeOf(this, Refused.prototype);
  }
}

/** MSAL's network, and what last went wrong in it: MSAL swallows why a discovery failed. */
export interface Network extends INetworkModule {
  trouble(): Delayed | Refused | null;
}

/** The longest that a Retry-After keeps us from renewing, ms: whoever is shut out longer would be so long after the service is well. */
export const longestTokenWait = 30_000;

const renews = /(?:^|&)grant_type=refresh_token(?:&|$)/;

/** A request on its way to the sign-in service. */
export type SendRequest = (request: CallRequest<'signin:request'>) => Promise<CallResponse<'signin:request'>>;

/**
 * MSAL's network. Only url, headers and body are sent: the options also carry a performance client.
 * @param sendRequest sends by main
 * @param now the time, ms
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
    // Renewals wait as the service asked; a user who has just signed in does not.
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
      // What MSAL expects in it has been looked for.
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

/** Lets main open the system browser; `answered` gets the answer's query string. The page itself never navigates. */
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
