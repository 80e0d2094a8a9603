/** A fetch over this machine's real network, like a browser's: it trusts one more certificate, and does not follow redirects. */
import { request as httpRequest, type IncomingMessage } from 'node:http';
import { request as httpsRequest } from 'node:https';

/**
 * Sends requests as they are and gives answers as they come (3xx included).
 * @param certificatePem trusted besides nothing else, for https
 */
export const createNetworkFetch =
  (certificatePem: string): ((request: Request) => Promise<Response>) =>
  async (request) => {
    const body = request.body ? Buffer.from(await request.arrayBuffer()) : undefined;
    const url = new URL(request.url);
    const options = { method: request.method, headers: Object.fromEntries(request.headers) };
    const answer = await new Promise<IncomingMessage>((resolve, reject) => {
      const sent =
        url.protocol === 'https:'
          ? httpsRequest(url, { ...options, ca: certificatePem, agent: false }, resolve)
          : httpRequest(url, { ...options, agent: false }, resolve);
      sent.on('error', reject);
      sent.end(body);
    });
    const chunks: Buffer[] = [];
    for await (const chunk of answer as AsyncIterable<Buffer>) chunks.push(chunk);
    const headers = new Headers();
    for (let at = 0; at + 1 < answer.rawHeaders.length; at += 2) {
      headers.append(answer.rawHeaders[at] ?? '', answer.rawHeaders[at + 1] ?? '');
    }
    const status = answer.statusCode ?? 500;
    const empty = status === 204 || status === 205 || status === 304;
    return new Response(empty ? null : Buffer.concat(chunks), { status, headers });
  };
