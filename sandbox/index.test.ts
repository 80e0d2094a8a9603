import { createHash } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createNetworkFetch } from './browser/network-fetch.ts';
import { startSandbox, type Sandbox } from './index.ts';

/** A loopback as an app opens it for the answer of a sign-in. */
const openLoopback = async (): Promise<{ url: string; answers: string[]; server: Server }> => {
  const answers: string[] = [];
  const server = createServer((request, response) => {
    answers.push(request.url ?? '');
    response.setHeader('content-type', 'text/html').end('<!doctype html>done');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { url: `http://localhost:${(server.address() as AddressInfo).port}`, answers, server };
};

const verifier = 'v'.repeat(64);
const challenge = {
  code_challenge: createHash('sha256').update(verifier).digest('base64url'),
  code_challenge_method: 'S256',
};

describe('the sandbox, started on real sockets', () => {
  let sandbox: Sandbox;
  let fetch: (request: Request) => Promise<Response>;
  beforeAll(async () => {
    sandbox = await startSandbox({ seed: 1, messages: 1200, colleagues: 20 });
    fetch = createNetworkFetch(sandbox.microsoft.certificatePem);
  }, 60_000);
  afterAll(() => sandbox.close());

  const json = async (request: Request): Promise<unknown> => (await fetch(request)).json();

  it('signs its sample user in to Microsoft through its own pages, and Graph answers the token', async () => {
    const { microsoft, browser } = sandbox;
    const loopback = await openLoopback();
    const query = new URLSearchParams({
      client_id: microsoft.clientId,
      redirect_uri: loopback.url,
      response_type: 'code',
      scope: 'openid profile offline_access User.Read Chat.ReadWrite',
      state: 's',
      nonce: 'n',
      ...challenge,
    });
    const outcome = await browser.open(`${microsoft.authority}/oauth2/v2.0/authorize?${query.toString()}`);
    loopback.server.close();
    expect(outcome).toEqual({ kind: 'delivered', status: 200, answer: 'code' });
    const code = new URL(loopback.answers[0] ?? '', 'http://localhost').searchParams.get('code') ?? '';
    const body = new URLSearchParams({
      client_id: microsoft.clientId,
      grant_type: 'authorization_code',
      code,
      redirect_uri: loopback.url,
      code_verifier: verifier,
    });
    const tokens = await json(
      new Request(`${microsoft.authority}/oauth2/v2.0/token`, { method: 'POST', body }),
    );
    expect(tokens).toMatchObject({ token_type: 'Bearer' });
    const { access_token } = tokens as { access_token: string };
    const me = await json(
      new Request(`${microsoft.graphUrl}/v1.0/me`, { headers: { authorization: `Bearer ${access_token}` } }),
    );
    expect(me).toMatchObject({ id: sandbox.truth().microsoft.me });
  });

  it('signs its sample user in to Mattermost by password and by its OAuth pages', async () => {
    const { mattermost, browser, sampleCredentials } = sandbox;
    const { username, password } = sampleCredentials.mattermost;
    const login = await fetch(
      new Request(`${mattermost.url}/api/v4/users/login`, {
        method: 'POST',
        body: JSON.stringify({ login_id: username, password }),
      }),
    );
    expect(login.headers.get('token')).toMatch(/^[a-z0-9]{26}$/);
    expect(await login.json()).toMatchObject({ id: sandbox.truth().mattermost.me, username });
    const loopback = await openLoopback();
    const query = new URLSearchParams({
      client_id: mattermost.server.registerPublicClient('Isthmus', [loopback.url]),
      redirect_uri: loopback.url,
      response_type: 'code',
      state: 's',
      ...challenge,
    });
    const outcome = await browser.open(`${mattermost.url}/oauth/authorize?${query.toString()}`);
    loopback.server.close();
    expect(outcome).toEqual({ kind: 'delivered', status: 200, answer: 'code' });
    expect(new URL(loopback.answers[0] ?? '', 'http://localhost').searchParams.get('state')).toBe('s');
  });

  it('signs a person with an authenticator app in as well', async () => {
    const person = sandbox.organisation.people.find(({ mattermost }) => mattermost?.mfaSecret);
    const loopback = await openLoopback();
    const query = new URLSearchParams({
      client_id: sandbox.mattermost.server.registerPublicClient('Isthmus', [loopback.url]),
      redirect_uri: loopback.url,
      response_type: 'code',
      state: 's',
      ...challenge,
    });
    const outcome = await sandbox
      .browserOf(person?.key ?? '')
      .open(`${sandbox.mattermost.url}/oauth/authorize?${query.toString()}`);
    loopback.server.close();
    expect(outcome).toEqual({ kind: 'delivered', status: 200, answer: 'code' });
  });

  it('has colleagues who continue to write', async () => {
    const counted = (): number =>
      Object.values(sandbox.colleagues?.counts() ?? {}).reduce((left, right) => left + right, 0);
    const before = counted();
    while (counted() < before + 20) await new Promise((resolve) => setTimeout(resolve, 10));
    expect(sandbox.colleagues?.counts().refused).toBe(0);
  });

  it('has faults on one of the two services alone', async () => {
    const ping = (): Promise<Response> => fetch(new Request(`${sandbox.mattermost.url}/api/v4/system/ping`));
    const remove = sandbox.faults.mattermost.add({ matches: () => true, fault: { kind: 'lost-request' } });
    await expect(ping()).rejects.toThrow();
    expect(
      (await fetch(new Request(`${sandbox.microsoft.authority}/v2.0/.well-known/openid-configuration`)))
        .status,
    ).toBe(200);
    remove();
    expect((await ping()).status).toBe(200);
  });
});

describe('the sandbox, closed', () => {
  it('frees its ports and stops all work', async () => {
    const sandbox = await startSandbox({ seed: 2, messages: 40, colleagues: 5 });
    await sandbox.close();
    const counts = sandbox.colleagues?.counts();
    await expect(globalThis.fetch(`${sandbox.mattermost.url}/api/v4/system/ping`)).rejects.toThrow();
    await new Promise((resolve) => setTimeout(resolve, 40));
    expect(sandbox.colleagues?.counts()).toEqual(counts);
  });
});
