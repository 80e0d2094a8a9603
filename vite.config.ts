// Builds every bundle of the project, chosen by --mode (figures and reasons: docs/architecture.md, "Builds").
import { readFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { basename, resolve } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin, type UserConfig } from 'vite';
import { licencesOf } from './build/relay/licences.ts';

const root = import.meta.dirname;
const fromRoot = (path: string): string => resolve(root, path);
/** What stands in build/relay for administrators. */
const serviceFiles = [
  'Dockerfile',
  'isthmus-relay.plist',
  'isthmus-relay.service',
  'isthmus-relay.sh',
  'isthmus-relay.xml',
  'relay.json',
];
const nodeBuiltins = [...builtinModules, ...builtinModules.map((name) => `node:${name}`)];

/** main: one ESM file, every dependency bundled but Electron itself, so that the package needs no node_modules. */
const main: UserConfig = {
  build: {
    ssr: fromRoot('main/index.ts'),
    target: 'node20',
    outDir: fromRoot('dist/main'),
    emptyOutDir: true,
    rolldownOptions: { external: ['electron', 'electron/main'], output: { entryFileNames: 'index.js' } },
  },
  ssr: { noExternal: true },
};

/** preload: one CJS file that requires nothing but Electron, as a sandboxed preload must. */
const preload: UserConfig = {
  build: {
    lib: { entry: fromRoot('preload/index.ts'), formats: ['cjs'], fileName: () => 'index.cjs' },
    outDir: fromRoot('dist/preload'),
    emptyOutDir: true,
    rolldownOptions: { external: ['electron', 'electron/renderer'] },
  },
};

/** The three pages: app, engine and sign-in. */
const renderer: UserConfig = {
  root: fromRoot('renderer'),
  base: './',
  plugins: [react()],
  build: {
    outDir: fromRoot('dist/renderer'),
    emptyOutDir: true,
    chunkSizeWarningLimit: 2000,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      input: {
        app: fromRoot('renderer/app/index.html'),
        engine: fromRoot('renderer/engine/index.html'),
        signin: fromRoot('renderer/signin/index.html'),
      },
    },
  },
};

/** Node programs that are never packaged: the sandbox, the stand-in shell, the commands behind npm start and npm run. */
const tools: UserConfig = {
  build: {
    ssr: true,
    target: 'node20',
    outDir: fromRoot('dist/tools'),
    emptyOutDir: true,
    sourcemap: true,
    rolldownOptions: {
      input: {
        start: fromRoot('build/commands/start.ts'),
        browser: fromRoot('build/commands/browser.ts'),
        bench: fromRoot('build/commands/bench/index.ts'),
        live: fromRoot('build/commands/live.ts'),
        relay: fromRoot('build/commands/relay/index.ts'),
        'relay-process': fromRoot('build/commands/relay/process.ts'),
        simulate: fromRoot('build/commands/simulate.ts'),
        try: fromRoot('build/commands/try/index.ts'),
        pictures: fromRoot('build/commands/pictures.ts'),
        shell: fromRoot('shell/index.ts'),
        'shell-register': fromRoot('shell/register.ts'),
      },
      external: nodeBuiltins,
    },
  },
};

/** Lays files beside a bundle, under their own names. */
const beside = (...paths: readonly string[]): Plugin => ({
  name: 'beside',
  generateBundle() {
    for (const path of paths)
      this.emitFile({ type: 'asset', fileName: basename(path), source: readFileSync(fromRoot(path)) });
  },
});

/** Lays the licences of all packages in a bundle beside it: most demand that their text goes where the code goes. */
const licences: Plugin = {
  name: 'licences',
  generateBundle(_options, bundle) {
    const modules = Object.values(bundle).flatMap((file) => (file.type === 'chunk' ? file.moduleIds : []));
    this.emitFile({ type: 'asset', fileName: 'LICENSES-OF-PACKAGES.txt', source: licencesOf(modules) });
  },
};

/**
 * The relay as it is installed on a server: one file with every dependency, SQLite's `.wasm`, which its package reads from beside itself, the
 * licences of both, and the files that make it a service (build/relay).
 */
export const relay: UserConfig = {
  plugins: [
    beside(
      'LICENSE',
      'node_modules/node-sqlite3-wasm/dist/node-sqlite3-wasm.wasm',
      ...serviceFiles.map((name) => `build/relay/${name}`),
    ),
    licences,
  ],
  // CommonJS packages ask for their folder by this name, which a module of today does not have.
  define: { __dirname: 'import.meta.dirname' },
  build: {
    ssr: fromRoot('relay/isthmus-relay.ts'),
    target: 'node20',
    outDir: fromRoot('dist/relay'),
    emptyOutDir: true,
    rolldownOptions: {
      output: { entryFileNames: 'isthmus-relay.mjs', codeSplitting: false },
    },
  },
  ssr: { noExternal: true },
};

/** The pages of the benchmarks; never packaged. */
const bench: UserConfig = {
  root: fromRoot('test/bench'),
  base: './',
  build: {
    outDir: fromRoot('dist/bench'),
    emptyOutDir: true,
    rolldownOptions: {
      input: {
        mirror: fromRoot('test/bench/mirror.html'),
        carry: fromRoot('test/bench/carry.html'),
        'app-beside': fromRoot('test/bench/app-beside.html'),
        'app-floor': fromRoot('test/bench/app-floor.html'),
      },
    },
  },
};

const modes: Record<string, UserConfig> = { main, preload, renderer, relay, tools, bench };

export default defineConfig(({ mode }) => {
  const config = modes[mode];
  if (!config) throw new Error(`Unknown mode ${mode}: use --mode ${Object.keys(modes).join(', ')}`);
  return { logLevel: 'warn', ...config };
});
