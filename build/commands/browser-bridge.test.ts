import { afterEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { bridgeBrowser } from './browser-bridge.ts';

const own = ['https://localhost:8443', 'http://127.0.0.1:8065'];

/** The parts of the app's main process that the bridge uses. */
const mainProcess = () => {
  const toSystem: string[] = [];
  const shell = { openExternal: (url: string) => Promise.resolve(void toSystem.push(url)) };
  const evaluate = (act: (electron: object, given: object) => unknown, given: object) =>
    Promise.resolve(act({ shell }, given));
  return { shell, toSystem, app: { evaluate } as unknown as Parameters<typeof bridgeBrowser>[0] };
};

const bridged = async () => {
  const main = mainProcess();
  const toSandbox: string[] = [];
  const bridge = await bridgeBrowser(main.app, { origins: own, open: (url) => void toSandbox.push(url) });
  onTestFinished(() => bridge.close());
  return { ...main, toSandbox, bridge };
};

afterEach(() => vi.restoreAllMocks());

describe('an address that the app opens outside, over the sandbox', () => {
  it('opens the sandbox’s pages in the sandbox’s browser', async () => {
    const { shell, toSystem, toSandbox } = await bridged();
    for (const origin of own) await shell.openExternal(`${origin}/login?redirect_uri=http://localhost:1`);
    expect(toSandbox).toEqual(own.map((origin) => `${origin}/login?redirect_uri=http://localhost:1`));
    expect(toSystem).toEqual([]);
  });

  it.each([
    'https://example.org/',
    'https://localhost:8443.example.org/',
    'http://localhost:8443/',
    'http://127.0.0.1:80/',
    'mailto:ada@example.org',
  ])('with %s is left to the system', async (address) => {
    const { shell, toSystem, toSandbox } = await bridged();
    await shell.openExternal(address);
    expect(toSystem).toEqual([address]);
    expect(toSandbox).toEqual([]);
  });

  it('is left to the system after the bridge has ended', async () => {
    const { shell, toSystem, toSandbox, bridge } = await bridged();
    await bridge.close();
    await shell.openExternal(`${own[0] ?? ''}/login`);
    expect(toSystem).toEqual([`${own[0] ?? ''}/login`]);
    expect(toSandbox).toEqual([]);
  });
});
