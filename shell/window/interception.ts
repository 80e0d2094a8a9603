// Requests that main may stop: navigations (will-navigate) always, others only if a webRequest listener needs them.
import type { CdpSession } from '../chromium/cdp.ts';

/** A request that Chromium holds. */
export interface HeldRequest {
  readonly requestId: string;
  readonly url: string;
  readonly method: string;
  readonly resourceType: string;
  readonly frameId: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Present when the answer's headers are held, absent when the request itself is. */
  readonly response: {
    readonly status: number;
    readonly headers: readonly { readonly name: string; readonly value: string }[];
  } | null;
  readonly redirected: boolean;
}

/** The decision about a held request. */
export type Verdict =
  | { readonly kind: 'continue' }
  | { readonly kind: 'cancel' }
  | { readonly kind: 'redirect'; readonly url: string }
  | {
      readonly kind: 'headers';
      readonly status: number;
      readonly headers: readonly { readonly name: string; readonly value: string }[];
    };

/** Asks `judge` about each held request of a session. `everything` holds all requests and answers; else only documents are held. */
export function intercept(
  session: CdpSession,
  judge: (request: HeldRequest) => Promise<Verdict>,
): (everything: boolean) => Promise<void> {
  session.on('Fetch.requestPaused', (paused) => {
    const held: HeldRequest = {
      requestId: paused.requestId,
      url: paused.request.url,
      method: paused.request.method,
      resourceType: paused.resourceType,
      frameId: paused.frameId,
      headers: paused.request.headers,
      response:
        paused.responseStatusCode === undefined
          ? null
          : { status: paused.responseStatusCode, headers: paused.responseHeaders ?? [] },
      redirected: paused.redirectedRequestId !== undefined,
    };
    // A failed request is held once more with its error, and must continue to fail.
    const verdict =
      paused.responseErrorReason === undefined ? judge(held) : Promise.resolve<Verdict>({ kind: 'continue' });
    verdict
      .catch((reason: unknown): Verdict => {
        console.error(reason);
        return { kind: 'continue' };
      })
      .then((decided) => carryOut(session, paused.requestId, decided))
      .catch(() => undefined); // the page went away meanwhile
  });
  return async (everything) => {
    await session.send('Fetch.enable', {
      patterns: everything
        ? [{ requestStage: 'Request' }, { requestStage: 'Response' }]
        : [{ resourceType: 'Document', requestStage: 'Request' }],
    });
  };
}

async function carryOut(session: CdpSession, requestId: string, verdict: Verdict): Promise<unknown> {
  switch (verdict.kind) {
    case 'continue':
      return session.send('Fetch.continueRequest', { requestId });
    case 'cancel':
      return session.send('Fetch.failRequest', { requestId, errorReason: 'Aborted' });
    case 'redirect':
      return session.send('Fetch.fulfillRequest', {
        requestId,
        responseCode: 307,
        responseHeaders: [{ name: 'Location', value: verdict.url }],
      });
    case 'headers':
      return session.send('Fetch.continueResponse', {
        requestId,
        responseCode: verdict.status,
        responseHeaders: [...verdict.headers],
      });
  }
}

/** Electron's name of a resource type (electron.d.ts, OnBeforeRequestListenerDetails). */
export function electronResourceType(
  type: string,
  mainFrame: boolean,
): Electron.OnBeforeRequestListenerDetails['resourceType'] {
  switch (type) {
    case 'Document':
      return mainFrame ? 'mainFrame' : 'subFrame';
    case 'Stylesheet':
      return 'stylesheet';
    case 'Script':
      return 'script';
    case 'Image':
      return 'image';
    case 'Font':
      return 'font';
    case 'XHR':
    case 'Fetch':
      return 'xhr';
    case 'Ping':
      return 'ping';
    case 'CSPViolationReport':
      return 'cspReport';
    case 'Media':
      return 'media';
    case 'WebSocket':
      return 'webSocket';
    default:
      return 'other';
  }
}
