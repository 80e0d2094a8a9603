import reactHooks from 'eslint-plugin-react-hooks';
import regexp from 'eslint-plugin-regexp';
import tseslint from 'typescript-eslint';
import { caughtErrors } from './build/lint/caught-errors.js';
import { rawTables } from './build/lint/raw-tables.js';
import { sentences } from './build/lint/sentences.js';

const isthmus = { rules: { 'caught-errors': caughtErrors, 'raw-tables': rawTables, sentences } };

export default tseslint.config(
  { ignores: ['dist/', 'out/', 'node_modules/'] },
  {
    files: ['**/*.ts', '**/*.tsx'],
    languageOptions: { parser: tseslint.parser },
    rules: {
      'no-restricted-syntax': [
        'error',
        {
          selector:
            "CallExpression[callee.property.name='waitForFunction'] > ArrowFunctionExpression[async=true]",
          message:
            'Playwright does not wait for a promise here: it counts as true. Wait within page.evaluate.',
        },
      ],
    },
  },
  {
    // Whoever writes a message chooses the text that an expression reads: none may be slow with any (test/house/expressions.test.ts).
    files: ['**/*.ts', '**/*.tsx'],
    ignores: ['test/**', '**/*.test.ts', '**/*.test.tsx'],
    plugins: { regexp },
    rules: {
      'regexp/no-super-linear-backtracking': ['error', { report: 'potential' }],
      'regexp/no-super-linear-move': ['error', { ignorePartial: false, report: 'potential' }],
    },
  },
  {
    files: [
      '{main,preload,words,sign-in,relay,relay-settings}/**/*.ts',
      'renderer/{app,connectors,engine,model,signin,store,text}/**/*.{ts,tsx}',
    ],
    ignores: ['**/*.test.{ts,tsx}', '**/testing/**'],
    plugins: { isthmus },
    rules: { 'isthmus/caught-errors': 'error' },
  },
  {
    files: ['renderer/{app,engine}/**/*.ts', 'renderer/app/**/*.tsx'],
    ignores: ['**/*.test.ts', '**/*.test.tsx', '**/testing/**'],
    plugins: { isthmus },
    languageOptions: {
      // One program of these files. A project service would answer as an editor's does, and takes longer.
      parserOptions: { project: 'renderer/tsconfig.json', tsconfigRootDir: import.meta.dirname },
    },
    rules: { 'isthmus/raw-tables': 'error' },
  },
  {
    // Reasons are codes here; of a schema the list of indexes is in Dexie's own language.
    files: ['renderer/{connectors,engine,model,store}/**/*.ts'],
    ignores: ['**/*.test.ts', '**/testing/**', 'renderer/store/schema/**'],
    plugins: { isthmus },
    rules: { 'isthmus/sentences': 'error' },
  },
  {
    // What people read is said from the catalogues.
    files: [
      'renderer/app/**/*.{ts,tsx}',
      '{main,preload,sign-in,relay,relay-settings}/**/*.ts',
      'renderer/signin/**/*.ts',
    ],
    ignores: [
      ...['**/*.test.{ts,tsx}', '**/testing/**'],
      ...[
        'renderer/app/words/catalogue/en/**',
        'main/words/en.ts',
        'relay/words/en.ts',
        // SQL, and errors that only the log knows.
        'relay/store/**',
      ],
    ],
    plugins: { isthmus },
    rules: { 'isthmus/sentences': ['error', { shown: true }] },
  },
  {
    // Nothing else uses React (.dependency-cruiser.cjs), and the rules take long to find nothing.
    files: ['renderer/app/**/*.ts', 'renderer/app/**/*.tsx'],
    plugins: { 'react-hooks': reactHooks },
    rules: { 'react-hooks/rules-of-hooks': 'error', 'react-hooks/exhaustive-deps': 'error' },
  },
  {
    // The relay has no page. Its compiler knows the types of a page's globals, because IndexedDB and requests are among them.
    files: ['relay/**/*.ts'],
    rules: {
      'no-restricted-globals': [
        'error',
        ...['window', 'document', 'navigator', 'location', 'localStorage', 'indexedDB', 'IDBKeyRange'],
      ],
    },
  },
  {
    // Words, dates, numbers, lists and order are of one language, and one file makes them so.
    files: ['renderer/app/**/*.ts', 'renderer/app/**/*.tsx'],
    ignores: ['renderer/app/words/locale.ts'],
    rules: {
      'no-restricted-syntax': [
        'error',
        ...[
          "MemberExpression[object.name='Intl']",
          'MemberExpression[property.name=/^(localeCompare|toLocale)/]',
          'MemberExpression[property.name=/^languages?$/][object.name="navigator"]',
        ].map((selector) => ({
          selector,
          message: 'What depends on a language is asked of renderer/app/words/locale.ts.',
        })),
      ],
    },
  },
);
