// Prepares what every command needs: a new enough Node, installed dependencies, built bundles. Plain Node, no dependencies.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { step } from './steps.mjs';

export const root = resolve(dirname(fileURLToPath(import.meta.url)), '../..');
const windows = process.platform === 'win32';

/** Prints one clear sentence and ends with exit code 1. */
export const giveUp = (sentence) => {
  process.stderr.write(`${sentence}\n`);
  process.exit(1);
};

/** Runs a program from the project's root. `output` chooses where its output goes ('inherit' or 'stderr'). Returns its exit code. */
export const run = (program, args, { output = 'inherit', env = {} } = {}) => {
  const stdio = output === 'stderr' ? ['ignore', 2, 2] : ['ignore', 'inherit', 'inherit'];
  const result = spawnSync(program, args, {
    cwd: root,
    stdio,
    shell: windows,
    env: { ...process.env, ...env },
  });
  return result.status ?? 1;
};

/** Runs a tool of the project's own node_modules by its JavaScript entry. */
export const runTool = (entry, args, options) =>
  run(process.execPath, [join(root, 'node_modules', entry), ...args], options);

/**
 * The same in parallel with others. Resolves to its exit code and its output, which is not printed; with `output` 'inherit' it is printed
 * as it comes, and not in the result. With `limit` it is killed when it has run so long, ms.
 */
export const runToolAside = (entry, args, { output: goesTo = 'kept', env = {}, limit } = {}) =>
  new Promise((resolve) => {
    const way = goesTo === 'inherit' ? 'inherit' : 'pipe';
    const tool = spawn(process.execPath, [join(root, 'node_modules', entry), ...args], {
      cwd: root,
      stdio: ['ignore', way, way],
      env: { ...process.env, ...env },
      ...(limit === undefined ? {} : { timeout: limit, killSignal: 'SIGKILL' }),
    });
    let output = '';
    for (const stream of [tool.stdout, tool.stderr]) {
      stream?.setEncoding('utf8');
      stream?.on('data', (chunk) => (output += chunk));
    }
    tool.once('error', (error) => resolve({ code: 1, output: `${output}${error.message}\n` }));
    tool.once('close', (code) => resolve({ code: code ?? 1, output }));
  });

const checkNode = () => {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major < 20 || (major === 20 && minor < 19))
    giveUp(`Isthmus needs Node 20.19 or newer; this is ${process.versions.node}.`);
};

const modified = (path) => (existsSync(path) ? statSync(path).mtimeMs : 0);

/** Runs `npm ci` if node_modules is missing or older than the lock file. */
const ensureDependencies = () => {
  const installed = modified(join(root, 'node_modules/.package-lock.json'));
  if (installed > 0 && installed >= modified(join(root, 'package-lock.json'))) return;
  const npm = windows ? 'npm.cmd' : 'npm';
  const install = () => run(npm, ['ci', '--no-audit', '--no-fund', '--loglevel=error'], { output: 'stderr' });
  if (step('Installing dependencies (npm ci)', install) !== 0)
    giveUp('The dependencies could not be installed: see the messages of npm above.');
};

const sources = [
  'main',
  'preload',
  'words',
  'sign-in',
  'relay-settings',
  'renderer',
  'relay',
  'sandbox',
  'shell',
  'build/commands',
  'build/relay',
  'build/scripts',
  'test/bench',
  'test/support',
];

/** The newest time of modification below a folder, ms since 1970. */
const newestBelow = (folder) => {
  if (!existsSync(folder)) return 0;
  let newest = 0;
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    newest = Math.max(newest, entry.isDirectory() ? newestBelow(path) : modified(path));
  }
  return newest;
};

/** Builds main, preload, pages and tools if a source is newer than the last build. */
export const ensureBuilt = ({ force = false } = {}) => {
  const stamp = join(root, 'dist/.built');
  const newest = Math.max(
    modified(join(root, 'vite.config.ts')),
    modified(join(root, 'package-lock.json')),
    ...sources.map((folder) => newestBelow(join(root, folder))),
  );
  if (!force && modified(stamp) > newest) return;
  for (const mode of ['main', 'preload', 'renderer', 'relay', 'tools', 'bench']) {
    const build = () =>
      runTool('vite/bin/vite.js', ['build', '--mode', mode, '--logLevel', 'warn'], { output: 'stderr' });
    if (step(`Building ${mode}`, build) !== 0) giveUp(`The build of ${mode} failed.`);
  }
  mkdirSync(join(root, 'dist'), { recursive: true });
  writeFileSync(stamp, '');
};

/** Prepares everything for a command. */
export const prepare = (options) => {
  checkNode();
  ensureDependencies();
  ensureBuilt(options);
};

/** The same without building. */
export const prepareDependencies = () => {
  checkNode();
  ensureDependencies();
};
