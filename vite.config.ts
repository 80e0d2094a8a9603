// Builds every bundle of the project, chosen by --mode (figures and reasons: docs/architecture.md, "Builds").
import { builtinModules } from 'node:module';
import { resolve } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig, type UserConfig } from 'vite';

const root = import.meta.dirname;
const fromRoot = (path: string): string => resolve(root, path);
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

const modes: Record<string, UserConfig> = { main, preload, renderer, tools, bench };

export default defineConfig(({ mode }) => {
  const config = modes[mode];
  if (!config) throw new Error(`Unknown mode ${mode}: use --mode ${Object.keys(modes).join(', ')}`);
  return { logLevel: 'warn', ...config };
});
