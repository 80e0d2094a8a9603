// The README of a folder tells its purpose, its entry, and how to add something. All files that it names exist. No folder has too many files.
import { readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join, normalize } from 'node:path';
import { describe, expect, it } from 'vitest';

const project = join(import.meta.dirname, '..', '..');
const codeRoots = /^(?:main|preload|relay|relay-settings|renderer|sandbox|shell|build|test|words)(?:\/|$)/;
/** A folder with fewer code files may be described in the README of the folder above. */
const fewest = 5;
const most = 20;
/** Data, not code: one file of words for each subject. The README of `words/` tells of them. */
const catalogues = 'renderer/app/words/catalogue/';
/** Names in READMEs of built programs, of Electron, and of a user's own computer. */
const elsewhere = /^(?:dist\/|accounts\.json$|message\.json$|electron\.d\.ts$)/;

/** Every file of the project, and every folder with a slash at its end, by its path from the project. */
const pathsBelow = (folder: string): readonly string[] =>
  readdirSync(join(project, folder), { withFileTypes: true })
    .filter(({ name }) => !['node_modules', 'dist', '.git'].includes(name))
    .flatMap((entry) => {
      const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
      return entry.isDirectory() ? [`${path}/`, ...pathsBelow(path)] : [path];
    });

const paths = pathsBelow('');
const isCode = (file: string): boolean => /(?<!\.test|\.d)\.(?:tsx?|mjs|cjs|js)$/.test(file);

/** The code files of each folder, without tests and their helpers in `testing/`. */
const codeFiles = new Map<string, string[]>();
for (const file of paths) {
  const folder = dirname(file);
  if (!isCode(file) || !codeRoots.test(folder) || /(?:^|\/)testing(?:\/|$)/.test(folder)) continue;
  codeFiles.set(folder, [...(codeFiles.get(folder) ?? []), file]);
}

const readmes = new Map(
  paths
    .filter((path) => basename(path) === 'README.md')
    .map((path) => [dirname(path), readFileSync(join(project, path), 'utf8')] as const),
);
const textOf = (folder: string): string => readmes.get(folder) ?? '';

/** A folder and all folders above it, up to the project. */
const upwards = (folder: string): readonly string[] =>
  folder === '.' ? ['.'] : [folder, ...upwards(dirname(folder))];

/** The nearest folder above that has a README. */
const toldIn = (folder: string): string =>
  upwards(dirname(folder)).find((above) => readmes.has(above)) ?? '.';

/** Words in backticks that look like a file or a folder, and targets of links. */
const namedIn = (text: string): readonly string[] => [
  ...[...text.matchAll(/`([^`\s]+)`/g)]
    .map(([, word = '']) => word)
    .filter((word) =>
      /^(?:\.\.\/)*\w[\w.*…/-]*(?:\.(?:tsx?|mjs|cjs|js|json|md|html|yml|css)|\w\/)$/.test(word),
    ),
  ...[...text.replaceAll(/`+[^`]*`+/g, '').matchAll(/\]\((?!https?:)([^)#]+)(?:#[^)]*)?\)/g)].map(
    ([, link = '']) => link,
  ),
];

/** `*` and `…` in a name stand for anything within a folder. */
const formOf = (path: string, end: '^' | '/'): RegExp =>
  new RegExp(`${end}${path.replaceAll(/[.+()[\]{}|\\$^?]/g, '\\$&').replaceAll(/[*…]/g, '[^/]*')}/?$`);

/** A name is a path from its README, from a folder above it, or of something anywhere below. */
const isThere = (folder: string, named: string): boolean => {
  const above = upwards(folder).map((from) => formOf(normalize(join(from, named)).replace(/\/$/, ''), '^'));
  const below = formOf(named.replace(/\/$/, ''), '/');
  return paths.some(
    (path) => above.some((form) => form.test(path)) || (path.startsWith(`${folder}/`) && below.test(path)),
  );
};

const isAnywhere = (named: string): boolean => {
  const form = formOf(named.replace(/\/$/, ''), '/');
  return paths.some((path) => form.test(`/${path}`));
};

/** The files in sentences that say where to begin. */
const entriesOf = (text: string): readonly string[] =>
  text
    .split(/(?<=[.;])\s|\n\n/)
    .filter((sentence) => /\bentry\b/i.test(sentence))
    .flatMap(namedIn)
    .filter(isCodeOrSettings);
const isCodeOrSettings = (path: string): boolean => isCode(path) || /\.(?:json|html)$/.test(path);

const folders = [...codeFiles].filter(([folder]) => !folder.startsWith(catalogues));
const small = folders.filter(([, files]) => files.length < fewest).map(([folder]) => folder);
const large = folders.filter(([, files]) => files.length >= fewest).map(([folder]) => folder);

describe('folders', () => {
  it('are found, and their READMEs', () => {
    expect(folders.length).toBeGreaterThan(100);
    expect(readmes.size).toBeGreaterThan(80);
  });

  it(`have no more than ${most} code files`, () => {
    expect(folders.filter(([, files]) => files.length > most).map(([folder]) => folder)).toEqual([]);
  });

  it('have a README, or are small and named in the README above', () => {
    const isNamed = (folder: string): boolean =>
      new RegExp(`(?:^|[^\\w-])${basename(folder)}/`).test(textOf(toldIn(folder)));
    expect(large.filter((folder) => !readmes.has(folder))).toEqual([]);
    expect(small.filter((folder) => !readmes.has(folder) && !isNamed(folder))).toEqual([]);
  });
});

describe('the README of a folder', () => {
  it('names its entry', () => {
    expect(
      large.filter((folder) => !entriesOf(textOf(folder)).some((entry) => isThere(folder, entry))),
    ).toEqual([]);
  });

  it('says how to add or change something', () => {
    expect(large.filter((folder) => !/(?:^|[.:;]\s)To [a-z]+ /m.test(textOf(folder)))).toEqual([]);
  });

  it('names only files and folders that exist', () => {
    const missing = [...readmes].flatMap(([folder, text]) =>
      namedIn(text)
        .filter((named) => !elsewhere.test(named) && !isThere(folder, named))
        .map((named) => `${folder}: ${named}`),
    );
    expect(missing).toEqual([]);
  });
});

/** Pages for users, administrators and developers. */
const pages = [
  'README.md',
  'CONTRIBUTING.md',
  'ROADMAP.md',
  ...paths.filter((path) => /^docs\/[\w-]+\.md$/.test(path)),
];
/** Files in the app's own folders, and on the machine of a person who tries a message. */
const ofTheUser = /^(?:preset|accounts|window|certificates|secrets|message)\.json$/;

describe('a page of the documentation', () => {
  it('names only files and folders that exist', () => {
    const missing = pages.flatMap((page) =>
      namedIn(readFileSync(join(project, page), 'utf8'))
        .filter((named) => !elsewhere.test(named) && !ofTheUser.test(named))
        .filter((named) => !isThere(dirname(page), named) && !isThere('.', named) && !isAnywhere(named))
        .map((named) => `${page}: ${named}`),
    );
    expect(missing).toEqual([]);
  });

  it('names only commands that exist', () => {
    const { scripts } = JSON.parse(readFileSync(join(project, 'package.json'), 'utf8')) as {
      scripts: Record<string, string>;
    };
    const named = pages.flatMap((page) =>
      [...readFileSync(join(project, page), 'utf8').matchAll(/\bnpm (?:run ([\w:-]+)|(start|test)\b)/g)].map(
        ([, run, short = '']) => run ?? short,
      ),
    );
    expect(named.length).toBeGreaterThan(10);
    expect(named.filter((name) => !(name in scripts))).toEqual([]);
  });
});
