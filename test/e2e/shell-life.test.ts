// The stand-in shell: starting, quitting, being killed, and starting again.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { access, cp, mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  describeRuntime,
  findRuntime,
  launchOptions,
  type Launch,
  type Runtime,
} from '../../shell/launch.ts';
import { launchIsthmus } from './electron.ts';
import { builtShell } from './fixtures/build-shell.ts';
import { fullBrowser } from './fixtures/full-browser.ts';
import type {} from './fixtures/shell-app/types.ts';
import { removeFolder } from '../../main/files/testing/remove-folder.ts';

const root = join(import.meta.dirname, 'fixtures', 'shell-app');
const project = join(import.meta.dirname, '..', '..');
let folder: string;
let env: Record<string, string>;
let runtime: Runtime;

const eventually = <T>(look: () => T): ReturnType<typeof expect.poll<T>> =>
  expect.poll(look, { timeout: 120_000, interval: 25 });

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'isthmus-shell-'));
  env = { ISTHMUS_RUNTIME: 'stand-in', ISTHMUS_SHELL: builtShell, ...fullBrowser() };
  const found = findRuntime(project, { ...process.env, ...env });
  if (found === null) throw new Error('no browser');
  runtime = found;
});
afterAll(async () => {
  await removeFolder(folder);
});

/** Runs an app without Playwright and waits for its end. */
async function run(launch: Omit<Launch, 'env'>): Promise<{ code: number | null; output: string }> {
  const { executablePath, args, env: environment, cwd } = launchOptions(runtime, { ...launch, env });
  const child = spawn(executablePath, args, { env: environment, cwd, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, output };
}

/** An app whose main is this text. */
async function appOf(name: string, main: string): Promise<string> {
  const at = join(folder, name);
  await cp(root, at, { recursive: true });
  await writeFile(join(at, 'main.js'), main);
  return at;
}

const alive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
};

/** The process id of the Chromium that holds a profile, from its lock. */
async function chromiumOf(userDataDir: string): Promise<number> {
  const { readlink } = await import('node:fs/promises');
  const holder = await readlink(join(userDataDir, 'chromium', 'SingletonLock'));
  return Number(holder.slice(holder.lastIndexOf('-') + 1));
}

it('the stand-in reports its runtime', () => {
  expect(describeRuntime(runtime)).toContain('stand-in shell over');
});

describe('quitting', () => {
  it('sends before-quit, close, closed and will-quit, and ends Chromium', async () => {
    const notes = join(folder, 'notes.txt');
    const at = await appOf(
      'quits',
      `import { appendFileSync } from 'node:fs';
      import { app, BrowserWindow } from 'electron';
      const note = (text) => appendFileSync(${JSON.stringify(notes)}, text + ' ');
      for (const name of ['before-quit', 'will-quit', 'quit', 'window-all-closed']) app.on(name, () => note(name));
      app.whenReady().then(async () => {
        const window = new BrowserWindow({ show: false });
        window.on('close', () => note('close'));
        window.on('closed', () => note('closed'));
        await window.loadURL('about:blank');
        app.quit();
      });`,
    );
    const { code, output } = await run({ root: at, userDataDir: join(folder, 'quits-profile') });
    expect({ code, output }).toEqual({ code: 0, output: '' });
    expect(await readFile(notes, 'utf8')).toBe('before-quit close closed will-quit quit ');
    await expect(access(join(folder, 'quits-profile', 'chromium', 'SingletonLock'))).rejects.toThrow();
  });
  it('happens when the last window closes and the app has no listener for that', async () => {
    const at = await appOf(
      'last-window',
      `import { app, BrowserWindow } from 'electron';
      app.whenReady().then(() => new BrowserWindow({ show: false }).close());`,
    );
    expect(await run({ root: at, userDataDir: join(folder, 'last-window-profile') })).toEqual({
      code: 0,
      output: '',
    });
  });
  it('uses the code of app.exit as exit code, also before ready', async () => {
    const at = await appOf('exits', `import { app } from 'electron'; app.exit(3);`);
    expect((await run({ root: at, userDataDir: join(folder, 'exits-profile') })).code).toBe(3);
  });
});

describe('a call that Electron would refuse', () => {
  it('an import of a name that the stand-in lacks fails', async () => {
    const at = await appOf(
      'links',
      `import { app, desktopCapturer } from 'electron'; app.exit(desktopCapturer ? 0 : 4);`,
    );
    const { code, output } = await run({ root: at, userDataDir: join(folder, 'links-profile') });
    expect(code).toBe(1);
    expect(output).toContain("does not provide an export named 'desktopCapturer'");
  });
  it('a window or the default session before ready throws', async () => {
    const at = await appOf(
      'early',
      `import { app, BrowserWindow, session } from 'electron';
      for (const early of [() => new BrowserWindow(), () => session.defaultSession]) {
        try { early(); } catch (reason) { console.log(reason.message); }
      }
      app.quit();`,
    );
    const { output } = await run({ root: at, userDataDir: join(folder, 'early-profile') });
    expect(output).toBe(
      'Cannot create BrowserWindow before app is ready\nSession can only be received when app is ready\n',
    );
  });
});

describe('two starts over one profile', () => {
  it('pass the second command line to the first, and the second ends', async () => {
    const userDataDir = join(folder, 'single');
    const first = await launchIsthmus({ userDataDir, root, env });
    expect((await run({ root, userDataDir, args: ['isthmus://open'] })).code).toBe(0);
    const events = (): Promise<readonly (readonly unknown[])[]> =>
      first.app.evaluate(() => globalThis.events);
    await eventually(async () => (await events()).filter(([name]) => name === 'second-instance')).toEqual([
      ['second-instance', 'isthmus://open', { hello: 'first' }],
    ]);
    await first.close();
  });
});

const { ISTHMUS_CHROMIUM: tested = '' } = process.env;
const people = fullBrowser();
/** The browser of people, and the tests' own where it is another one, because that one holds its profile in another way. */
const browsers = [
  { browser: 'of people', variables: people },
  ...(tested === people.ISTHMUS_CHROMIUM
    ? []
    : [{ browser: 'of the tests', variables: { ISTHMUS_CHROMIUM: tested } }]),
];

describe.each(browsers)('an app that is killed, on the browser $browser', ({ browser, variables }) => {
  it('keeps the pages’ data, ends Chromium, and starts again at once', async () => {
    const userDataDir = join(folder, `killed ${browser}`);
    for (const round of [1, 2, 3]) {
      const running = await launchIsthmus({ userDataDir, root, env: { ...env, ...variables } });
      const page = await running.page('app');
      await page.waitForLoadState();
      const kept = await page.evaluate(
        (written) =>
          new Promise<number>((resolve) => {
            const opening = indexedDB.open('kept', 1);
            opening.onupgradeneeded = () => opening.result.createObjectStore('rounds');
            opening.onsuccess = () => {
              const transaction = opening.result.transaction('rounds', 'readwrite');
              transaction.objectStore('rounds').put(true, written);
              const count = transaction.objectStore('rounds').count();
              transaction.oncomplete = () => resolve(count.result);
            };
          }),
        round,
      );
      expect(kept).toBe(round);
      const chromium = await chromiumOf(userDataDir);
      await running.kill();
      await eventually(() => alive(chromium)).toBe(false);
    }
  });
  it('starts again while the old Chromium is still closing', async () => {
    const userDataDir = join(folder, `restarted ${browser}`);
    const first = await launchIsthmus({ userDataDir, root, env: { ...env, ...variables } });
    await first.page('app');
    await first.kill();
    const second = await launchIsthmus({ userDataDir, root, env: { ...env, ...variables } });
    expect(await (await second.page('app')).title()).toBe('Fixture');
    expect(alive(await chromiumOf(userDataDir))).toBe(true);
    await second.close();
    // Nothing is left that could name another program later.
    await eventually(() => chromiumOf(userDataDir).catch((error: unknown) => String(error))).toMatch(
      /ENOENT/,
    );
  });
  it('ends when the process that started it ends', async () => {
    const userDataDir = join(folder, `orphan ${browser}`);
    const {
      executablePath,
      args,
      env: environment,
      cwd,
    } = launchOptions(runtime, { root, userDataDir, env: { ...env, ...variables } });
    const starter = `const { spawn } = require('node:child_process');
      const child = spawn(${JSON.stringify(executablePath)}, ${JSON.stringify(args)}, { stdio: 'ignore', cwd: ${JSON.stringify(cwd)} });
      console.log(child.pid);
      setInterval(() => undefined, 1000);`;
    const parent = spawn(process.execPath, ['-e', starter], {
      env: environment,
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const [said] = (await once(parent.stdout, 'data')) as [Buffer];
    const pid = Number(said.toString());
    await eventually(() => chromiumOf(userDataDir).catch(() => 0)).toBeGreaterThan(0);
    const chromium = await chromiumOf(userDataDir);
    parent.kill('SIGKILL');
    await eventually(() => [alive(pid), alive(chromium)]).toEqual([false, false]);
  });
});
