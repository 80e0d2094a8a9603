// The stand-in's start: `node shell-register.js [switches] <app> [words]`. Resolves `electron` to the stand-in, runs the
// app's main unchanged, then starts Chromium and lets the app be ready.
import { readFileSync, statSync } from 'node:fs';
import Module, { register } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { app } from './app.ts';
import { readCommandLine } from './command-line.ts';
import { openInspector } from './inspector.ts';
import { runtime } from './runtime.ts';
import { startBrowser } from './start.ts';
import { watchSteps } from './steps.ts';

const names = new Set(['electron', 'electron/main', 'electron/common']);
const standIn = pathToFileURL(join(import.meta.dirname, 'shell.js')).href;

/** Resolves `electron` for ES modules and for CommonJS (registerHooks would do both; Node 20 lacks it). */
async function resolveElectron(): Promise<void> {
  const hook = `export async function resolve(name, context, next) {
    return ${JSON.stringify([...names])}.includes(name) ? { url: ${JSON.stringify(standIn)}, shortCircuit: true } : next(name, context);
  }`;
  register(`data:text/javascript,${encodeURIComponent(hook)}`);
  const electron: unknown = await import(/* @vite-ignore */ standIn);
  const loader = Module as unknown as { _load: (name: string, ...rest: unknown[]) => unknown };
  const load = loader._load.bind(Module);
  loader._load = (name, ...rest) => (names.has(name) ? electron : load(name, ...rest));
}

interface Manifest {
  readonly main?: string;
  readonly name?: string;
  readonly productName?: string;
  readonly version?: string;
}

/** Where main is, as Electron's own command line finds it: a folder is described by its package.json, a file is itself. */
function findMain(path: string): { main: string; folder: string; manifest: Manifest } {
  if (!statSync(path).isDirectory()) return { main: path, folder: dirname(path), manifest: {} };
  const manifest = JSON.parse(readFileSync(join(path, 'package.json'), 'utf8')) as Manifest;
  return { main: resolve(path, manifest.main ?? 'index.js'), folder: path, manifest };
}

/** Sets Electron's version numbers, with the version whose types the stand-in was checked against. */
function poseAsElectron(): void {
  const { version } = Module.createRequire(import.meta.url)('electron/package.json') as { version: string };
  const versions = { ...process.versions, electron: version };
  Object.defineProperty(process, 'versions', { value: versions, configurable: true, enumerable: true });
  Object.assign(process, { type: 'browser', defaultApp: true });
  Object.defineProperty(process, 'resourcesPath', { value: import.meta.dirname, configurable: true });
}

async function start(): Promise<void> {
  const [script, ...words] = process.argv.slice(1);
  const [given, ...rest] = readCommandLine(words);
  if (given === undefined) throw new Error('usage: electron [switches] <app folder or main file> [words]');
  if (script !== undefined) runtime.start = [script];
  const { main, folder, manifest } = findMain(resolve(given));
  // As in Electron: the program, the app, and all other arguments.
  process.argv = [
    process.argv[0] ?? process.execPath,
    given,
    ...words.filter((word) => word.startsWith('--')),
    ...rest,
  ];
  poseAsElectron();
  app.describe(manifest.productName ?? manifest.name ?? 'Electron', manifest.version ?? '', folder);
  const steps = watchSteps((line) => console.error(line));
  steps.next('the module "electron"');
  await resolveElectron();
  openInspector();
  steps.next('main');
  const slow = setTimeout(() => {
    console.error(
      'main has not finished loading: a top-level await of app.whenReady() never ends, in Electron as here',
    );
  }, 5_000);
  await import(/* @vite-ignore */ pathToFileURL(main).href);
  clearTimeout(slow);
  if (app.leaving) steps.end();
  else await startBrowser(steps);
}

start().catch((reason: unknown) => {
  console.error(reason);
  process.exit(1);
});
