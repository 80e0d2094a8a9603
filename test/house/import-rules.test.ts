// Each import rule (.dependency-cruiser.cjs) fails if it is broken: made-up files break each of them.
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { cruise, type IForbiddenRuleType, type IResolveOptions } from 'dependency-cruiser';
import { expect, it } from 'vitest';

const { forbidden, options } = createRequire(import.meta.url)('../../.dependency-cruiser.cjs') as {
  readonly options: { readonly enhancedResolveOptions: Partial<IResolveOptions> };
  readonly forbidden: readonly (IForbiddenRuleType & { readonly name: string })[];
};

/** The rules that one import breaks. `to` is a file of the house, or a package. */
type Breaking = readonly [rules: string, from: string, to: string];

const breaking: readonly Breaking[] = [
  ['main', 'main/a.ts', 'renderer/model/a.ts'],
  ['preload', 'preload/a.ts', 'renderer/model/a.ts'],
  ['words', 'words/a.ts', 'main/a.ts'],
  ['model', 'renderer/model/b.ts', 'renderer/text/a.ts'],
  ['text', 'renderer/text/b.ts', 'renderer/store/a.ts'],
  ['store', 'renderer/store/b.ts', 'renderer/connectors/a.ts'],
  ['relay-health', 'renderer/relay-health/a.ts', 'renderer/engine/z.ts'],
  ['connectors', 'renderer/connectors/b.ts', 'renderer/connectors/teams/index.ts'],
  ['teams', 'renderer/connectors/teams/a.ts', 'renderer/connectors/mattermost/index.ts'],
  ['mattermost', 'renderer/connectors/mattermost/a.ts', 'renderer/store/a.ts'],
  ['engine', 'renderer/engine/a.ts', 'renderer/app/words/a.ts'],
  ['mirror-knows-no-follower', 'renderer/engine/mirror/a.ts', 'renderer/engine/bridge/z.ts'],
  ['followers-know-no-mirror', 'renderer/engine/people/a.ts', 'renderer/engine/mirror/z.ts'],
  ['sending', 'renderer/engine/sending/a.ts', 'renderer/engine/people/z.ts'],
  ['compose', 'renderer/engine/compose/a.ts', 'renderer/engine/bridge/z.ts'],
  ['compose-is-not-carrying', 'renderer/engine/bridge/a.ts', 'renderer/engine/compose/z.ts'],
  ['starting', 'renderer/engine/starting/a.ts', 'renderer/engine/mirror/z.ts'],
  ['notify', 'renderer/engine/notify/a.ts', 'renderer/engine/people/z.ts'],
  ['signin', 'renderer/signin/a.ts', 'renderer/model/a.ts'],
  ['app', 'renderer/app/list/a.ts', 'renderer/engine/z.ts'],
  ['app-layers-words', 'renderer/app/words/b.ts', 'renderer/app/world/a.ts'],
  ['app-layers-list', 'renderer/app/list/b.ts', 'renderer/app/message-list/a.ts'],
  ['app-layers-screen', 'renderer/app/screen/b.ts', 'renderer/app/main.tsx'],
  ['app-layers-all', 'renderer/app/other.ts', 'renderer/app/in-no-layer/a.ts'],
  ['editor-is-loaded-late', 'renderer/app/timeline/e.ts', 'renderer/app/editor/z.ts'],
  ['app-reads-by-queries', 'renderer/app/list/c.ts', 'dexie'],
  ['relay', 'relay/a.ts', 'renderer/app/words/a.ts'],
  ['relay-store', 'relay/store/a.ts', 'renderer/model/a.ts'],
  ['engine', 'renderer/engine/g.ts', 'relay/z.ts'],
  ['sandbox', 'sandbox/a.ts', 'renderer/model/a.ts'],
  ['shell', 'shell/a.ts', 'renderer/model/a.ts'],
  ['connectors-by-their-entrance', 'renderer/engine/b.ts', 'renderer/connectors/teams/inner.ts'],
  ['door-of-the-engine', 'renderer/engine/c.ts', 'preload/contract/a.ts'],
  ['msal-only-in-signin', 'renderer/engine/d.ts', '@azure/msal-browser'],
  ['msal-node-only-in-relay', 'renderer/signin/b.ts', '@azure/msal-node'],
  ['msal-browser-not-in-relay', 'relay/sign-in/a.ts', '@azure/msal-browser'],
  ['sign-in', 'sign-in/a.ts', 'main/a.ts'],
  ['relay-settings', 'relay-settings/a.ts', 'sign-in/z.ts'],
  ['react-only-in-app', 'renderer/engine/h.ts', 'react'],
  ['electron-only-in-main-and-preload', 'renderer/engine/e.ts', 'electron'],
  ['services-only-in-connectors', 'renderer/engine/f.ts', '@mattermost/client'],
  ['no-circular', 'renderer/model/round-about.ts', 'renderer/model/round.ts'],
  ['no-unresolvable', 'renderer/model/c.ts', './nowhere.ts'],
];

/** Imports that keep the rules: tests may import anything, and imports down are allowed. */
const keeping: readonly Breaking[] = [
  ['', 'renderer/app/list/d.ts', 'renderer/app/words/a.ts'],
  ['', 'renderer/app/list/d.test.ts', 'renderer/app/screen/z.ts'],
  ['', 'renderer/app/queries/a.ts', 'dexie'],
  ['', 'main/b.ts', 'preload/contract/a.ts'],
  ['', 'relay/b.ts', 'renderer/engine/z.ts'],
  ['', 'relay/c.ts', 'preload/contract/addresses.ts'],
  ['', 'relay/d.ts', 'sign-in/z.ts'],
  ['', 'relay/e.ts', 'relay-settings/z.ts'],
  ['', 'main/d.ts', 'relay-settings/z.ts'],
  ['', 'relay/sign-in/b.ts', '@azure/msal-node'],
  ['', 'main/c.ts', 'sign-in/z.ts'],
];

const isPackage = (to: string): boolean => /^(@[^/]+\/)?[^/.]+$/.test(to);

const build = (house: string): void => {
  const put = (file: string, text: string): void => {
    mkdirSync(dirname(join(house, file)), { recursive: true });
    writeFileSync(join(house, file), text);
  };
  const all = [...breaking, ...keeping];
  for (const [, , to] of all) {
    if (isPackage(to)) {
      put(
        `node_modules/${to}/package.json`,
        JSON.stringify({ name: to, version: '1.0.0', main: 'index.js' }),
      );
      put(`node_modules/${to}/index.js`, 'module.exports = {};\n');
    } else if (!to.startsWith('.')) put(to, 'export const it = 1;\n');
  }
  for (const [, from, to] of all) {
    const path = isPackage(to) || to.startsWith('.') ? to : relative(dirname(from), to);
    const specifier = path === to || path.startsWith('.') ? path : `./${path}`;
    put(from, `import { it } from '${specifier}';\nexport const other = it;\n`);
  }
  put('renderer/model/round.ts', `import './round-about.ts';\nexport const it = 1;\n`);
};

it('each rule is broken by the imports that it forbids, and by no others', async () => {
  const house = mkdtempSync(join(tmpdir(), 'isthmus-imports-'));
  try {
    build(house);
    const folders = [
      'main',
      'preload',
      'words',
      'sign-in',
      'relay-settings',
      'renderer',
      'relay',
      'sandbox',
      'shell',
    ];
    const ruleSet = { forbidden: [...forbidden] };
    const { output } = await cruise(
      folders,
      { baseDir: house, validate: true, ruleSet, doNotFollow: { path: 'node_modules' } },
      options.enhancedResolveOptions,
    );
    if (typeof output === 'string') throw new Error('dependency-cruiser gave a report and no result');
    const said = new Map<string, string>([...breaking, ...keeping].map(([, from]) => [from, '']));
    for (const { from, rule } of output.summary.violations)
      said.set(from, [said.get(from), rule.name].filter(Boolean).join(' '));
    const expected = [...breaking, ...keeping].map(([rule, from]) => [from, rule]);
    expect([...said].sort()).toEqual(expected.sort());
  } finally {
    rmSync(house, { recursive: true, force: true });
  }
});

it('each rule is tried here; the layers of the app page, which one rule makes, are tried in part', () => {
  const tried = new Set(breaking.map(([rule]) => rule));
  const rules = forbidden.map(({ name }) => name);
  expect(rules.filter((name) => !tried.has(name) && !name.startsWith('app-layers-'))).toEqual([]);
  expect([...tried].filter((name) => !rules.includes(name))).toEqual([]);
});

it('docs/architecture.md shows the layers of the app page as they are', () => {
  const text = readFileSync(join(import.meta.dirname, '../../docs/architecture.md'), 'utf8');
  const [, picture = ''] = /## The app page\n\n```\n(.*?)```/s.exec(text) ?? [];
  const drawn = picture
    .trim()
    .split('\n')
    .map((line) => line.split(/ {2,}/)[0]?.split(' · ') ?? []);
  const layers = forbidden.flatMap(({ name }) => /^app-layers-(?!all$)(.*)$/.exec(name)?.[1] ?? []);
  expect(drawn.reverse().flat()).toEqual(layers);
});
