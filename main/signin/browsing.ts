/** The user's browser in a sign-in, the same for both services: opens it, tells the app's page how it stands, waits for the answer. */
import type { Telling } from '../../preload/contract/index.ts';
import { writeCaught } from '../failures/caught.ts';
import type { Log } from '../log/log.ts';
import type { Loopback, Loopbacks } from './loopback.ts';

/** What waits for the answer that a page in the browser brings: a loopback, or a listener for addresses of our scheme. */
export type Waiting = Pick<Loopback, 'answer'>;

/** A sign-in's way through the browser. */
export interface Browsing extends Loopbacks {
  /**
   * Sends the browser to `url` and waits at `place` for the answer whose `state` this is. A browser that cannot be opened ends nothing:
   * the page offers the address, and the user may open it in any browser of this computer.
   * @returns the answer's query string, or null when `signal` ends the wait
   */
  visit(place: Waiting, url: string, state: string, signal: AbortSignal): Promise<string | null>;
}

/** What it needs. */
export interface BrowsingSurroundings {
  readonly loopbacks: Loopbacks;
  readonly openExternal: (url: string) => Promise<void>;
  readonly tell: (message: Telling<'account:browsing'>) => void;
  readonly log: Log;
}

/** The browser for sign-ins to `service`. */
export function createBrowsing(
  service: Telling<'account:browsing'>['service'],
  { loopbacks, openExternal, tell, log }: BrowsingSurroundings,
): Browsing {
  return {
    open: (ports) => loopbacks.open(ports),
    visit: async (place, url, state, signal) => {
      let waits = !signal.aborted;
      const waiting = place.answer(state, signal);
      if (!waits) return waiting;
      // At once: a system that takes long to open its browser, or never says that it did, must not keep the link from the user.
      tell({ service, kind: 'waiting', url, opened: true });
      openExternal(url).catch((error: unknown) => {
        log.write('browser-not-opened');
        writeCaught(log, 'browser', error);
        if (waits) tell({ service, kind: 'waiting', url, opened: false });
      });
      const response = await waiting;
      waits = false;
      if (response !== null) tell({ service, kind: 'back' });
      return response;
    },
  };
}
