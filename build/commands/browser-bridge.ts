/**
 * Acts as the system browser for the sandbox's own pages: it replaces the app's `shell.openExternal`, as a test does in any Electron app.
 * All other addresses are opened as before, by the system's browser. The app does not know of it.
 */
import { randomBytes } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { ElectronApplication } from 'playwright';

export interface BrowserBridge {
  close(): Promise<void>;
}

export interface BridgedBrowser {
  /** The origins whose pages it shows. The system opens all other addresses. */
  readonly origins: readonly string[];
  /** Shows an address of these origins. Must not throw. */
  readonly open: (url: string) => void;
}

type Bridged = Pick<ElectronApplication, 'evaluate'>;

const taken = 204;
const notOurs = 421;
const refused = 404;

/** Lets `browser` show its own origins' addresses when the app opens one outside. */
export const bridgeBrowser = async (app: Bridged, browser: BridgedBrowser): Promise<BrowserBridge> => {
  // Another program on this machine must not be able to sign the sandbox's user in somewhere.
  const secret = randomBytes(16).toString('hex');
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const url = Buffer.concat(chunks).toString('utf8');
      const allowed = request.method === 'POST' && request.url === `/${secret}`;
      const ours = allowed && URL.canParse(url) && browser.origins.includes(new URL(url).origin);
      response.writeHead(ours ? taken : allowed ? notOurs : refused).end();
      if (ours) browser.open(url);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/${secret}`;
  // Runs in the app's main process, so it cannot use anything of this file.
  await app.evaluate(
    ({ shell }, { to, accepted }) => {
      const ofTheSystem = shell.openExternal.bind(shell);
      shell.openExternal = async (url, options) => {
        const answer = await fetch(to, { method: 'POST', body: url }).catch(() => null);
        if (answer?.status !== accepted) await ofTheSystem(url, options);
      };
    },
    { to: address, accepted: taken },
  );
  return {
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
};
