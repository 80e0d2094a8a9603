import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { findBrowser, findHeadlessShell, type Machine } from './browser.ts';

const machine = (
  platform: NodeJS.Platform,
  environment: Record<string, string>,
  ...files: string[]
): Machine => ({
  platform,
  environment,
  executable: (file) => files.includes(file),
  playwrightChromium: () => '/playwright/chrome',
});

describe('findBrowser', () => {
  it('takes the browser named in ISTHMUS_CHROMIUM before any other', () => {
    const found = findBrowser(
      machine('linux', { ISTHMUS_CHROMIUM: '/opt/mine', PATH: '/usr/bin' }, '/opt/mine', '/usr/bin/chromium'),
    );
    expect(found).toEqual({ executablePath: '/opt/mine', kind: 'given' });
  });
  it('takes no other browser when the named one does not exist', () => {
    expect(
      findBrowser(machine('linux', { ISTHMUS_CHROMIUM: '/opt/mine', PATH: '/usr/bin' }, '/usr/bin/chromium')),
    ).toBeNull();
  });
  it('prefers Chromium to Chrome to Edge', () => {
    const all = ['/usr/bin/microsoft-edge', '/usr/bin/google-chrome', '/usr/bin/chromium'];
    const kinds = [all, all.slice(0, 2), all.slice(0, 1)].map(
      (files) => findBrowser(machine('linux', { PATH: '/bin:/usr/bin' }, ...files))?.kind,
    );
    expect(kinds).toEqual(['chromium', 'chrome', 'edge']);
  });
  it('finds Chrome where Linux, macOS and Windows keep it without PATH', () => {
    const mac = '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome';
    const windows = path.win32.join('C:\\Program Files', 'Google\\Chrome\\Application\\chrome.exe');
    expect(findBrowser(machine('linux', {}, '/opt/google/chrome/chrome'))?.executablePath).toBe(
      '/opt/google/chrome/chrome',
    );
    expect(findBrowser(machine('darwin', { HOME: '/Users/u' }, mac))?.executablePath).toBe(mac);
    expect(
      findBrowser(machine('win32', { PROGRAMFILES: 'C:\\Program Files' }, windows))?.executablePath,
    ).toBe(windows);
  });
  it('finds Edge on the PATH of Windows', () => {
    const edge = 'D:\\edge\\msedge.exe';
    expect(findBrowser(machine('win32', { Path: 'C:\\x;D:\\edge' }, edge))).toEqual({
      executablePath: edge,
      kind: 'edge',
    });
  });
  it("falls back to Playwright's own, and then to none", () => {
    expect(findBrowser(machine('linux', {}, '/playwright/chrome'))?.kind).toBe('playwright');
    expect(findBrowser(machine('linux', {}))).toBeNull();
  });
});

describe('findHeadlessShell', () => {
  const installed = '/usr/lib/chromium/chromium-headless-shell';
  it("finds Debian's, unless a browser is named", () => {
    expect(findHeadlessShell(machine('linux', {}, installed))).toBe(installed);
    expect(findHeadlessShell(machine('linux', { ISTHMUS_CHROMIUM: '' }, installed))).toBe(installed);
    expect(findHeadlessShell(machine('linux', { ISTHMUS_CHROMIUM: '/opt/mine' }, installed))).toBeNull();
  });
  it('finds none where none is, and never one of Windows', () => {
    expect(findHeadlessShell(machine('linux', {}, '/usr/bin/chromium'))).toBeNull();
    expect(findHeadlessShell(machine('win32', {}, installed))).toBeNull();
  });
  it('is not what the app starts on', () => {
    expect(findBrowser(machine('linux', { PATH: '/usr/lib/chromium' }, installed))).toBeNull();
  });
});
