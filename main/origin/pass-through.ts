/**
 * What is not ours and not the gateway's: Electron asks the handler about every https request of the session, so Graph and the files of
 * Teams come through here. They go to the network as they are, but for what Chromium's stack would do differently for main than for a page.
 */
import type { Fetch } from '../network/fetch.ts';
import type { Answerer } from './origin.ts';

// Of the transport between server and main, or (cookies) of nobody: the body has been decoded, and its length may be another now.
const notHandedOn = ['content-encoding', 'content-length', 'set-cookie'];

function toPage(answer: Response): Response {
  const headers = new Headers(answer.headers);
  for (const name of notHandedOn) headers.delete(name);
  // What is worth keeping is in the database.
  headers.set('cache-control', 'no-store');
  return new Response(answer.body, { status: answer.status, headers });
}

/**
 * Sends requests on. One with a token fails where it is redirected: main's stack would hand the token to wherever that leads. An address
 * that is its own permission may lead on.
 */
export const createPassThrough =
  (fetch: Fetch): Answerer =>
  async (request) => {
    try {
      return toPage(
        await fetch(request.url, {
          within: ({ protocol }) => protocol === 'https:',
          follow: !request.headers.has('authorization'),
          method: request.method,
          headers: request.headers,
          ...(request.body === null ? {} : { body: await request.arrayBuffer() }),
        }),
      );
    } catch {
      // The page sees a failed request, as without a handler.
      return Response.error();
    }
  };
