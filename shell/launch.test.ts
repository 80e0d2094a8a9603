import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { describeRuntime, findRuntime, launchOptions } from './launch.ts';

let root: string;
const makeExecutable = (...path: string[]): string => {
  const file = join(root, ...path);
  mkdirSync(join(file, '..'), { recursive: true });
  writeFileSync(file, '');
  chmodSync(file, 0o755);
  return file;
};

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'isthmus-launch-'));
});
afterEach(() => {
  rmSync(root, { recursive: true, force: true });
});

describe.skipIf(process.platform !== 'linux')('the runtime (paths of Linux)', () => {
  it("is Electron's own if its package has downloaded it", () => {
    const electron = makeExecutable('node_modules', 'electron', 'dist', 'electron');
    writeFileSync(join(root, 'node_modules', 'electron', 'path.txt'), 'electron');
    expect(findRuntime(root, {})).toEqual({ kind: 'electron', executablePath: electron });
  });
  it('is the one in ELECTRON_OVERRIDE_DIST_PATH', () => {
    const electron = makeExecutable('elsewhere', 'electron');
    const found = findRuntime(root, { ELECTRON_OVERRIDE_DIST_PATH: join(root, 'elsewhere') });
    expect(found).toEqual({ kind: 'electron', executablePath: electron });
    expect(found === null ? '' : describeRuntime(found)).toBe(`Running on Electron (${electron}).`);
  });
  it('is the stand-in if Electron is missing, or on request', () => {
    makeExecutable('elsewhere', 'electron');
    const browser = makeExecutable('chromium');
    const environment = {
      ELECTRON_OVERRIDE_DIST_PATH: join(root, 'elsewhere'),
      ISTHMUS_RUNTIME: 'stand-in',
      ISTHMUS_CHROMIUM: browser,
    };
    expect(findRuntime(root, environment)).toEqual({
      kind: 'stand-in',
      executablePath: join(root, 'shell', 'bin', 'electron'),
      browser: { executablePath: browser, kind: 'given' },
    });
  });
  it('does not exist on a machine without both', () => {
    expect(findRuntime(root, { ISTHMUS_CHROMIUM: join(root, 'missing') })).toBeNull();
  });
});

describe('the start', () => {
  it('has the profile and the app, and passes the found browser on', () => {
    const options = launchOptions(
      {
        kind: 'stand-in',
        executablePath: '/shim',
        browser: { executablePath: '/chromium', kind: 'chromium' },
      },
      { root: '/project', userDataDir: '/data', args: ['--lang=de'], env: { MINE: '1' } },
    );
    expect(options).toMatchObject({
      executablePath: '/shim',
      cwd: '/project',
      args: ['--user-data-dir=/data', '/project', '--lang=de'],
    });
    expect(options.env).toMatchObject({ ISTHMUS_CHROMIUM: '/chromium', MINE: '1' });
  });
});
