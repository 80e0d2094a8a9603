import { beforeEach, describe, expect, it, vi } from 'vitest';
import { Faults } from '../../../sandbox/faults.ts';
import { createMattermostServer, type MattermostServer } from '../../../sandbox/mattermost/index.ts';
import { realWorld } from '../../../sandbox/world.ts';
import { NetworkError } from '../../network/failure.ts';
import type { Fetch } from '../../network/fetch.ts';
import { waitsForPerson } from '../../network/proxy-login.ts';
import { askServer, createAsking } from './ask.ts';

const url = 'https://chat.test';
const world = realWorld(3);
let server: MattermostServer;
let asked: string[];
let refusedBy: string[];
beforeEach(() => {
  server = createMattermostServer({ world, siteUrl: url, faults: new Faults(world) });
  asked = [];
  refusedBy = [];
});
/** Every host is this server, unless it is moved; like main's network, which fails at a redirect and reports its target. */
const fetch: Fetch = async (address, init) => {
  asked.push(address);
  init.signal?.throwIfAborted();
  const answer = await server.fetch(new Request(address, init));
  const location = answer.headers.get('location');
  if (location !== null) throw new NetworkError('redirected', location);
  return answer;
};
const asking = {
  fetch,
  preset: null,
  certificateRefused: (address: string): void => void refusedBy.push(address),
};
const signal = (): AbortSignal => new AbortController().signal;
const ask = (to = url, changes: Partial<typeof asking> = {}) =>
  askServer(to, { ...asking, ...changes }, signal());

describe('a server that is asked', () => {
  it('reports its name, version and ways of signing in', async () => {
    Object.assign(server.settings, {
      SiteName: 'Harbour',
      EnableSignInWithEmail: false,
      EnableSaml: true,
      SamlLoginButtonText: 'Harbour ID',
    });
    expect(await ask('https://chat.test/?x')).toEqual({
      kind: 'offer',
      offer: {
        name: 'Harbour',
        version: '11.6.0',
        password: { email: false, username: true, ldap: null },
        sso: [{ service: 'saml', label: 'Harbour ID' }],
        oauth: 'client-needed',
        mfa: 'possible',
      },
    });
  });
  it.each([
    [{ EnableDynamicClientRegistration: true }, 'registers'],
    [{ EnableOAuthServiceProvider: false }, 'off'],
    [{ version: '11.1.0' }, 'off'],
  ])('%o: OAuth %s', async (settings, oauth) => {
    Object.assign(server.settings, settings);
    expect(await ask()).toMatchObject({ kind: 'offer', offer: { oauth } });
  });
  it('is refused with its version if that is not supported', async () => {
    server.settings.version = '10.4.3';
    expect(await ask()).toEqual({
      kind: 'none',
      outcome: { kind: 'refused', reason: 'server-too-old', code: '10.4.3' },
    });
  });
  it('is never asked without encryption, unless it is this computer or the preset allows it', async () => {
    const insecure = { kind: 'none', outcome: { kind: 'insecure-address' } };
    expect(await ask('http://chat.test')).toEqual(insecure);
    expect(asked).toEqual([]);
    expect(await ask('http://localhost:8065')).toMatchObject({ kind: 'offer' });
    const preset = { url: 'http://chat.test', allowHttp: true };
    expect(await askServer('http://chat.test', { ...asking, preset }, signal())).toMatchObject({
      kind: 'offer',
    });
    expect(await askServer('http://other.test', { ...asking, preset }, signal())).toEqual(insecure);
  });
});

describe('behind a proxy', () => {
  it('that removes X-Version-Id a server is recognised by its configuration', async () => {
    server.proxy.hidesVersion = true;
    expect(await ask()).toMatchObject({ kind: 'offer', offer: { version: '11.6.0' } });
  });
  it('a server with neither header nor configuration is not recognised', async () => {
    server.proxy.hidesVersion = true;
    const filtering: Fetch = (address, init) =>
      address.includes('/config/')
        ? Promise.resolve(Response.json({}, { status: 403 }))
        : fetch(address, init);
    expect(await ask(url, { fetch: filtering })).toEqual({
      kind: 'none',
      outcome: { kind: 'refused', reason: 'version-hidden', code: '' },
    });
  });
  it('that waits for a login for a long time a server is not asked on: the reason is the proxy', async () => {
    const limits = vi.spyOn(AbortSignal, 'timeout');
    await ask();
    const lengths = limits.mock.calls.map(([ms]) => ms);
    limits.mockRestore();
    expect(lengths).not.toEqual([]);
    expect(Math.min(...lengths)).toBeGreaterThan(waitsForPerson);
  });
  it('a server that requires a certificate has that reason, and the chosen certificate is forgotten', async () => {
    await ask();
    expect(refusedBy).toEqual([]);
    server.proxy.wantsCertificate = true;
    expect(await ask()).toMatchObject({ outcome: { reason: 'client-certificate' } });
    expect(refusedBy).toEqual([url]);
  });
  it.each(['ERR_SSL_CLIENT_AUTH_CERT_NEEDED', 'ERR_BAD_SSL_CLIENT_AUTH_CERT'])(
    'a server that ends TLS with %s has that reason, too',
    async (code) => {
      const failing = () => Promise.reject(new Error(`net::${code}`));
      expect(await ask(url, { fetch: failing })).toMatchObject({ outcome: { reason: 'client-certificate' } });
    },
  );
  it('a server whose certificate is not trusted has that reason', async () => {
    const failing = () => Promise.reject(new Error('net::ERR_CERT_AUTHORITY_INVALID'));
    expect(await ask('https://chat.test:8443/team', { fetch: failing })).toEqual({
      kind: 'none',
      outcome: { kind: 'certificate-refused', host: 'chat.test:8443' },
    });
  });
});

describe('an address that has moved', () => {
  /** The old host redirects; the new one answers. */
  const moved = (from: string, to: string): Partial<typeof asking> => {
    const other = createMattermostServer({ world, siteUrl: to, faults: new Faults(world) });
    server.proxy.movedTo = to;
    return {
      fetch: async (address, init) => {
        asked.push(address);
        return address.startsWith(`${from}/`)
          ? fetch(address, init)
          : other.fetch(new Request(address.replace(to, 'https://other.test'), init));
      },
    };
  };
  it.each([
    ['http://localhost:8065', 'https://localhost:8443'],
    ['https://chat.test', 'https://new.test'],
    ['https://chat.test', 'https://new.test/chat'],
  ])('from %s is reported as %s', async (from, to) => {
    expect(await ask(from, moved(from, to))).toEqual({ kind: 'none', outcome: { kind: 'redirected', to } });
  });
  it('is never reported if the new one has no encryption', async () => {
    expect(await ask('https://chat.test', moved('https://chat.test', 'http://new.test'))).toEqual({
      kind: 'none',
      outcome: { kind: 'not-this-service' },
    });
    expect(asked.filter((address) => address.startsWith('http:'))).toEqual([]);
    expect(await ask('https://chat.test', moved('https://chat.test', 'http://localhost:8065'))).toEqual({
      kind: 'none',
      outcome: { kind: 'not-this-service' },
    });
  });
  it.each([
    ['a sign-in page', 'https://login.test/start?rd=%2Fapi%2Fv4%2Fsystem%2Fping'],
    ['itself', 'https://chat.test/api/v4/system/ping'],
    ['nowhere', 'nonsense:'],
  ])('is not reported if it leads to %s', async (_what, location) => {
    server.proxy.movedTo = 'https://somewhere.test';
    expect(await ask(url, { fetch: () => Promise.reject(new NetworkError('redirected', location)) })).toEqual(
      {
        kind: 'none',
        outcome: { kind: 'not-this-service' },
      },
    );
  });
});

it('a later question ends an earlier one', async () => {
  const signals: (AbortSignal | null | undefined)[] = [];
  const page = createAsking({
    ...asking,
    fetch: (address, init) => {
      if (address.startsWith('https://first')) {
        signals.push(init.signal);
        return new Promise((_resolve, reject) => {
          init.signal?.addEventListener('abort', () => reject(new Error('aborted')));
        });
      }
      return fetch(address, init);
    },
  });
  const first = page('https://first.test');
  expect(await page(url)).toMatchObject({ kind: 'offer' });
  expect(await first).toEqual({ kind: 'none', outcome: { kind: 'unreachable' } });
  expect(signals.map((given) => given?.aborted)).toEqual([true, true]);
});
