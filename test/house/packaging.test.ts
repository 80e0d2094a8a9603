import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { extractFile, listPackage } from '@electron/asar';
import { FuseV1Options, getCurrentFuseWire } from '@electron/fuses';
import { Ajv } from 'ajv';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ownScheme } from '../../main/notifications/goals.ts';
import { handedScheme } from '../../main/signin/mattermost/handing.ts';
import { makeApp, makeRuntime, packageUnpacked, readConfiguration } from './packaging.ts';

const project = join(import.meta.dirname, '..', '..');

describe('electron-builder.yml', () => {
  const check = async (configuration: unknown): Promise<string[]> => {
    const schema = JSON.parse(
      await readFile(join(project, 'node_modules/app-builder-lib/scheme.json'), 'utf8'),
    ) as object;
    const ajv = new Ajv({ strict: false, allErrors: true });
    ajv.addKeyword('typeof');
    const validate = ajv.compile(schema);
    validate(configuration);
    return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message ?? ''}`);
  };
  it('is valid by electron-builder’s own schema', async () => {
    expect(await check(await readConfiguration())).toEqual([]);
  });
  it('would fail that schema with an unknown name', async () => {
    const { msi, ...rest } = await readConfiguration();
    expect(await check({ ...rest, msi: { ...msi, perMachin: true } })).not.toEqual([]);
  });
  it('names icons that exist', async () => {
    const { linux, mac, win } = await readConfiguration();
    for (const icon of [linux?.icon, mac?.icon, win?.icon])
      expect(existsSync(join(project, String(icon)))).toBe(true);
  });
  it('names the schemes of Mattermost’s single sign-on and of our own links', async () => {
    const { protocols } = await readConfiguration();
    expect(protocols).toEqual([
      expect.objectContaining({ schemes: [handedScheme] }),
      expect.objectContaining({ schemes: [ownScheme] }),
    ]);
  });
  it('prevents macOS from slowing the hidden pages, and signs the app again after the fuses are set', async () => {
    const { electronFuses, mac } = await readConfiguration();
    expect(mac?.extendInfo).toMatchObject({ NSAppSleepDisabled: true });
    expect(electronFuses).toMatchObject({ resetAdHocDarwinSignature: true });
  });
  it('names a home page and a maintainer, which a deb needs, and does not change its AppArmor profile', async () => {
    const manifest = JSON.parse(await readFile(join(project, 'package.json'), 'utf8')) as Record<
      string,
      unknown
    >;
    expect(manifest.homepage).toMatch(/^https:\/\//);
    const { linux, deb } = await readConfiguration();
    expect(linux?.target).toContain('deb');
    expect(linux?.maintainer).not.toBeUndefined();
    // electron-builder's own allows user namespaces for /opt/Isthmus/isthmus, which Chromium's sandbox needs.
    expect(deb?.appArmorProfile).toBeUndefined();
  });
});

describe('the unpacked Linux folder', () => {
  let folder: string;
  let unpacked: string;
  let app: Awaited<ReturnType<typeof makeApp>>;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'isthmus-package-'));
    app = await makeApp(join(folder, 'app'));
    unpacked = await packageUnpacked(join(folder, 'app'), await makeRuntime(join(folder, 'runtime')));
  }, 60_000);
  afterAll(() => rm(folder, { recursive: true, force: true }));

  const archive = () => join(unpacked, 'resources', 'app.asar');

  it('holds the bundles and package.json, and nothing else of the project', () => {
    const files = listPackage(archive(), { isPack: false }).map((file) =>
      file.replaceAll('\\', '/').slice(1),
    );
    expect(files.filter((file) => /\.[a-z]+$/.test(file)).sort()).toEqual(
      [...app.packaged, 'package.json'].sort(),
    );
    for (const file of app.beside) expect(files).not.toContain(file);
  });
  it('starts main, with its name and version', () => {
    const manifest = JSON.parse(extractFile(archive(), 'package.json').toString()) as Record<string, unknown>;
    expect(manifest).toMatchObject({ name: 'isthmus', main: 'dist/main/index.js', type: 'module' });
  });
  it('has the licence', async () => {
    expect(await readFile(join(unpacked, 'resources', 'LICENSE.txt'), 'utf8')).toContain('Apache License');
  });
  it('has its fuses set: no Node as a command, and only the built archive', async () => {
    const wire = await getCurrentFuseWire(join(unpacked, 'isthmus'));
    const on = '1'.charCodeAt(0);
    const off = '0'.charCodeAt(0);
    expect(wire).toMatchObject({
      [FuseV1Options.RunAsNode]: off,
      [FuseV1Options.EnableCookieEncryption]: on,
      [FuseV1Options.EnableNodeOptionsEnvironmentVariable]: off,
      [FuseV1Options.EnableNodeCliInspectArguments]: off,
      [FuseV1Options.EnableEmbeddedAsarIntegrityValidation]: on,
      [FuseV1Options.OnlyLoadAppFromAsar]: on,
      [FuseV1Options.GrantFileProtocolExtraPrivileges]: off,
    });
  });
});
