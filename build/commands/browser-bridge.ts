/**
 * Plays the system browser for the sandbox's own pages: the app's `shell.openExternal` is replaced as a test replaces it in any Electron
 * app. Every other address goes where it would have gone: to the system's browser. Nothing in the app knows of it.
 */
import { randomBytes } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { ElectronApplication } from 'playwright';

export interface BrowserBridge {
  close(): Promise<void>;
}

export interface BridgedBrowser {
  /** The origins whose pages it shows; all other addresses are the system's. */
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
  // Whoever else is on this machine must not be able to make the sandbox's user sign in somewhere.
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
  // Runs in the app's main process: nothing of this file is known there.
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
