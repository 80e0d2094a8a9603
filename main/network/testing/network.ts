/** Main's network for tests: the real one, on the stand-in's ClientRequest. */
import { ClientRequest } from '../../../shell/net/client-request.ts';
import type { Fetch } from '../fetch.ts';
import { createNetwork, type NetworkSurroundings } from '../network.ts';

/** A network without time limits, logins and counts, unless a test passes its own. */
export const testNetwork = (own: Partial<NetworkSurroundings> = {}): Fetch =>
  createNetwork({
    open: (options) => new ClientRequest(options),
    after: () => () => undefined,
    login: () => Promise.resolve(null),
    certificateRefused: () => undefined,
    traffic: {
      sent: () => undefined,
      answered: () => undefined,
      failed: () => undefined,
      cancelled: () => undefined,
    },
    ...own,
  });
