import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { type AddressInfo, createServer as createPlainServer, type Socket } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ClientRequest } from '../../shell/net/client-request.ts';
import { networkFailure } from './failure.ts';
import type { Fetch } from './fetch.ts';
import { filesOf, originsOf } from './reach.ts';
import { testNetwork } from './testing/network.ts';

interface Heard {
  readonly url: string;
  readonly method: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

type Answer = (heard: Heard, response: ServerResponse) => unknown;

/** A server that records its requests; the test chooses its answers. */
async function serve(answer: () => Answer): Promise<{ server: Server; url: string; heard: Heard[] }> {
  const heard: Heard[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const one = {
        url: request.url ?? '',
        method: request.method ?? '',
        headers: request.headers,
        body: Buffer.concat(chunks).toString(),
      };
      heard.push(one);
      answer()(one, response);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { server, heard, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
}

let answer: Answer;
let elsewhereAnswer: Answer;
let first: Awaited<ReturnType<typeof serve>>;
let other: Awaited<ReturnType<typeof serve>>;
let counts: string[];
let network: Fetch;
beforeEach(async () => {
  answer = (_heard, response) => response.end('here');
  elsewhereAnswer = (_heard, response) => response.end('there');
  first = await serve(() => answer);
  other = await serve(() => elsewhereAnswer);
  counts = [];
  network = testNetwork({
    traffic: {
      sent: () => counts.push('sent'),
      answered: (status) => counts.push(String(status)),
      failed: (failure) => counts.push(failure),
      cancelled: () => counts.push('cancelled'),
    },
  });
});
afterEach(() => {
  for (const { server } of [first, other]) {
    server.closeAllConnections();
    server.close();
  }
});

const token = (): Headers =>
  new Headers({ authorization: 'Bearer secret', accept: 'text/plain', 'x-own': '1' });
const failureOf = async (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'answered',
    (error: unknown) => networkFailure(error),
  );

describe('a request of main', () => {
  it('goes with its headers and body, without cookies and Origin, and is counted', async () => {
    answer = (_heard, response) =>
      response.writeHead(201, { 'set-cookie': 'a=b; Path=/', etag: '"7"' }).end('made');
    const within = originsOf(first.url);
    for (const body of ['text', new TextEncoder().encode('bytes').buffer])
      expect(
        (await network(`${first.url}/a?b=c`, { within, method: 'POST', headers: token(), body })).status,
      ).toBe(201);
    const made = await network(first.url, { within });
    expect([await made.text(), made.headers.get('etag')]).toEqual(['made', '"7"']);
    expect(first.heard.map(({ method, url, body }) => [method, url, body])).toEqual([
      ['POST', '/a?b=c', 'text'],
      ['POST', '/a?b=c', 'bytes'],
      ['GET', '/', ''],
    ]);
    expect(first.heard[0]?.headers).toMatchObject({ authorization: 'Bearer secret', 'content-length': '4' });
    for (const name of ['cookie', 'origin', 'referer'])
      expect(first.heard.every(({ headers }) => headers[name] === undefined)).toBe(true);
    expect(counts).toEqual(['sent', '201', 'sent', '201', 'sent', '201']);
  });
  it('never reaches a host outside its list', async () => {
    const asked = network(`${other.url}/x`, { within: originsOf(first.url), headers: token() });
    expect([await failureOf(asked), other.heard]).toEqual(['not-allowed', []]);
  });
  it('sends a stream as it comes, in chunks, and an empty one without a body', async () => {
    const within = originsOf(first.url);
    const parts = ['one ', 'two ', 'three'].map((part) => new TextEncoder().encode(part));
    await network(first.url, { within, method: 'POST', body: new Blob(parts).stream() });
    await network(first.url, { within, method: 'POST', body: new Blob([]).stream() });
    expect(first.heard.map(({ body }) => body)).toEqual(['one two three', '']);
    expect(first.heard[0]?.headers['transfer-encoding']).toBe('chunked');
  });
  it('reads no more of a stream than the server takes', async () => {
    let read = 0;
    const endless = new ReadableStream<Uint8Array<ArrayBuffer>>(
      {
        pull: (controller) => {
          read += 1;
          controller.enqueue(new Uint8Array(1 << 20));
        },
      },
      { highWaterMark: 0 },
    );
    // A server that does not read. The system's buffers hold a few megabytes.
    const peers: Socket[] = [];
    const deaf = createPlainServer({ pauseOnConnect: true }, (socket) => peers.push(socket));
    await new Promise<void>((resolve) => deaf.listen(0, '127.0.0.1', resolve));
    const url = `http://127.0.0.1:${(deaf.address() as AddressInfo).port}`;
    const stop = new AbortController();
    const sent = network(url, { within: originsOf(url), method: 'POST', body: endless, signal: stop.signal });
    let before = -1;
    while (before !== read) {
      before = read;
      for (let turn = 0; turn < 200; turn += 1) await new Promise((resolve) => setImmediate(resolve));
    }
    expect(read).toBeLessThan(64);
    stop.abort(new Error('given up'));
    await expect(sent).rejects.toThrow('given up');
    for (const peer of peers) peer.destroy();
    deaf.close();
  });
  it('reads no more of an answer than the page reads', async () => {
    let sent = 0;
    answer = (_heard, response) => {
      const more = (): void => {
        while (sent < 256 && response.write(Buffer.alloc(1 << 20))) sent += 1;
        if (sent < 256) response.once('drain', more);
        else response.end();
      };
      more();
    };
    const got = await network(first.url, { within: originsOf(first.url) });
    for (let turn = 0; turn < 500; turn += 1) await new Promise((resolve) => setImmediate(resolve));
    expect(sent).toBeLessThan(64);
    await got.body?.cancel();
  });
  it('ends when it is cancelled, before the answer and in it', async () => {
    answer = () => undefined;
    const within = originsOf(first.url);
    const stop = new AbortController();
    const waiting = network(first.url, { within, signal: stop.signal });
    stop.abort(new Error('given up'));
    await expect(waiting).rejects.toThrow('given up');
    const late = new AbortController();
    answer = (_heard, response) => response.write('begun');
    const begun = await network(first.url, { within, signal: late.signal });
    late.abort();
    await expect(begun.text()).rejects.toThrow();
    expect(counts).toEqual(['sent', 'cancelled', 'sent', '200']);
  });
  it('fails with the reason of the network', async () => {
    first.server.close();
    first.server.closeAllConnections();
    expect(await failureOf(network(first.url, { within: originsOf(first.url) }))).toBe('unreachable');
    expect(counts.at(-1)).toBe('unreachable');
  });
  it('has an answer that fails during reading if the connection breaks off', async () => {
    answer = (_heard, response) => {
      response.writeHead(200, { 'content-length': '100' });
      response.write('half', () => response.destroy());
    };
    const got = await network(first.url, { within: originsOf(first.url) });
    await expect(got.text()).rejects.toThrow();
  });
});

describe('a redirect', () => {
  const to =
    (location: string, status = 302): Answer =>
    (heard, response) =>
      heard.url === '/start' ? response.writeHead(status, { location }).end() : response.end('here');
  const start = (init: Partial<Parameters<Fetch>[1]> = {}) =>
    network(`${first.url}/start`, {
      within: originsOf(first.url, other.url),
      headers: token(),
      follow: true,
      ...init,
    });

  it('is not followed unless asked for; the failure has its target', async () => {
    answer = to('/next');
    await expect(start({ follow: false })).rejects.toMatchObject({
      failure: 'redirected',
      location: `${first.url}/next`,
    });
    expect(first.heard).toHaveLength(1);
  });
  it('keeps the token on its own origin', async () => {
    answer = to('/next');
    expect(await (await start()).text()).toBe('here');
    expect(first.heard[1]?.headers.authorization).toBe('Bearer secret');
  });
  it('never takes the token, or headers for the first host, to another origin', async () => {
    answer = to(`${other.url}/file`);
    expect(await (await start()).text()).toBe('there');
    expect(other.heard[0]?.headers).not.toHaveProperty('authorization');
    expect(other.heard[0]?.headers).not.toHaveProperty('x-own');
    expect(other.heard[0]?.headers.accept).toBe('text/plain');
  });
  it('is not followed to a host outside the list', async () => {
    answer = to(`${other.url}/file`);
    expect(await failureOf(start({ within: originsOf(first.url) }))).toBe('redirected');
    expect(other.heard).toEqual([]);
  });
  it.each([307, 302])('of a request that changes something (%i) is not followed', async (status) => {
    answer = to('/next', status);
    expect(await failureOf(start({ method: 'POST', body: 'x' }))).toBe('redirected');
    expect(first.heard).toHaveLength(1);
  });
  it('to a server that refuses the certificate counts as a refusal by that server', async () => {
    const refusedBy: string[] = [];
    const send = testNetwork({
      open: (options) => {
        const request = new ClientRequest(options);
        if (options.url.startsWith(other.url))
          queueMicrotask(() => request.emit('error', new Error('net::ERR_BAD_SSL_CLIENT_AUTH_CERT')));
        return request;
      },
      certificateRefused: (url) => void refusedBy.push(url),
    });
    answer = to(`${other.url}/file`);
    const within = originsOf(first.url, other.url);
    expect(await failureOf(send(`${first.url}/start`, { within, follow: true }))).toBe('client-certificate');
    expect(refusedBy).toEqual([`${other.url}/file`]);
  });
  it('in a circle ends', async () => {
    answer = (_heard, response) => response.writeHead(302, { location: '/start' }).end();
    expect(await failureOf(start())).toBe('redirected');
    expect(first.heard.length).toBeLessThan(10);
  });
});

describe('the hosts that may give files of Teams', () => {
  const reaches = (graph: string, url: string): boolean => filesOf(graph)(new URL(url));
  it.each([
    ['https://graph.microsoft.com/v1.0', 'https://contoso.sharepoint.com/x', true],
    ['https://graph.microsoft.com/v1.0', 'https://contoso-my.sharepoint.com/x', true],
    ['https://graph.microsoft.com/v1.0', 'https://graph.microsoft.com/v1.0/x', true],
    ['https://graph.microsoft.com/v1.0', 'http://contoso.sharepoint.com/x', false],
    ['https://graph.microsoft.com/v1.0', 'https://contoso.sharepoint.com:8443/x', false],
    ['https://graph.microsoft.com/v1.0', 'https://sharepoint.com.evil.example/x', false],
    ['https://graph.microsoft.com/v1.0', 'https://evilsharepoint.com/x', false],
    ['https://graph.microsoft.com/v1.0', 'https://contoso.sharepoint.us/x', false],
    ['https://graph.microsoft.us/v1.0', 'https://contoso.sharepoint.us/x', true],
    ['https://localhost:4444/v1.0', 'https://contoso.sharepoint.com/x', false],
    ['https://localhost:4444/v1.0', 'https://localhost:4444/x', true],
  ])('%s: %s %s', (graph, url, may) => {
    expect(reaches(graph, url)).toBe(may);
  });
});
