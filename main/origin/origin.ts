/** One function behind `protocol.handle('https')`: our own origins are answered here, everything else goes on to the network. */
import { appOrigin, signInOrigin } from '../../preload/contract/index.ts';

/** A plain answerer of requests: what Electron's `protocol.handle` and the stand-in shell both mount. */
export type Answerer = (request: Request) => Promise<Response>;

/** The path below which the gateway answers. */
export const gatewayPath = '/gateway/';

/**
 * @param files answers for the built pages
 * @param gateway answers below `/gateway/` on the app's origin
 * @param network sends a request on (pass-through.ts)
 */
export function answerOrigins(files: Answerer, gateway: Answerer, network: Answerer): Answerer {
  return (request) => {
    const { origin, pathname } = new URL(request.url);
    if (origin === appOrigin) return pathname.startsWith(gatewayPath) ? gateway(request) : files(request);
    return origin === signInOrigin ? files(request) : network(request);
  };
}
