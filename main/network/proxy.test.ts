// Requests, uploads, downloads and sockets through a real proxy, by PAC, and with its login. Only the proxy knows the hosts' names.
import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { WebSocketServer } from 'ws';
import { makeCertificate } from '../../shell/chromium/certificate.ts';
import { agents } from '../../shell/net/agent.ts';
import { setProxySettings } from '../../shell/net/proxies.ts';
import { credentials } from '../../shell/net/proxy-auth.ts';
import { WebSocket } from '../../shell/net/web-socket.ts';
import { runtime } from '../../shell/runtime.ts';
import type { NetworkAnswer, NetworkQuestion } from '../../preload/contract/index.ts';
import { networkFailure } from './failure.ts';
import type { Login, LoginQuestion } from './login.ts';
import { createProxyLogins } from './proxy-login.ts';
import { createQuestions } from './questions.ts';
import { originsOf } from './reach.ts';
import { testNetwork } from './testing/network.ts';
import { proxyUser, startProxy, type TestProxy } from './testing/proxy.ts';

const url = 'https://chat.example';
const within = originsOf(url);
let server: Server;
let upgrades: WebSocketServer;
let received: string[];
let proxy: TestProxy;
let asked: LoginQuestion[];
let answers: (Login | null)[];

beforeEach(async () => {
  const certificate = await makeCertificate(['chat.example']);
  runtime.trustedKeys.add(certificate.spki);
  received = [];
  asked = [];
  answers = [];
  server = createServer({ key: certificate.key, cert: certificate.cert }, (request, response) => {
    let length = 0;
    request.on('data', (chunk: Buffer) => (length += chunk.length));
    request.on('end', () => {
      received.push(`${request.method ?? ''} ${request.url ?? ''} ${length}`);
      if (request.headers['proxy-authorization'] !== undefined) received.push('the login leaked');
      response.end(request.url === '/file' ? Buffer.alloc(1 << 20) : 'here');
    });
  });
  upgrades = new WebSocketServer({ server });
  upgrades.on('connection', (peer) => peer.send('hello'));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
afterEach(() => {
  setProxySettings({ mode: 'direct' });
  credentials.clear();
  // A kept connection would not use the next test's proxy.
  for (const agent of Object.values(agents)) agent.destroy();
  proxy.close();
  upgrades.close();
  server.closeAllConnections();
  server.close();
});

const begin = async (scheme: 'none' | 'basic' | 'digest'): Promise<void> => {
  const { port } = server.address() as AddressInfo;
  proxy = await startProxy({ scheme, names: { 'chat.example': port } });
  setProxySettings({ mode: 'pac_script', pacScript: proxy.pac });
};
const network = testNetwork({
  login: (question) => {
    asked.push(question);
    return Promise.resolve(answers.shift() ?? null);
  },
});
const failureOf = async (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'answered',
    (error: unknown) => networkFailure(error),
  );
/** The first frame of a socket, or its end. */
const firstOf = (socket: WebSocket): Promise<unknown> =>
  new Promise((resolve) => {
    socket.addEventListener('message', (event) => resolve('data' in event ? event.data : null));
    socket.addEventListener('close', (event) => resolve('code' in event ? event.code : null));
  });

describe.each(['basic', 'digest'] as const)('a proxy with a %s login', (scheme) => {
  it('lets requests, an upload, a download and a socket through, after one question', async () => {
    await begin(scheme);
    answers = [proxyUser];
    expect(await (await network(`${url}/me`, { within })).text()).toBe('here');
    const body = new Blob([new Uint8Array(1 << 20)]).stream();
    await network(`${url}/upload`, { within, method: 'POST', body });
    expect((await (await network(`${url}/file`, { within })).arrayBuffer()).byteLength).toBe(1 << 20);
    expect(await firstOf(new WebSocket('wss://chat.example/socket'))).toBe('hello');
    expect(asked).toEqual([
      {
        isProxy: true,
        scheme,
        realm: 'the office',
        host: '127.0.0.1',
        port: Number(proxy.host.split(':')[1]),
      },
    ]);
    expect(received).toEqual(['GET /me 0', `POST /upload ${1 << 20}`, 'GET /file 0']);
    expect(proxy.log.filter((line) => line.startsWith('407')).length).toBeLessThanOrEqual(2);
  });
  it('asks again after a wrong password', async () => {
    await begin(scheme);
    answers = [{ username: 'ada', password: 'wrong' }, proxyUser];
    expect((await network(`${url}/me`, { within })).status).toBe(200);
    expect(asked).toHaveLength(2);
  });
  it('lets no request through without the login, and the reason is reported', async () => {
    await begin(scheme);
    expect(await failureOf(network(`${url}/me`, { within }))).toBe('proxy-sign-in');
    expect(await firstOf(new WebSocket('wss://chat.example/socket'))).toBe(1006);
    expect(received).toEqual([]);
  });
});

/** A person with prepared answers, one after the other; null cancels. */
const withPerson = (scripted: readonly (Pick<Login, 'password'> | null)[]) => {
  const shown: NetworkQuestion[] = [];
  const left = [...scripted];
  const questions = createQuestions((question) => {
    if (question === null) return;
    shown.push(question);
    const next = left.shift() ?? null;
    const answer: NetworkAnswer | null = next && {
      kind: 'proxy-login',
      username: proxyUser.username,
      password: next.password,
      keep: false,
    };
    // Later, as a person answers: all waiting requests have asked by then.
    setImmediate(() => questions.answer(question.id, answer));
  });
  const logins = createProxyLogins({
    ask: (question) => questions.ask(question),
    secrets: {
      status: () => ({ kind: 'keyring', backend: 'test' }),
      read: () => null,
      keep: () => Promise.resolve(),
      forget: () => Promise.resolve(),
    },
    after: () => () => undefined,
    given: () => undefined,
    log: { write: () => undefined },
  });
  return { shown, logins, network: testNetwork({ login: logins.login }) };
};

describe.each(['basic', 'digest'] as const)('many requests at once, at a proxy with a %s login', (scheme) => {
  const many = (send: ReturnType<typeof testNetwork>): Promise<string[]> =>
    Promise.all([1, 2, 3, 4].map((one) => failureOf(send(`${url}/${one}`, { within }))));
  const all = (outcome: string): string[] => [outcome, outcome, outcome, outcome];
  it('cause one question, and continue by themselves', async () => {
    await begin(scheme);
    const { shown, network: send } = withPerson([proxyUser]);
    expect(await many(send)).toEqual(all('answered'));
    expect(shown).toMatchObject([
      { proxy: proxy.host, realm: 'the office', isPlain: scheme === 'basic', refused: false },
    ]);
  });
  it('cause one more question when the password was wrong', async () => {
    await begin(scheme);
    const { shown, network: send } = withPerson([{ password: 'wrong' }, proxyUser]);
    expect(await many(send)).toEqual(all('answered'));
    expect(shown).toMatchObject([{ refused: false }, { refused: true, username: 'ada' }]);
  });
  it('fail with the reason when the person cancels, and are tried when the person asks for it', async () => {
    await begin(scheme);
    const { shown, logins, network: send } = withPerson([null, proxyUser]);
    expect(await many(send)).toEqual(all('proxy-sign-in'));
    expect(await many(send)).toEqual(all('proxy-sign-in'));
    expect(shown).toHaveLength(1);
    expect(received).toEqual([]);
    logins.askAgain();
    expect(await many(send)).toEqual(all('answered'));
    expect(shown).toHaveLength(2);
  });
});

describe('a PAC script', () => {
  it('decides by host: a host without the proxy is reached directly', async () => {
    await begin('none');
    expect((await network(`${url}/me`, { within })).status).toBe(200);
    expect(proxy.log).toEqual(['200 chat.example:443']);
    const straight = `https://localhost:${(server.address() as AddressInfo).port}`;
    expect((await network(`${straight}/me`, { within: originsOf(straight) })).status).toBe(200);
    expect(proxy.log).toHaveLength(1);
  });
  it('whose proxy does not exist makes a host unreachable', async () => {
    await begin('none');
    proxy.close();
    expect(await failureOf(network(`${url}/me`, { within }))).toBe('unreachable');
  });
});
