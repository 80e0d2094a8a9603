// Both services under names that only a proxy knows: what reaches them has passed it.
import { type AddressInfo, connect } from 'node:net';
import { createServer } from 'node:tls';
import { startProxy, type TestProxy } from '../../main/network/testing/proxy.ts';
import { createSandboxBrowser, type SandboxBrowser } from '../../sandbox/browser.ts';
import { listenToBoth, type Services } from './both-services.ts';

const names = { login: 'login.example', graph: 'graph.example', chat: 'chat.example' } as const;
const urls = {
  loginUrl: `https://${names.login}`,
  graphUrl: `https://${names.graph}`,
  mattermostUrl: `https://${names.chat}`,
} as const;

export interface ProxiedServices extends Pick<
  Services,
  'microsoft' | 'mattermost' | 'mattermostUrl' | 'person' | 'args' | 'clientId' | 'close'
> {
  readonly proxy: TestProxy;
  /** The person's browser, which is past the proxy already. */
  readonly browser: SandboxBrowser;
}

const portOf = (url: string): number => Number(new URL(url).port);

/** TLS in front of a server that speaks in clear. */
async function securedFront(port: number, { key, cert }: { readonly key: string; readonly cert: string }) {
  const front = createServer({ key, cert }, (client) => {
    const server = connect(port, '127.0.0.1');
    const end = (): void => {
      client.destroy();
      server.destroy();
    };
    for (const side of [client, server]) side.on('error', end).on('close', end);
    client.pipe(server).pipe(client);
  });
  await new Promise<void>((resolve) => front.listen(0, '127.0.0.1', resolve));
  return { port: (front.address() as AddressInfo).port, close: () => void front.close() };
}

/** Starts a small organisation on both services, and the proxy. */
export async function startBehindProxy(scheme: 'basic' | 'digest'): Promise<ProxiedServices> {
  const both = await listenToBoth(Object.values(names), urls.mattermostUrl);
  const { microsoft, mattermost, person, clientId, at } = both;
  microsoft.moveTo(urls);
  const front = await securedFront(portOf(at.mattermostUrl), both.certificate);
  const proxy = await startProxy({
    scheme,
    names: {
      [names.login]: portOf(at.loginUrl),
      [names.graph]: portOf(at.graphUrl),
      [names.chat]: front.port,
    },
  });
  return {
    microsoft,
    mattermost,
    mattermostUrl: urls.mattermostUrl,
    person,
    proxy,
    clientId,
    args: [...(await both.argsFor(urls)), `--proxy-pac-url=${proxy.pac}`],
    browser: createSandboxBrowser({
      fetch: (request) => {
        switch (new URL(request.url).hostname) {
          case names.login:
            return microsoft.login.fetch(request);
          case names.chat:
            return mattermost.fetch(request);
          default:
            return both.fetch(request);
        }
      },
      credentialsFor: () => ({
        username: person.microsoft?.userPrincipalName ?? '',
        password: person.password,
      }),
    }),
    close: async () => {
      proxy.close();
      front.close();
      await both.close();
    },
  };
}
