/** The user's browser in a sign-in, for both services: opens it, tells the app page its state, and waits for the answer. */
import type { Telling } from '../../preload/contract/index.ts';
import { writeCaught } from '../failures/caught.ts';
import type { Log } from '../log/log.ts';
import type { Loopback, Loopbacks } from './loopback.ts';

/** Waits for the answer from a page in the browser: a loopback, or a listener for addresses of our scheme. */
export type Waiting = Pick<Loopback, 'answer'>;

/** The browser part of a sign-in. */
export interface Browsing extends Loopbacks {
  /**
   * Opens `url` in the browser and waits at `place` for the answer with this `state`. If the browser cannot be opened, the attempt
   * continues: the page shows the address, and the user can open it in any browser of this computer.
   * @returns the answer's query string, or null if `signal` ends the wait
   */
  visit(place: Waiting, url: string, state: string, signal: AbortSignal): Promise<string | null>;
}

/** The surroundings of the browser part. */
export interface BrowsingSurroundings {
  readonly loopbacks: Loopbacks;
  readonly openExternal: (url: string) => Promise<void>;
  readonly tell: (message: Telling<'account:browsing'>) => void;
  readonly log: Log;
}

/** Creates the browser part for sign-ins to `service`. */
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
      // Tells the page at once. A system that opens its browser slowly must not keep the link from the user.
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
