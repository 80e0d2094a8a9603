import { describe, expect, it } from 'vitest';
import { featuresOff } from './quiet-features.ts';
import { isSmall } from './shared-memory.ts';
import { addSwitch, chromiumSwitches, type ChromiumNeeds } from './switches.ts';

const needs: ChromiumNeeds = {
  profile: '/profile',
  headless: true,
  root: false,
  port: 4711,
  proxyPort: 4712,
  sharesByFiles: false,
  spki: 'ours=',
  debuggingPort: undefined,
  app: new Map(),
};

describe('the command line of Chromium', () => {
  it('maps our origins to the loopback server and trusts its key', () => {
    const switches = chromiumSwitches(needs);
    expect(switches).toContain('--host-resolver-rules=MAP *.isthmus.localhost:443 127.0.0.1:4711');
    expect(switches).toContain('--ignore-certificate-errors-spki-list=ours=');
    expect(switches).toContain('--user-data-dir=/profile');
  });
  it('merges the app’s lists with its own', () => {
    const app = new Map([
      ['ignore-certificate-errors-spki-list', 'theirs='],
      ['disable-features', 'Some'],
    ]);
    const switches = chromiumSwitches({ ...needs, app });
    expect(switches).toContain('--ignore-certificate-errors-spki-list=theirs=,ours=');
    expect(switches.filter((one) => one.startsWith('--disable-features='))).toEqual([
      `--disable-features=${featuresOff.join(',')},Some`,
    ]);
  });
  it('passes other switches on, except those that Chromium would misunderstand', () => {
    const app = new Map([
      ['lang', 'de'],
      ['user-data-dir', '/elsewhere'],
      ['remote-debugging-port', '1'],
    ]);
    const switches = chromiumSwitches({ ...needs, app });
    expect(switches).toContain('--lang=de');
    expect(switches.join(' ')).not.toMatch(/elsewhere|remote-debugging-port/);
  });
  it('opens a debugging port only on request, and switches the sandbox off only as root', () => {
    expect(chromiumSwitches(needs)).not.toContain('--no-sandbox');
    const asked = chromiumSwitches({ ...needs, debuggingPort: '0', root: true });
    expect(asked).toContain('--remote-debugging-port=0');
    expect(asked).toContain('--no-sandbox');
  });
  it('shares memory by files only where the system has too little of it', () => {
    expect(chromiumSwitches(needs)).not.toContain('--disable-dev-shm-usage');
    expect(chromiumSwitches({ ...needs, sharesByFiles: true })).toContain('--disable-dev-shm-usage');
    expect(isSmall({ bavail: 16_384, bsize: 4_096 })).toBe(true);
    expect(isSmall({ bavail: 1_000_000, bsize: 4_096 })).toBe(false);
    // A system without that folder, or that tells nothing of it.
    expect(isSmall(null)).toBe(true);
  });
  it('has a window only on request', () => {
    expect(chromiumSwitches(needs)).toContain('--headless');
    expect(chromiumSwitches({ ...needs, headless: false })).not.toContain('--headless');
  });
  it('replaces a switch that is no list', () => {
    const switches = new Map([['lang', 'en']]);
    addSwitch(switches, 'lang', 'fr');
    expect(switches.get('lang')).toBe('fr');
  });
});
