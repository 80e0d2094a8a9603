// session.webRequest: the two listeners that our app may need, executed by window/interception.ts.
import type { HeldRequest, Verdict } from '../window/interception.ts';
import { like } from '../like.ts';

type Details = Electron.OnBeforeRequestListenerDetails;
type BeforeRequest = (details: Details, callback: (response: Electron.CallbackResponse) => void) => void;
type HeadersReceived = (
  details: Electron.OnHeadersReceivedListenerDetails,
  callback: (response: Electron.HeadersReceivedResponse) => void,
) => void;

interface Registered<L> {
  readonly filter: Electron.WebRequestFilter | null;
  readonly listener: L;
}

function patternMatches(pattern: string, url: string): boolean {
  if (pattern === '<all_urls>') return true;
  const expression = pattern.replace(/[.+?^${}()|[\]\\]/g, '\\$&').replace(/\*/g, '.*');
  return new RegExp(`^${expression}$`).test(url);
}

function wanted<L>(registered: Registered<L> | null, details: Details): registered is Registered<L> {
  if (registered === null) return false;
  const { filter } = registered;
  if (filter === null) return true;
  const types: readonly string[] | undefined = filter.types;
  return (
    filter.urls.some((pattern) => patternMatches(pattern, details.url)) &&
    !(filter.excludeUrls ?? []).some((pattern) => patternMatches(pattern, details.url)) &&
    (types === undefined || types.includes(details.resourceType))
  );
}

/** A session's web request listeners. `changed` is called when the need to hold requests may have changed. */
export function createWebRequest(changed: () => void) {
  let beforeRequest: Registered<BeforeRequest> | null = null;
  let headersReceived: Registered<HeadersReceived> | null = null;
  const register = <L>(
    first: Electron.WebRequestFilter | L | null,
    second: L | null | undefined,
  ): Registered<L> | null => {
    if (second === undefined) return first === null ? null : { filter: null, listener: first as L };
    return second === null ? null : { filter: first as Electron.WebRequestFilter, listener: second };
  };

  const electron = like<Electron.WebRequest>()({
    onBeforeRequest: (
      first: Electron.WebRequestFilter | BeforeRequest | null,
      second?: BeforeRequest | null,
    ) => {
      beforeRequest = register(first, second);
      changed();
    },
    onHeadersReceived: (
      first: Electron.WebRequestFilter | HeadersReceived | null,
      second?: HeadersReceived | null,
    ) => {
      headersReceived = register(first, second);
      changed();
    },
  });

  const judgeRequest = (details: Details): Promise<Verdict> => {
    const { listener } = beforeRequest ?? {};
    if (listener === undefined || !wanted(beforeRequest, details))
      return Promise.resolve({ kind: 'continue' });
    return new Promise((resolve) =>
      listener(details, ({ cancel, redirectURL }) => {
        if (cancel === true) resolve({ kind: 'cancel' });
        else
          resolve(redirectURL === undefined ? { kind: 'continue' } : { kind: 'redirect', url: redirectURL });
      }),
    );
  };
  const judgeAnswer = (
    details: Details,
    response: NonNullable<HeldRequest['response']>,
  ): Promise<Verdict> => {
    const { listener } = headersReceived ?? {};
    if (listener === undefined || !wanted(headersReceived, details))
      return Promise.resolve({ kind: 'continue' });
    const responseHeaders: Record<string, string[]> = {};
    for (const { name, value } of response.headers) (responseHeaders[name] ??= []).push(value);
    const statusLine = `HTTP/1.1 ${response.status}`;
    return new Promise((resolve) =>
      listener({ ...details, statusCode: response.status, statusLine, responseHeaders }, (answer) => {
        if (answer.cancel === true) {
          resolve({ kind: 'cancel' });
        } else if (answer.responseHeaders === undefined) {
          resolve({ kind: 'continue' });
        } else {
          const headers = Object.entries(answer.responseHeaders).flatMap(([name, values]) =>
            [values].flat().map((value) => ({ name, value })),
          );
          resolve({
            kind: 'headers',
            status: Number(answer.statusLine?.split(' ')[1] ?? response.status),
            headers,
          });
        }
      }),
    );
  };

  return {
    electron,
    /** True while requests other than navigations must be held. */
    holdsEverything: () => beforeRequest !== null || headersReceived !== null,
    /** The decision of the listeners about a held request. */
    judge: (details: Details, held: HeldRequest): Promise<Verdict> =>
      held.response === null ? judgeRequest(details) : judgeAnswer(details, held.response),
  };
}
