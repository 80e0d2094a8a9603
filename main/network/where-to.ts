/** Where a redirect leads: `net.fetch` only fails at one, Chromium's request tells (Electron's documentation of ClientRequest, `redirect`). */
import type { After } from './patience.ts';

/** The little of Electron's ClientRequest that is used. */
export interface RedirectRequest {
  on(event: 'redirect', listener: (statusCode: number, method: string, redirectUrl: string) => void): unknown;
  on(event: 'response' | 'error' | 'close', listener: () => void): unknown;
  end(): unknown;
  abort(): void;
}

export interface RedirectOptions {
  readonly url: string;
  readonly redirect: 'manual';
  readonly credentials: 'omit';
  readonly cache: 'no-store';
}

/** How long an answer may take, in milliseconds. */
const patienceMs = 20_000;

/**
 * Asks without following, and without any token.
 * @param request `net.request`
 */
export const createWhereTo =
  (request: (options: RedirectOptions) => RedirectRequest, after: After) =>
  (url: string, signal: AbortSignal): Promise<string | null> =>
    new Promise((resolve) => {
      const asked = request({ url, redirect: 'manual', credentials: 'omit', cache: 'no-store' });
      const finish = (location: string | null): void => {
        cancel();
        signal.removeEventListener('abort', giveUp);
        resolve(location);
        asked.abort();
      };
      const giveUp = (): void => finish(null);
      const cancel = after(patienceMs, giveUp);
      signal.addEventListener('abort', giveUp);
      asked.on('redirect', (_status, _method, redirectUrl) => finish(redirectUrl));
      asked.on('response', giveUp);
      // Also what aborting brings about; the promise is settled by then.
      asked.on('error', giveUp);
      asked.end();
    });
