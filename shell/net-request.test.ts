// The requests that main makes to learn where a redirect leads.
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createWhereTo } from '../main/network/where-to.ts';
import { ClientRequest } from './net-request.ts';

let server: Server;
let url: string;
let seen: string[];
beforeEach(async () => {
  seen = [];
  server = createServer((request, response) => {
    seen.push(request.url ?? '');
    if (request.url === '/silent') return;
    if (request.url === '/moved') response.writeHead(308, { location: '/elsewhere?x=1' }).end();
    else response.end('here');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterEach(() => {
  server.closeAllConnections();
  server.close();
});

describe('where a request is sent on to', () => {
  const timers: (() => void)[] = [];
  const whereTo = createWhereTo(
    (options) => new ClientRequest(options, (request) => fetch(request, { redirect: 'manual' })),
    (_ms, work) => {
      timers.push(work);
      return () => undefined;
    },
  );
  const open = new AbortController().signal;

  it('is told, and not followed', async () => {
    expect(await whereTo(`${url}/moved`, open)).toBe(`${url}/elsewhere?x=1`);
    expect(seen).toEqual(['/moved']);
  });
  it('is null where it is not', async () => {
    expect(await whereTo(`${url}/here`, open)).toBeNull();
    expect(await whereTo('http://127.0.0.1:1/', open)).toBeNull();
  });
  it('is null when the time is over, or nobody wants to know any more', async () => {
    const late = whereTo(`${url}/silent`, open);
    timers.at(-1)?.();
    expect(await late).toBeNull();
    const given = new AbortController();
    const unwanted = whereTo(`${url}/silent`, given.signal);
    given.abort();
    expect(await unwanted).toBeNull();
  });
});
