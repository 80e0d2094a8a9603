/** One function behind `protocol.handle('https')`: our own origins are answered here, every other host is refused. */
import { appOrigin, signInOrigin } from '../../preload/contract/index.ts';

/** A plain answerer of requests: what Electron's `protocol.handle` and the stand-in shell both mount. */
export type Answerer = (request: Request) => Promise<Response>;

/** The path below which the gateway answers. */
export const gatewayPath = '/gateway/';

/**
 * Answers every https request of the session, because Electron asks about each of them; so nothing that a page asks of another host leaves
 * the machine.
 * @param files answers for the built pages
 * @param gateway answers below `/gateway/` on the app's origin
 */
export function answerOrigins(files: Answerer, gateway: Answerer): Answerer {
  return (request) => {
    const { origin, pathname } = new URL(request.url);
    if (origin === appOrigin) return pathname.startsWith(gatewayPath) ? gateway(request) : files(request);
    return origin === signInOrigin ? files(request) : Promise.resolve(Response.error());
  };
}
