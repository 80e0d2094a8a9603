// Builds the unpacked Linux folder as electron-builder.yml says, from a small app of the project's shape and a runtime that is given.
import { cp, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { build, type Configuration, Platform } from 'electron-builder';
import { load } from 'js-yaml';

const project = join(import.meta.dirname, '..', '..');

/** electron-builder.yml as data. */
export const readConfiguration = async (): Promise<Configuration> =>
  load(await readFile(join(project, 'electron-builder.yml'), 'utf8')) as Configuration;

/** The mark by which fuses are found in Electron's binary, its version, their number, and all of them at Electron's defaults. */
const fuseWire = Buffer.concat([
  Buffer.from('dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX'),
  Buffer.from([1, 9]),
  Buffer.from('101100010'),
]);

/** A folder that looks to electron-builder as Electron's own does. */
export async function makeRuntime(folder: string): Promise<string> {
  await mkdir(join(folder, 'resources'), { recursive: true });
  await writeFile(join(folder, 'electron'), Buffer.concat([Buffer.from('not really Electron '), fuseWire]), {
    mode: 0o755,
  });
  for (const name of ['LICENSE', 'LICENSES.chromium.html', 'version'])
    await writeFile(join(folder, name), '45.4.1');
  return folder;
}

/** What lies in the project beside what is packaged, each file to be looked for in the result. */
const beside = [
  'sandbox/index.ts',
  'shell/index.ts',
  'test/e2e/main.test.ts',
  'main/index.ts',
  'renderer/app/index.html',
  'build/commands/start.ts',
  'docs/install.md',
  'dist/tools/start.js',
  'dist/types/main.d.ts',
  'dist/shell-test/shell.js',
  'dist/main/index.js.map',
  'node_modules/dexie/index.js',
  'node_modules/dexie/package.json',
  '.env',
];
const packaged = [
  'dist/main/index.js',
  'dist/preload/index.cjs',
  'dist/renderer/app/index.html',
  'dist/renderer/assets/app.js',
];

/** Lays out an app of the project's shape in `folder`. */
export async function makeApp(
  folder: string,
): Promise<{ readonly packaged: readonly string[]; readonly beside: readonly string[] }> {
  for (const file of [...packaged, ...beside]) {
    await mkdir(join(folder, file, '..'), { recursive: true });
    await writeFile(
      join(folder, file),
      file.endsWith('package.json') ? '{"name":"dexie","version":"4.4.7"}' : `// ${file}`,
    );
  }
  for (const file of ['package.json', 'LICENSE', 'build/icons'])
    await cp(join(project, file), join(folder, file), { recursive: true });
  return { packaged, beside };
}

/** Builds the unpacked Linux folder of the app in `projectDir` and returns it. Nothing is downloaded. */
export async function packageUnpacked(projectDir: string, electronDist: string): Promise<string> {
  const config: Configuration = { ...(await readConfiguration()), electronDist, electronVersion: '45.4.1' };
  await build({ projectDir, config, targets: Platform.LINUX.createTarget('dir'), publish: 'never' });
  return join(projectDir, 'out', 'linux-unpacked');
}
