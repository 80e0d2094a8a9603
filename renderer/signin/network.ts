/** MSAL's ways out of the page: token requests leave from main, and the user's browser is the system's. */
import type { INavigationClient, INetworkModule, NetworkResponse } from '@azure/msal-browser';
import type { Door } from '../../preload/contract/index.ts';

/** The user ended the sign-in, or nobody answered in time. */
export class Cancelled extends Error {
  override readonly name = 'Cancelled';
}

/** Sends MSAL's requests through the door. Only url, headers and body: the options also carry a performance client. */
export function createNetworkClient(door: Door<'signin'>): INetworkModule {
  const send = async <Body>(
    method: 'GET' | 'POST',
    url: string,
    headers: Record<string, string>,
    body: string | null,
  ): Promise<NetworkResponse<Body>> => {
    const answer = await door.call('signin:request', { method, url, headers, body });
    // MSAL makes a `network_error` of it.
    if (answer.kind === 'unreachable') throw new Error('unreachable');
    // MSAL reads the fields it needs and reports a body it does not understand.
    return { status: answer.status, headers: answer.headers, body: parse(answer.body) as Body };
  };
  return {
    sendGetRequestAsync: (url, options) => send('GET', url, options?.headers ?? {}, null),
    sendPostRequestAsync: (url, options) => send('POST', url, options?.headers ?? {}, options?.body ?? ''),
  };
}

const parse = (body: string): unknown => {
  try {
    return JSON.parse(body);
  } catch {
    // A proxy's HTML page, say: MSAL reads an object without its fields as a failed request.
    return {};
  }
};

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
