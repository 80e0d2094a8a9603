/** The one function behind `protocol.handle('https')`. It answers our own origins and refuses every other host. */
import { appOrigin, signInOrigin } from '../../preload/contract/index.ts';

/** A function from request to answer. Electron's `protocol.handle` and the stand-in shell both mount it. */
export type Answerer = (request: Request) => Promise<Response>;

/** The path below which the gateway answers. */
export const gatewayPath = '/gateway/';

/**
 * Answers every https request of the session. Electron asks for each of them, so no request of a page reaches another host.
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
