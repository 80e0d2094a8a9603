/**
 * Plays the system browser: the app's `shell.openExternal` hands its sign-in addresses to the sandbox's browser, as a test replaces it
 * in any Electron app. Nothing in the app knows of it.
 */
import { randomBytes } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { ElectronApplication } from 'playwright';

export interface BrowserBridge {
  close(): Promise<void>;
}

/** `open` gets each address the app wants to show. */
export const bridgeBrowser = async (
  app: ElectronApplication,
  open: (url: string) => void,
): Promise<BrowserBridge> => {
  // Whoever else is on this machine must not be able to make the sandbox's user sign in somewhere.
  const secret = randomBytes(16).toString('hex');
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const allowed = request.method === 'POST' && request.url === `/${secret}`;
      response.writeHead(allowed ? 204 : 404).end();
      if (allowed) open(Buffer.concat(chunks).toString('utf8'));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/${secret}`;
  await app.evaluate(({ shell }, to) => {
    shell.openExternal = async (url) => {
      await fetch(to, { method: 'POST', body: url });
    };
  }, address);
  return {
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
};
